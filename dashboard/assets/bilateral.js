// What happens in the browser alone: words rewrite the address; cards make tables, CSV and PNG.
(function () {
    "use strict";

    const nothing = () => window.dash_clientside.no_update;
    const triggered = () => window.dash_clientside.callback_context.triggered_id;
    /** Parameters that go along from page to page. */
    const SHARED = ["reporter", "unit", "since", "as_of", "lang"];

    /** What a word was changed to, as a piece of a query; where it takes several, with commas between. */
    const piece = (value, was) => (Array.isArray(value) ? `${was.split("=")[0]}=${value.join(",")}` : value);

    /** The address after a word of the sentence was changed. */
    function go(values, ids, pathname, search) {
        const now = triggered();
        const changed = ids.findIndex((id) => now && id.word === now.word && id.place === now.place);
        if (changed < 0 || values[changed] === null) return nothing();
        const wanted = piece(values[changed], ids[changed].was);
        if (wanted === ids[changed].was) return nothing();
        const query = new URLSearchParams(search || "");
        let path = pathname;
        for (const [name, value] of new URLSearchParams(wanted)) {
            if (name === "path") path = value;
            else if (value === "") query.delete(name);
            else query.set(name, value);
        }
        return addressed(path, query);
    }

    /** Navigation: which page this is, addresses that keep what all pages share, and this one in each language. */
    function navigation(pathname, search, ids, languages) {
        const here_in = languages.map((id) => {
            const query = new URLSearchParams(search || "");
            if (id.lang === "en") query.delete("lang");
            else query.set("lang", id.lang);
            return addressed(pathname, query);
        });
        const query = new URLSearchParams(search || "");
        for (const key of [...query.keys()]) if (!SHARED.includes(key)) query.delete(key);
        const reported = /^\/report\/([^/]+)/.exec(pathname || "");
        if (reported) query.set("reporter", decodeURIComponent(reported[1]));
        const links = ids.map((id) => (id.nav === "overview" ? "/" : "/" + id.nav));
        const here = links.filter((link) => link === pathname || (link !== "/" && (pathname || "").startsWith(link)));
        document.querySelectorAll(".bar nav a").forEach((anchor, i) => {
            if (here.includes(links[i])) anchor.setAttribute("aria-current", "page");
            else anchor.removeAttribute("aria-current");
        });
        arrive();
        const start = addressed("/", new URLSearchParams(query.has("lang") ? { lang: query.get("lang") } : {}));
        return [links.map((link) => addressed(link, query)), here_in, start];
    }

    function addressed(path, query) {
        const text = query.toString().replaceAll("%2C", ",");
        return path + (text ? "?" + text : "");
    }

    /** The place that an address names (/method#rca) is gone to once it is there: pages come after their address. */
    function arrive() {
        const name = decodeURIComponent(window.location.hash.slice(1));
        if (!name) return;
        const there = () => {
            const place = document.getElementById(name);
            if (place) place.scrollIntoView();
            return Boolean(place);
        };
        if (there()) return;
        const watch = new MutationObserver(() => there() && watch.disconnect());
        watch.observe(document.body, { childList: true, subtree: true });
    }

    /** An element with text or other elements in it; nothing of a cell is ever read as HTML. */
    function element(name, content, attributes = {}) {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
        made.append(...[content].flat());
        return made;
    }

    function shown(cell, numeric, open) {
        if (cell === null) return "";
        if (numeric) return cell.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 4 }).replace("-", "\u2212");
        if (/^https?:\/\//.test(cell)) return element("a", open, { href: cell, rel: "noreferrer" });
        return cell;
    }

    function tableOf({ columns, heads, rows, numbers, open }) {
        const kind = (i) => (numbers[i] ? "number" : "");
        const titles = heads.map((head, i) => element("th", head, { scope: "col", class: kind(i), title: columns[i] }));
        const cells = (row) => row.map((cell, i) =>
            element(i ? "td" : "th", shown(cell, numbers[i], open), { class: kind(i), scope: i ? "" : "row" }));
        const body = rows.map((row) => element("tr", cells(row)));
        return element("table", [element("thead", element("tr", titles)), element("tbody", body)]);
    }

    /** The table view: made when first asked for, then shown and hidden. Thousands of cells would
     *  take Dash minutes as components, so they are made as plain elements that it does not follow. */
    function table(clicks, data, id) {
        if (!clicks || !data) return [nothing(), nothing()];
        const place = document.querySelector(`#card-${id.card} .card-table`);
        if (!place.firstChild) place.append(tableOf(data));
        const open = clicks % 2 === 1;
        return [!open, String(open)];
    }

    function quoted(cell, numeric) {
        if (cell === null) return "";
        let text = String(cell);
        if (!numeric && /^[=+\-@\t\r\0]/.test(text)) text = "'" + text;
        return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    }

    /** The figures of the card as a file: RFC 4180, UTF-8, text guarded against formulas. */
    function csv(clicks, data, id) {
        if (!clicks || !data) return nothing();
        const lines = [data.columns, ...data.rows].map((row, i) =>
            row.map((cell, j) => quoted(cell, i > 0 && data.numbers[j])).join(","),
        );
        const button = buttonOf("csv", id.card);
        return { content: lines.join("\r\n") + "\r\n", filename: button.dataset.file + ".csv", type: "text/csv;charset=utf-8" };
    }

    function buttonOf(act, card) {
        const section = document.getElementById("card-" + card);
        return [...section.querySelectorAll("button")].find((button) => button.id.includes(`"part":"${act}-button"`));
    }

    /** Text in lines of at most so many letters. */
    function wrapped(text, letters) {
        const lines = [""];
        for (const word of text.split(" ")) {
            const last = lines.length - 1;
            if ((lines[last] + " " + word).length <= letters || !lines[last]) lines[last] = (lines[last] + " " + word).trim();
            else lines.push(word);
        }
        return lines;
    }

    /** The picture as PNG, light, with its title and source, twice the size of the screen. */
    function png(clicks) {
        const pressed = triggered();
        if (!pressed || !clicks.some(Boolean)) return;
        const { title, subtitle, source, file } = buttonOf("png", pressed.card).dataset;
        const plot = document.querySelector(`#card-${pressed.card} .js-plotly-plot`);
        const { layout, data } = plot;
        const beside = (layout.meta && layout.meta.png) || {};
        const screen = plot._fullLayout;
        const { l, r, t, b, w, h } = screen._size;
        const width = screen.width + (beside.r || 0);
        const above = [
            { lines: wrapped(title, width / 10), size: 17 },
            { lines: wrapped(subtitle, width / 7), size: 13 },
        ];
        const below = { lines: wrapped(source, width / 6.6), size: 12 };
        const tall = ({ lines, size }) => Math.ceil(lines.length * size * 1.35);
        const [head, foot] = [tall(above[0]) + tall(above[1]) + 24 + (beside.t || 0), tall(below) + 18];
        const height = screen.height + head + foot;
        // as on the screen, with room above and below: nothing may move the picture again
        const margin = { l, r: r + (beside.r || 0), t: t + head, b: b + foot, pad: layout.margin.pad };
        const still = (axis) => (axis ? { ...axis, automargin: false } : undefined);
        const said = (part, fromTop, bold) => ({
            text: part.lines.map((line) => (bold ? `<b>${line}</b>` : line)).join("<br>"),
            showarrow: false, font: { size: part.size, color: layout.font.color }, align: "left", borderpad: 0,
            xref: "paper", xanchor: "left", x: (12 - l) / w,
            yref: "paper", yanchor: "top", y: 1 + (margin.t - fromTop) / h,
        });
        const figure = {
            data,
            layout: {
                ...layout, ...beside.layout, margin, width, height,
                xaxis: still(layout.xaxis), yaxis: still(layout.yaxis),
                paper_bgcolor: "#ffffff",
                annotations: [
                    ...(layout.annotations || []), ...(beside.annotations || []),
                    said(above[0], 10, true), said(above[1], 14 + tall(above[0]), false), said(below, height - foot + 6, false),
                ],
            },
            config: { topojsonURL: plot._context.topojsonURL },
        };
        window.Plotly.downloadImage(figure, { format: "png", scale: 2, filename: file, width, height });
    }

    /** Columns that a phone shows first, by grid. */
    const FIRST_ON_PHONE = {
        "data-grid": ["period", "flow_name", "value_usd"],
        "findings-grid": ["message", "period", "found", "expected"],
        "revisions-grid": ["period", "partner", "change", "latest_usd"],
    };

    /** On a phone the columns that say most come first; wide sentences get what the screen has. */
    function narrow(grid, columns) {
        if (window.innerWidth > 720 || !columns) return nothing();
        const first = FIRST_ON_PHONE[grid];
        const place = (column) => (first.indexOf(column.field) + 1 || 99);
        const fitting = columns.map((column) => ({ ...column, width: Math.min(column.width, 270) }));
        return fitting.sort((one, other) => place(one) - place(other));
    }

    /** Takes the panel away; the picture gets its room back. */
    function close(clicks) {
        return clicks ? null : nothing();
    }

    /** A click on a tile opens where it comes from; plotly's own zooming into it stays off. */
    document.addEventListener("pointerdown", (event) => {
        const plot = event.target.closest && event.target.closest(".js-plotly-plot");
        if (!plot || !plot.on || !plot.data.some((trace) => trace.type === "treemap")) return;
        plot.removeAllListeners("plotly_treemapclick");
        plot.on("plotly_treemapclick", (clicked) => {
            plot.emit("plotly_click", clicked);
            return false;
        });
    }, true);

    /** Buttons that copy what they stand beside. */
    document.addEventListener("click", (event) => {
        const button = event.target.closest && event.target.closest("[data-copy]");
        if (!button || !navigator.clipboard) return;
        navigator.clipboard.writeText(button.dataset.copy).then(() => {
            button.textContent = button.dataset.done;
        });
    });

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        bilateral: { go, navigation, table, csv, png, close, narrow },
    });
})();

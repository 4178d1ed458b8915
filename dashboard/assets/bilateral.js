// What happens in the browser alone: links go to other pages; cards make tables.
(function () {
    "use strict";

    const nothing = () => window.dash_clientside.no_update;
    /** Parameters that go along from page to page. */
    const SHARED = ["reporter", "unit", "since", "as_of", "lang", "notes"];

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

    /** The table view: made when first asked for, then shown and hidden. */
    function table(button, { card, rows }) {
        const place = document.querySelector(`#card-${card} .card-table`);
        if (!place.firstChild) place.append(tableOf(rows));
        place.hidden = !place.hidden;
        button.setAttribute("aria-pressed", String(!place.hidden));
    }

    /** To another address within the site, as links of Dash go there. */
    function visit(href) {
        window.history.pushState({}, "", href);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    }

    document.addEventListener("click", (event) => {
        const anchor = event.target.closest && event.target.closest("a[data-within]");
        if (!anchor || anchor.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        visit(anchor.getAttribute("href"));
        window.scrollTo(0, 0);
    });

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

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        bilateral: Object.assign((window.dash_clientside || {}).bilateral || {}, { navigation, addressed, visit, table }),
    });
})();

// Files of a card, made in the browser of what it holds: PNG, SVG, CSV, and the figure as JSON.
(function () {
    "use strict";

    /** A file of the card in that form; pictures are saved by plotly.js itself. */
    function save(form, { rows, about }) {
        if (form === "csv") return give(csv(rows), about.file + ".csv", "text/csv;charset=utf-8");
        const figure = saved(document.querySelector(`#card-${about.card} .js-plotly-plot`), about);
        if (form === "json") return give(json(figure), about.file + ".json", "application/json");
        const { width, height } = figure.layout;
        return window.Plotly.downloadImage(figure, { format: form, scale: form === "png" ? 2 : 1, filename: about.file, width, height });
    }

    function give(text, name, type) {
        const anchor = document.createElement("a");
        anchor.href = URL.createObjectURL(new Blob([text], { type }));
        anchor.download = name;
        anchor.click();
        setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
    }

    function quoted(cell, numeric) {
        if (cell === null) return "";
        let text = String(cell);
        if (!numeric && /^[=+\-@\t\r\0]/.test(text)) text = "'" + text;
        return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    }

    /** The figures of the card: RFC 4180, UTF-8, text guarded against formulas. */
    function csv(data) {
        const lines = [data.columns, ...data.rows].map((row, i) =>
            row.map((cell, j) => quoted(cell, i > 0 && data.numbers[j])).join(","),
        );
        return lines.join("\r\n") + "\r\n";
    }

    /** The picture for plotly in any language (plotly.io.from_json in Python): data and layout alone. */
    function json({ data, layout }) {
        const { uirevision, ...kept } = layout;
        return JSON.stringify({ data, layout: kept }, null, 1) + "\n";
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

    /** The picture as a figure to be kept: light, with its title, its events and its source. */
    function saved(plot, about) {
        const { layout, data } = plot;
        const beside = (layout.meta && layout.meta.png) || {};
        const screen = plot._fullLayout;
        const { l, r, t, b, w, h } = screen._size;
        const width = screen.width + (beside.r || 0);
        const above = [
            { lines: wrapped(about.title, width / 10), size: 17 },
            { lines: wrapped(about.subtitle, width / 7), size: 13 },
        ];
        const said = [...(about.events || []), about.source].flatMap((text) => wrapped(text, width / 6.6));
        const below = { lines: said, size: 12 };
        const tall = ({ lines, size }) => Math.ceil(lines.length * size * 1.35);
        const [head, foot] = [tall(above[0]) + tall(above[1]) + 24 + (beside.t || 0), tall(below) + 18];
        const height = screen.height + head + foot;
        // as on the screen, with room above and below: nothing may move the picture again
        const margin = { l, r: r + (beside.r || 0), t: t + head, b: b + foot, pad: layout.margin.pad };
        const still = (axis) => (axis ? { ...axis, automargin: false } : undefined);
        const words = (part, fromTop, bold) => ({
            text: part.lines.map((line) => (bold ? `<b>${line}</b>` : line)).join("<br>"),
            showarrow: false, font: { size: part.size, color: layout.font.color }, align: "left", borderpad: 0,
            xref: "paper", xanchor: "left", x: (12 - l) / w,
            yref: "paper", yanchor: "top", y: 1 + (margin.t - fromTop) / h,
        });
        const { meta, ...rest } = layout;
        return {
            data,
            layout: {
                ...rest, ...beside.layout, margin, width, height,
                xaxis: still(layout.xaxis), yaxis: still(layout.yaxis),
                paper_bgcolor: "#ffffff",
                annotations: [
                    ...(layout.annotations || []), ...(beside.annotations || []),
                    words(above[0], 10, true), words(above[1], 14 + tall(above[0]), false), words(below, height - foot + 6, false),
                ],
            },
            config: { topojsonURL: plot._context.topojsonURL },
        };
    }

    const ours = (window.dash_clientside = window.dash_clientside || {});
    ours.bilateral = Object.assign(ours.bilateral || {}, { save });
})();

// The pictures of a page: plotly.js draws them in turn (dashboard/assets_build/in_turn.cjs) once it is there.
(function () {
    "use strict";

    const CONFIG = { displayModeBar: false, showTips: false, scrollZoom: false, doubleClick: false };
    const ours = (window.dash_clientside = window.dash_clientside || {});
    /** What each card was drawn from: its figure, its rows, and what its files say of it. */
    const cards = new Map();
    const widths = new WeakMap();
    const LIBRARY = "/_dash-component-suites/plotly/package_data/plotly.min.js";

    async function load() {
        if (!window.Plotly) await ours.bilateral.script(LIBRARY);
    }

    /** A picture that got wider or narrower, as it does when a panel opens beside it, is drawn for its new room. */
    const sized = new ResizeObserver((entries) => {
        for (const { target, contentRect: { width } } of entries) {
            if (!width || !target.layout || widths.get(target) === width) continue;
            const first = !widths.has(target);
            widths.set(target, width);
            if (!first || Math.abs(target._fullLayout.width - width) > 1) window.Plotly.Plots.resize(target);
        }
    });

    /** Pictures that are drawn already, by card: the next page shows them until it has drawn its own. */
    function keep(place) {
        return new Map([...place.querySelectorAll(".js-plotly-plot")].map((plot) => [plot.dataset.card, plot]));
    }

    /** Draws each picture into the room that is left for it; what nobody wants any more is taken down. */
    function draw(place, pictures, kept, shapes) {
        cards.clear();
        for (const picture of pictures) {
            const room = place.querySelector(`.dash-graph[data-card="${picture.card}"]`);
            const plot = kept.get(picture.card) || room;
            kept.delete(picture.card);
            cards.set(picture.card, picture);
            if (plot !== room) {
                plot.style.height = room.style.height;
                room.replaceWith(plot);
            }
            show(plot, picture, shapes);
        }
        for (const plot of kept.values()) {
            sized.unobserve(plot);
            window.Plotly.purge(plot);
        }
    }

    async function show(plot, { card, figure }, shapes) {
        plot.classList.add("dash-graph--pending");
        plot.wanted = figure;
        try {
            await load();
        } catch {
            plot.textContent = plot.dataset.failed;
            plot.classList.remove("dash-graph--pending");
            return;
        }
        if (plot.wanted !== figure) return;
        const isNew = !plot.layout;
        if (isNew) plot.textContent = "";
        const layout = { ...figure.layout, autosize: true };
        await window.Plotly.react(plot, figure.data, layout, { ...CONFIG, topojsonURL: shapes });
        if (plot.wanted !== figure) return;
        plot.classList.remove("dash-graph--pending");
        if (!isNew || !plot.isConnected) return;
        sized.observe(plot);
        plot.on("plotly_click", (clicked) => ours.bilateral.ask(card, "trace", { origin: clicked.points[0].customdata || null }));
    }

    ours.bilateral = Object.assign(ours.bilateral || {}, { keep, draw, cards });
})();

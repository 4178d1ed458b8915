// The page Report on its way to the printer.
(function () {
    "use strict";

    document.addEventListener("click", (event) => {
        if (event.target.closest && event.target.closest("[data-print]")) window.print();
    });

    /** Pictures as wide as the sheet: on a phone they were drawn narrower, and printers wait for no redrawing. */
    function widen() {
        if (!document.querySelector(".report")) return;
        document.documentElement.classList.add("printing");
        for (const plot of document.querySelectorAll(".report .js-plotly-plot")) {
            const width = plot.clientWidth;
            if (width && Math.abs(width - plot._fullLayout.width) > 1) window.Plotly.relayout(plot, { width, autosize: false });
        }
    }

    function back() {
        if (!document.documentElement.classList.contains("printing")) return;
        document.documentElement.classList.remove("printing");
        for (const plot of document.querySelectorAll(".report .js-plotly-plot")) {
            if (!plot.layout.autosize) window.Plotly.relayout(plot, { width: null, autosize: true });
        }
    }

    window.addEventListener("beforeprint", widen);
    window.addEventListener("afterprint", back);
})();

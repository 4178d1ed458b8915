// Light or dark: as the system has it until the button is pressed, then as chosen, here and on every later page.
(function () {
    "use strict";

    const KEPT = "scheme";
    const system = window.matchMedia("(prefers-color-scheme: dark)");

    /** Where nothing may be kept, the system decides. */
    function kept() {
        try {
            return localStorage.getItem(KEPT);
        } catch {
            return null;
        }
    }

    function show() {
        document.documentElement.dataset.scheme = kept() || (system.matches ? "dark" : "light");
    }

    system.addEventListener("change", show);
    document.addEventListener("click", (event) => {
        if (!event.target.closest || !event.target.closest("#theme")) return;
        const other = document.documentElement.dataset.scheme === "dark" ? "light" : "dark";
        try {
            localStorage.setItem(KEPT, other);
        } catch { /* it holds for this page */ }
        document.documentElement.dataset.scheme = other;
    });
    show();
})();

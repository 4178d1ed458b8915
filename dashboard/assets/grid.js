// A grid is made when it comes into sight, for its scripts and its rows are half of all bytes of a page.
(function () {
    "use strict";

    const nothing = () => window.dash_clientside.no_update;
    /** Columns that a phone shows first, by grid. */
    const FIRST_ON_PHONE = {
        "data-grid": ["period", "value_usd", "flow_name"],
        "findings-grid": ["message", "period", "found", "expected"],
        "revisions-grid": ["period", "partner", "change", "latest_usd"],
    };
    /** Pixels by which the edges of a cell are narrower on a phone (assets/bilateral.css). */
    const SPARED = 8;

    /** The scripts of the grid, once a document. */
    async function loaded() {
        if (window.dash_ag_grid) return;
        await window.dash_clientside.bilateral.script(document.getElementById("grid-script").dataset.address);
    }

    /** On a phone the columns that say most come first; sentences get what the screen has, so that rows stay low. */
    function narrow(grid, columns) {
        if (window.innerWidth > 720) return columns;
        const first = FIRST_ON_PHONE[grid];
        const place = (column) => first.indexOf(column.field) + 1 || 99;
        const width = (column) => (column.wrapText ? 270 : Math.min(column.width, 270) - SPARED);
        const fitting = columns.map((column) => ({ ...column, width: width(column) }));
        return fitting.sort((one, other) => place(one) - place(other));
    }

    /** The grid in its place, from what came with the page: first it waits to be seen, then it is made. */
    function grid(made, id) {
        const { props, others, seen } = made;
        if (!seen) {
            wait(id, () => window.dash_clientside.set_props(id, { data: { ...made, seen: true } }));
            return nothing();
        }
        begin(id.grid, others);
        const columnDefs = narrow(id.grid, props.columnDefs);
        return { namespace: "dash_ag_grid", type: "AgGrid", props: { ...props, columnDefs } };
    }

    /** Calls back once the place is in sight and the scripts are there; until then the tabulator stops at it, which
     *  brings it into sight. */
    function wait(id, ready, frames = 100) {
        const place = document.querySelector(`[data-grid="${id.grid}"]`);
        if (!place) return void (frames && window.requestAnimationFrame(() => wait(id, ready, frames - 1)));
        const said = place.closest(".grid-whole").querySelector(".grid-said");
        const watch = new IntersectionObserver(async (entries) => {
            const seen = entries.some((entry) => entry.isIntersecting);
            place.toggleAttribute("data-later", !seen);
            if (!seen) return void (place.tabIndex = 0);
            watch.disconnect();
            try {
                await loaded();
                if (place.isConnected) ready();
            } catch {
                said.textContent = said.dataset.failed;
            }
        });
        watch.observe(place);
    }

    /** What is done once the grid is there. */
    async function begin(name, others) {
        const api = await window.dash_ag_grid.getApiAsync(name).catch(() => null);
        const root = document.getElementById(name);
        if (!api || !root) return; // the page was left meanwhile
        if (others) follow(api, root, others);
        const place = root.closest("[data-grid]");
        if (document.activeElement === place) api.setFocusedHeader(api.getAllDisplayedColumns()[0]);
        place.removeAttribute("tabindex");
    }

    /** The rows after the first come when somebody turns to the grid: it sorts and filters all of them. */
    function follow(api, root, address) {
        const said = root.closest(".grid-whole").querySelector(".grid-said");
        const turned = new AbortController();
        const come = async () => {
            turned.abort();
            try {
                const answer = await fetch(address);
                if (answer.status === 409) return window.location.reload(); // published anew since
                if (!answer.ok) throw new Error(answer.status);
                const { rows } = await answer.json();
                if (!api.isDestroyed()) api.applyTransaction({ add: rows });
                said.textContent = "";
            } catch {
                said.textContent = said.dataset.failed;
                follow(api, root, address);
            }
        };
        for (const event of ["pointerover", "focusin"]) root.addEventListener(event, come, { signal: turned.signal });
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        bilateral: Object.assign((window.dash_clientside || {}).bilateral || {}, { grid }),
    });
})();

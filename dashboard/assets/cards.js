// What a card does by itself: menus that open and close, links and texts that are copied, events in sight or not.
(function () {
    "use strict";

    const ours = (window.dash_clientside = window.dash_clientside || {});
    ours.bilateral = ours.bilateral || {};
    const embedded = document.documentElement.classList.contains("embedded");

    /** Puts a text on the clipboard; by the older way where a page without TLS has no other. */
    async function copied(text) {
        if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
        const field = document.createElement("textarea");
        field.value = text;
        field.className = "unseen";
        const before = document.activeElement;
        document.body.append(field);
        field.select();
        const done = document.execCommand("copy");
        field.remove();
        if (before) before.focus();
        if (!done) throw new Error("the browser copies nothing here");
    }

    /** The address of the page with this card in sight. */
    function permalink(card) {
        const address = new URL(window.location.href);
        for (const name of ["embed", "card"]) address.searchParams.delete(name);
        address.search = address.searchParams.toString().replaceAll("%2C", ",");
        address.hash = "card-" + card;
        return address.href;
    }

    /** Copies the link of the card, and says so. */
    function link(card) {
        const said = document.querySelector(`#card-${card} .card-said`);
        const address = permalink(card);
        copied(address).then(() => (said.textContent = said.dataset.copied), () => (said.textContent = address));
    }

    /** The address with events in the pictures or without. */
    function events() {
        const query = new URLSearchParams(window.location.search);
        if (query.get("notes") === "1") query.delete("notes");
        else query.set("notes", "1");
        ours.bilateral.visit(ours.bilateral.addressed(window.location.pathname, query));
    }

    /** Where a panel opens: beside the picture what a figure rests on, under the card what is passed on. */
    const panel = (card, act) => document.querySelector(`#card-${card} ${act === "trace" ? ".card-provenance" : ".card-panel"}`);
    let asked = 0;

    /** Asks the server for a panel (dashboard/panels.py). */
    function ask(card, act, more) {
        if (act === "trace" && !more.origin) return panel(card, act).replaceChildren();
        window.dash_clientside.set_props("asked", { data: { card, act, number: ++asked, ...more } });
    }

    /** Puts the panel that came in its place; what opened under a card gets the focus, and the keyboard goes on there. */
    function tell(told) {
        const place = told && told.number === asked && panel(told.card, told.act);
        if (!place) return;
        place.innerHTML = told.html;
        if (told.act !== "trace") place.querySelector("aside").focus({ preventScroll: false });
    }

    /** What each button of a card does. */
    function act(button) {
        const { card } = button.closest(".card").id.match(/^card-(?<card>.+)$/).groups;
        const drawn = ours.bilateral.cards.get(card);
        const what = button.dataset.act;
        if (what === "table") ours.bilateral.table(button, drawn);
        else if (what === "link") link(card);
        else if (what === "events") events();
        else if (what === "cite" || what === "embed") ask(card, what, { about: drawn.about });
        else ours.bilateral.save(what, drawn);
    }

    /** Opens or closes the list of a menu. */
    function turn(button, open) {
        button.setAttribute("aria-expanded", String(open));
        button.nextElementSibling.hidden = !open;
    }

    function closeMenus(but) {
        document.querySelectorAll('.menu-button[aria-expanded="true"]').forEach((button) => button !== but && turn(button, false));
    }

    document.addEventListener("click", (event) => {
        if (!event.target.closest) return;
        document.querySelectorAll(".card-said:not(:empty)").forEach((said) => (said.textContent = ""));
        const button = event.target.closest(".menu-button");
        closeMenus(button);
        if (button) turn(button, button.getAttribute("aria-expanded") !== "true");
        const pressed = event.target.closest("[data-act]");
        if (pressed) act(pressed);
        const closes = event.target.closest("[data-closes]");
        if (closes) closes.closest(".card-panel, .card-provenance").replaceChildren();
        const copy = event.target.closest("[data-copy]");
        if (copy) copied(copy.dataset.copy).then(() => (copy.textContent = copy.dataset.done), () => {});
    });

    /** A menu that is left is closed. */
    document.addEventListener("focusin", (event) => {
        const menu = event.target.closest && event.target.closest(".menu");
        closeMenus(menu ? menu.querySelector(".menu-button") : null);
    });

    /** Escape closes a menu, else the panel that one is in, and the focus goes back to where it was opened. */
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !event.target.closest) return;
        const menu = event.target.closest(".menu");
        const opened = menu && menu.querySelector('.menu-button[aria-expanded="true"]');
        if (opened) {
            turn(opened, false);
            opened.focus();
            return;
        }
        const panel = event.target.closest(".card-panel, .card-provenance");
        const close = panel && panel.querySelector("[data-closes]");
        if (!close) return;
        const card = panel.closest(".card");
        close.click();
        const back = card.querySelector(".menu:last-of-type .menu-button");
        if (back) back.focus();
    });

    /** In a frame, links lead out of it: the frame keeps its card. */
    if (embedded) {
        document.addEventListener("click", (event) => {
            const anchor = event.target.closest && event.target.closest("a[href]");
            if (!anchor) return;
            anchor.target = "_blank";
            event.stopPropagation();
        }, true);
    }

    Object.assign(ours.bilateral, { ask, tell });
})();

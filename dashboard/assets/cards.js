// What a card does by itself: menus that open and close, links and texts that are copied, events in sight or not.
(function () {
    "use strict";

    const nothing = () => window.dash_clientside.no_update;
    const triggered = () => window.dash_clientside.callback_context.triggered_id;
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
    function link(clicks) {
        const pressed = triggered();
        if (!pressed || !clicks.some(Boolean)) return;
        const said = document.querySelector(`#card-${pressed.card} .card-said`);
        const address = permalink(pressed.card);
        copied(address).then(() => (said.textContent = said.dataset.copied), () => (said.textContent = address));
    }

    /** What opened under a card gets the focus, so that the keyboard goes on from there. */
    function into(panels) {
        const pressed = triggered();
        if (!pressed || !panels.some(Boolean)) return;
        const there = () => document.querySelector(`#card-${pressed.card} .card-panel aside`);
        window.requestAnimationFrame(() => there() && there().focus({ preventScroll: false }));
    }

    /** The address with events in the pictures or without. */
    function events(clicks, search, pathname) {
        if (!triggered() || !clicks.some(Boolean)) return nothing();
        const query = new URLSearchParams(search || "");
        if (query.get("notes") === "1") query.delete("notes");
        else query.set("notes", "1");
        const text = query.toString().replaceAll("%2C", ",");
        return pathname + (text ? "?" + text : "");
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

    const ours = (window.dash_clientside = window.dash_clientside || {});
    ours.bilateral = Object.assign(ours.bilateral || {}, { link, into, events });
})();

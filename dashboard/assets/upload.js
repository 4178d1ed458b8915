// Adding a file on the page of sources: a form is sent, and what the server answers takes its place.
(function () {
    "use strict";

    const place = () => document.getElementById("upload");
    const say = (words) => { document.getElementById("upload-said").textContent = words; };

    /** Puts the answer in place and its heading into focus: a screen reader goes on reading there. */
    async function put(answer) {
        place().innerHTML = await answer.text();
        say("");
        const first = place().querySelector("[data-focus], h3");
        if (first) first.focus();
    }

    async function send(form, button) {
        const body = new FormData(form);
        const parts = form.querySelector("fieldset");
        say((button && button.dataset.busy) || form.dataset.busy);
        parts.disabled = true;
        try {
            const to = (button && button.getAttribute("formaction")) || form.getAttribute("action");
            await put(await fetch(to, { method: "POST", body }));
        } catch {
            say(place().dataset.noAnswer);
            parts.disabled = false;
        }
    }

    document.addEventListener("submit", (event) => {
        if (!event.target.closest("#upload")) return;
        event.preventDefault();
        send(event.target, event.submitter);
    });

    /** A file that is too large is told before it travels. */
    document.addEventListener("change", (event) => {
        const { files, dataset } = event.target;
        if (!files || !dataset.most) return;
        const tooLarge = files[0] && files[0].size > Number(dataset.most);
        event.target.setCustomValidity(tooLarge ? dataset.tooLarge : "");
        event.target.reportValidity();
    });

    /** The form comes when the page is there. */
    async function start() {
        place().innerHTML = await (await fetch("/upload")).text();
        return "false";
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, { upload: { start } });
})();

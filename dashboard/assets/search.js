// The search box: a combobox (ARIA 1.2) over what the server finds; a choice is an address.
(function () {
    "use strict";

    /** What goes along with the question: the state that the found addresses keep. */
    const SHARED = ["reporter", "unit", "since", "as_of", "lang"];
    let box, input, list, said;
    let hits = [];
    let chosen = -1;
    let asked = 0;

    function element(name, attributes, ...content) {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        made.append(...content);
        return made;
    }

    /** The field and its list, put where the page has left room for them. */
    function start() {
        box = document.getElementById("search");
        if (!box || box.firstChild) return window.dash_clientside.no_update;
        const { label, hint, list: name } = box.dataset;
        input = element("input", {
            id: "search-field", type: "text", role: "combobox", placeholder: hint, maxlength: 80,
            "aria-label": label, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-list",
            "aria-keyshortcuts": "/", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
        });
        list = element("ul", { id: "search-list", role: "listbox", "aria-label": name });
        said = element("p", { id: "search-said", role: "status" });
        box.append(input, element("div", { class: "search-found", hidden: "" }, list, said));
        input.addEventListener("focus", () => ask(""));
        input.addEventListener("input", look);
        input.addEventListener("keydown", pressed);
        box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || leave());
        list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
        list.addEventListener("click", (event) => {
            const option = event.target.closest("[role=option]");
            if (option) go(Number(option.dataset.number));
        });
        return "true";
    }

    async function ask(words) {
        const query = new URLSearchParams({ q: words });
        for (const [name, value] of new URLSearchParams(window.location.search)) if (SHARED.includes(name)) query.set(name, value);
        return (await fetch("/search?" + query)).json();
    }

    /** Asks anew at each letter; an answer that a later one has overtaken is let go. */
    async function look() {
        const words = input.value.trim();
        const turn = ++asked;
        if (!words) return shut();
        let answer = { hits: [], said: box.dataset.failed };
        try {
            answer = await ask(words);
        } catch { /* said below */ }
        if (turn === asked) show(answer);
    }

    function show(answer) {
        hits = answer.hits;
        list.replaceChildren(...hits.map((hit, number) => element(
            "li", { id: `search-${number}`, role: "option", "data-number": number, "aria-selected": "false" },
            element("span", { class: "search-name", lang: hit.spoken }, hit.name),
            element("span", { class: "search-about" }, hit.about),
        )));
        said.textContent = answer.said;
        said.classList.toggle("unseen", hits.length > 0);
        list.parentElement.hidden = false;
        input.setAttribute("aria-expanded", String(hits.length > 0));
        mark(hits.length ? 0 : -1);
    }

    function mark(number) {
        chosen = number;
        [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === number)));
        if (number < 0) return input.removeAttribute("aria-activedescendant");
        input.setAttribute("aria-activedescendant", `search-${number}`);
        list.children[number].scrollIntoView({ block: "nearest" });
    }

    function shut() {
        hits = [];
        list.parentElement.hidden = true;
        input.setAttribute("aria-expanded", "false");
        mark(-1);
    }

    function leave() {
        asked += 1;
        input.value = "";
        shut();
    }

    function pressed(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && hits.length) {
            event.preventDefault();
            mark((chosen + step + hits.length) % hits.length);
        } else if (event.key === "Enter" && chosen >= 0) {
            event.preventDefault();
            go(chosen);
        } else if (event.key === "Escape") {
            if (input.value) leave();
            else input.blur();
        }
    }

    /** To the page; its beginning takes the focus, so that reading goes on there. */
    function go(number) {
        const { href } = hits[number];
        document.getElementById("content").focus({ preventScroll: true });
        window.dash_clientside.set_props("address", { href });
        window.scrollTo(0, 0);
    }

    /** "/" goes to the field from anywhere but where one types. */
    document.addEventListener("keydown", (event) => {
        const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !input) return;
        event.preventDefault();
        input.focus();
    });

    window.dash_clientside = Object.assign({}, window.dash_clientside, { search: { start } });
})();

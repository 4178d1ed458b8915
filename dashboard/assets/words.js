// Words of the sentence: a combobox (ARIA 1.2) over each, whose list is made when it is opened; a choice is an address.
(function () {
    "use strict";

    const ours = (window.dash_clientside = window.dash_clientside || {});
    ours.bilateral = ours.bilateral || {};
    /** The word that one is in: its field, what may be chosen, what is, and what the list shows. */
    let now = null;
    let box, list, said;

    function element(name, attributes, ...content) {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        made.append(...content);
        return made;
    }

    function make() {
        list = element("ul", { id: "word-list", role: "listbox" });
        said = element("p", { role: "status" });
        box = element("div", { class: "word-box", hidden: "" }, said, list);
        box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
        box.addEventListener("click", (event) => {
            const option = event.target.closest("[role=option]");
            if (option) choose(Number(option.dataset.number));
        });
        document.body.append(box);
    }

    function enter(field) {
        if (now && now.field === field) return;
        const word = ours.bilateral.words[field.dataset.word];
        now = { field, word, chosen: [...word.chosen], shown: field.value, hits: [], marked: -1 };
    }

    /** The address once a piece of a query is put into it: ``path`` is another page, an empty value takes away. */
    function go(wanted) {
        const query = new URLSearchParams(window.location.search);
        let path = window.location.pathname;
        for (const [name, value] of new URLSearchParams(wanted)) {
            if (name === "path") path = value;
            else if (value === "") query.delete(name);
            else query.set(name, value);
        }
        ours.bilateral.visit(ours.bilateral.addressed(path, query));
    }

    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

    /** Opens the list with what holds the words that were typed. */
    function show(words = "") {
        if (!box) make();
        const { field, word, chosen } = now;
        const typed = plain(words.trim());
        now.hits = word.options.filter(([, label]) => !typed || plain(label).includes(typed));
        const full = word.most && chosen.length >= word.most;
        list.replaceChildren(...now.hits.map(([value, label], number) => {
            const is = chosen.includes(value);
            const more = full && !is ? { "aria-disabled": "true" } : {};
            return element("li", { id: `word-${number}`, role: "option", "data-number": number, "aria-selected": String(is), ...more }, label);
        }));
        list.setAttribute("aria-label", field.getAttribute("aria-label"));
        if (word.most) list.setAttribute("aria-multiselectable", "true");
        else list.removeAttribute("aria-multiselectable");
        said.textContent = now.hits.length ? word.about || "" : word.nothing;
        said.hidden = !said.textContent;
        box.hidden = false;
        field.setAttribute("aria-expanded", "true");
        field.setAttribute("aria-controls", "word-list");
        stand();
        mark(typed ? Math.min(0, now.hits.length - 1) : now.hits.findIndex(([value]) => !word.most && chosen.includes(value)));
    }

    /** Under its word; over it where there is more room. */
    function stand() {
        const { left, top, bottom } = now.field.closest(".word").getBoundingClientRect();
        const { offsetWidth: width, offsetHeight: height } = box;
        const above = bottom + height + 8 > window.innerHeight && top > window.innerHeight - bottom;
        box.style.left = `${window.scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
        box.style.top = `${window.scrollY + (above ? top - height - 4 : bottom + 4)}px`;
    }

    function mark(number) {
        now.marked = number;
        [...list.children].forEach((option, i) => option.classList.toggle("marked", i === number));
        if (number < 0) return now.field.removeAttribute("aria-activedescendant");
        now.field.setAttribute("aria-activedescendant", `word-${number}`);
        const { offsetTop: top, offsetHeight: height } = list.children[number];
        if (top < list.scrollTop || top + height > list.scrollTop + list.clientHeight) list.scrollTop = top - 60;
    }

    function shut() {
        if (!box || box.hidden) return;
        box.hidden = true;
        now.field.setAttribute("aria-expanded", "false");
        now.field.removeAttribute("aria-activedescendant");
        now.field.value = now.shown;
    }

    /** One is chosen at once; of several each is ticked or not, and they count when the field is left: the page
     *  would be drawn anew under the hand. */
    function choose(number) {
        const { word, chosen, hits, field } = now;
        const [value] = hits[number];
        if (!word.most) {
            shut();
            if (value !== word.chosen[0]) go(value);
        } else if (chosen.includes(value) || chosen.length < word.most) {
            now.chosen = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
            field.value = "";
            tick();
        }
    }

    /** The list as it was, with other ticks; the field says what is ticked. */
    function tick() {
        const { scrollTop } = list || { scrollTop: 0 };
        const { field, word, chosen, marked } = now;
        const named = new Map(word.options);
        field.placeholder = chosen.map((value) => named.get(value)).join(", ");
        show();
        list.scrollTop = scrollTop;
        if (marked >= 0 && marked < now.hits.length) mark(marked);
    }

    function leave() {
        const { word, chosen } = now;
        shut();
        now = null;
        if (word.most && chosen.join() !== word.chosen.join()) go(`${word.parameter}=${chosen.join(",")}`);
    }

    function pressed(event) {
        const { field, word, hits, marked } = now;
        const open = box && !box.hidden;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step || event.key === "Enter" || (event.key === " " && field.readOnly)) {
            event.preventDefault();
            if (!open) show();
            else if (!step) marked >= 0 && choose(marked);
            else if (hits.length) mark((Math.max(marked, step > 0 ? -1 : 0) + step + hits.length) % hits.length);
        } else if (event.key === "Escape" && open) shut();
        else if (event.key === "Backspace" && word.most && !field.value && now.chosen.length) {
            now.chosen = now.chosen.slice(0, -1);
            tick();
        }
    }

    const fieldOf = (event) => event.target.closest && event.target.closest(".word-field");

    document.addEventListener("click", (event) => {
        const field = fieldOf(event);
        if (!field) return;
        enter(field);
        if (box && !box.hidden && field.readOnly) return shut();
        if (now.word.most) tick();
        else show();
        if (!field.readOnly) field.select();
    });
    document.addEventListener("input", (event) => {
        const field = fieldOf(event);
        if (!field) return;
        enter(field);
        show(field.value);
    });
    document.addEventListener("keydown", (event) => {
        const field = fieldOf(event);
        if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
        enter(field);
        pressed(event);
    });
    document.addEventListener("focusout", (event) => fieldOf(event) && now && now.field === event.target && leave());
})();

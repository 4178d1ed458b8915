// A page that is plain HTML (dashboard/parts/written.py): one component, whatever is in it.
(function () {
    "use strict";

    const { createElement, Fragment, useLayoutEffect, useRef, useState } = window.React;
    const ours = (window.dash_clientside = window.dash_clientside || {});
    ours.bilateral = ours.bilateral || {};

    /** What has the focus is looked for again in what takes its place. */
    function focused(place) {
        const now = document.activeElement;
        return now && now.id && place.contains(now) ? now.id : "";
    }

    /** The HTML, its pictures drawn, and each child in the slot that is left for it. */
    function Written({ html, pictures, shapes, words, children }) {
        const place = useRef(null);
        const [slots, setSlots] = useState([]);
        useLayoutEffect(() => {
            const before = focused(place.current);
            const kept = ours.bilateral.keep(place.current);
            ours.bilateral.words = words;
            place.current.innerHTML = html;
            ours.bilateral.draw(place.current, pictures, kept, shapes);
            setSlots([...place.current.querySelectorAll(".slot")]);
            if (before) document.getElementById(before)?.focus({ preventScroll: true });
        }, [html, pictures]);
        useLayoutEffect(() => () => ours.bilateral.draw(null, [], ours.bilateral.keep(place.current)), []);
        const live = [children || []].flat();
        return createElement(
            Fragment, null,
            createElement("div", { ref: place }),
            ...slots.map((slot, i) => live[i] && window.ReactDOM.createPortal(live[i], slot, String(i))),
        );
    }

    window.bilateral_parts = { Written };
})();

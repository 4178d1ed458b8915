// Scripts that come when something on the page needs them, each once a document.
(function () {
    "use strict";

    const asked = new Map();
    const ours = (window.dash_clientside = window.dash_clientside || {});

    /** Resolves once the script has run. One that did not come is asked for again by whoever needs it next. */
    function script(address) {
        if (!asked.has(address)) asked.set(address, new Promise((done, failed) => {
            const element = document.createElement("script");
            element.src = address;
            element.onload = done;
            element.onerror = () => {
                asked.delete(address);
                element.remove();
                failed(new Error(`${address} did not come`));
            };
            document.head.append(element);
        }));
        return asked.get(address);
    }

    ours.bilateral = Object.assign(ours.bilateral || {}, { script });
})();

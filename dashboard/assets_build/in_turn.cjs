// Pictures are drawn in turn, each in a task of its own: those on the screen first, the others while the browser
// has nothing else to do. A whole page drawn in one go keeps it from answering for a third of a second.
const waiting = new Map();
const PATIENCE = 2000; // milliseconds after which a picture off the screen no longer waits for a quiet moment

/** `react` of plotly.js, in turn: the same arguments, the same promise. */
function inTurn(react) {
    const inSight = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) later(drawInSight);
    });
    const draw = (element) => {
        const drawNow = waiting.get(element);
        waiting.delete(element);
        inSight.unobserve(element);
        drawNow?.();
    };
    const drawInSight = () => {
        const [first, ...others] = [...waiting.keys()].filter(isInSight);
        if (first) draw(first);
        if (others.length) later(drawInSight);
    };
    const drawNext = () => {
        const [next] = waiting.keys();
        if (next) draw(next);
        if (waiting.size) inQuiet(drawNext);
    };
    // paper shows all at once
    window.addEventListener("beforeprint", () => [...waiting.keys()].forEach(draw));

    return (element, ...figure) =>
        new Promise((done, failed) => {
            const before = waiting.get(element);
            if (!waiting.size) {
                later(drawInSight);
                inQuiet(drawNext);
            }
            waiting.set(element, () => {
                before?.();
                if (!element.isConnected) return done(element);
                try {
                    done(react(element, ...figure));
                } catch (error) {
                    failed(error);
                }
            });
            inSight.observe(element);
        });
}

function isInSight(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
}

/** In the next task, without the pause that timers make. */
function later(task) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = task;
    port2.postMessage(null);
}

function inQuiet(task) {
    if (window.requestIdleCallback) window.requestIdleCallback(task, { timeout: PATIENCE });
    else setTimeout(task, 100);
}

module.exports = { inTurn };

"""Checks: where published figures contradict one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.pages.framed import framed
from dashboard.parts.facts import facts
from dashboard.parts.grid import grid
from dashboard.texts import say
from dashboard.untyped import Node, dash, html
from trade import questions
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store
from trade.tables import FINDINGS

FIRST = ("severity", "identity")


def draw(store: Store, asked: Selection) -> Node:
    """How many findings by rule, then each of them."""
    found = questions.findings(store)
    counts = {
        word: f"{sum(row['severity'] == word for row in found):,}" for word in ("error", "warning", "note")
    }
    columns = sorted(FINDINGS.columns, key=lambda column: column.name not in FIRST)
    return html.Div(
        [
            html.H1(say("checks.title"), className="page-title"),
            html.P(say("checks.about", version=store.version, **counts)),
            html.H2(say("checks.by_rule")),
            _by_rule(found),
            html.H2(say("checks.each")),
            grid("findings-grid", found, [(column.name, column.kind) for column in columns]),
        ]
    )


def _by_rule(found: Sequence[Row]) -> Node:
    counted = Counter((row["identity"], row["severity"], row["source"]) for row in found)
    body = [
        (rule.replace("_", " "), severity, source, f"{count:,}")
        for (rule, severity, source), count in sorted(counted.items())
    ]
    return facts(say("checks.heads").split("|"), body, (False, False, False, True))


dash.register_page(__name__, path="/checks", title="Bilateral: checks", layout=framed(draw))

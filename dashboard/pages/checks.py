"""Checks: where published figures contradict one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlencode

from dashboard.figures import words
from dashboard.pages.framed import framed
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.grid import GridColumn, grid
from dashboard.state import names
from dashboard.texts import rule_name, say
from dashboard.untyped import Node, dash, dcc, html
from trade import questions
from trade.errors import BadSelection
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store
from trade.tables import FINDINGS

SEVERITIES = ("error", "warning", "note")
SHOWN = 3_000
#: The grid's columns in order, with the width of those that hold sentences.
COLUMNS = {
    "severity": 0, "rule": 210, "message": 330, "expected": 190, "found": 200, "tolerance": 190, "period": 0,
    "reporter": 0, "partner": 0, "flow": 0, "product": 0, "source": 0, "file": 0, "locator": 0,
}  # fmt: skip


def draw(store: Store, asked: Selection, rule: str = "", severity: str = "") -> Node:
    """The rules with how often each was broken, then every finding of those chosen."""
    found, lang = questions.findings(store), asked.lang
    chosen = _chosen(found, rule, severity, asked.source or "")
    counts = {word: f"{sum(row['severity'] == word for row in found):,}" for word in SEVERITIES}
    built = words.date_of(date.fromisoformat(store.version[:8]), lang)
    narrowed = bool(rule or severity or asked.source)
    return html.Div(
        [
            html.H1(say("checks.title", lang), className="page-title"),
            html.P(say("checks.about", lang, day=built, **counts), className="page-about"),
            html.Div(
                [_rules_card(chosen, lang, narrowed=narrowed), _findings_card(chosen, lang)], className="grid"
            ),
        ]
    )


def _chosen(found: Sequence[Row], rule: str, severity: str, source: str) -> list[Row]:
    """The findings of that rule, severity and source, the gravest first."""
    rules = sorted({row["identity"] for row in found})
    if rule and rule not in rules:
        near = get_close_matches(rule, rules, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(rules)}."
        raise BadSelection("rule", f"no rule is called {rule!r}.", todo=hint)
    if severity and severity not in SEVERITIES:
        raise BadSelection("severity", f"{severity!r} is not known.", todo=f"Known: {', '.join(SEVERITIES)}.")
    wanted = {"identity": rule, "severity": severity, "source": source}
    kept = [row for row in found if all(row[name] == value for name, value in wanted.items() if value)]
    return sorted(kept, key=lambda row: SEVERITIES.index(row["severity"]))


def _rules_card(found: Sequence[Row], lang: str, *, narrowed: bool) -> Node:
    """Errors, warnings, notes; each rule leads to its findings, and back to all of them."""
    counted = Counter((row["severity"], row["identity"], row["source"]) for row in found)
    order = sorted(counted.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -item[1]))
    body = [
        (_rule_link(*key, lang=lang), _severity(key[0], lang), key[2], f"{count:,}") for key, count in order
    ]
    everything = html.P(dcc.Link(say("checks.all", lang), href="/checks"), className="card-extra")
    return figure_card(
        Card(
            "rules",
            say("checks.rules", lang),
            "" if narrowed else say("checks.rules_about", lang),
            instead=facts(
                say("checks.heads", lang).split("|"), body, (False, False, False, True), stacked=True
            )
            if body
            else empty(say("checks.none", lang), lang=lang),
            extra=everything if narrowed else None,
        ),
        lang,
    )


def _rule_link(severity: str, identity: str, source: str, lang: str) -> Node:
    query = urlencode({"rule": identity, "severity": severity, "source": source})
    return dcc.Link(rule_name(identity, lang), href=f"/checks?{query}")


def _severity(word: str, lang: str) -> Node:
    return html.Span(
        say(f"severity.{word}", lang),
        className=f"severity severity-{word}",
        title=say(f"severity.{word}_about", lang),
    )


def _findings_card(found: Sequence[Row], lang: str) -> Node:
    count, shown = f"{len(found):,}", f"{SHOWN:,}"
    about = "checks.each_about" if len(found) <= SHOWN else "checks.some_about"
    rows = [_said(row, lang) for row in found[:SHOWN]]
    card = Card(
        "findings",
        say("checks.each", lang),
        say(about, lang, count=count, shown=shown),
        instead=grid(
            "findings-grid", rows, _columns(lang, of_one_rule=len({row["identity"] for row in found}) == 1)
        ),
    )
    return figure_card(card, lang) if found else html.Div(hidden=True)


def _columns(lang: str, *, of_one_rule: bool) -> list[GridColumn]:
    """The rule is left out where the card above names the only one."""
    meanings = {column.name: column.meaning for column in FINDINGS.columns}
    return [
        GridColumn(name, "text", say(f"finding.{name}", lang), meanings.get(name, ""), wrapped)
        for name, wrapped in COLUMNS.items()
        if not (of_one_rule and name == "rule")
    ]


def _said(row: Row, lang: str) -> Row:
    """The finding with its rule and economies in words."""
    named = names(lang)
    said = {name: named.get(str(row[name]), row[name]) for name in ("reporter", "partner")}
    return row | said | {"rule": rule_name(row["identity"], lang)}


OWN = ("rule", "severity")
dash.register_page(
    __name__, path="/checks", title="Checks | Bilateral", layout=framed(draw, own=OWN), own=OWN
)

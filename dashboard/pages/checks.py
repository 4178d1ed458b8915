"""Checks: where published figures contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from dashboard import numbers, rows
from dashboard.figures import words
from dashboard.language import address
from dashboard.pages.framed import framed, titled
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.grid import GridColumn, PlainRow, grid, plain
from dashboard.state import names
from dashboard.texts import publisher_name, rule_name, say
from dashboard.untyped import Node, dash, dcc, html
from trade import questions
from trade.errors import BadSelection
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store
from trade.tables import FINDINGS

SEVERITIES = ("error", "warning", "note")
SHOWN = 2_000
CORRECTED = "corrected_by_us"
#: The grid's columns in order, with the width of those that hold sentences.
COLUMNS = {
    "severity": 0, "rule": 210, "message": 330, "expected": 190, "found": 200, "tolerance": 190, "period": 0,
    "reporter": 0, "partner": 0, "flow": 0, "product": 0, "source": 0, "file": 0, "locator": 0,
}  # fmt: skip


def draw(store: Store, asked: Selection, rule: str = "", severity: str = "") -> Node:
    """The rules with how often each was broken, then the findings of those chosen."""
    counted, lang = questions.finding_counts(store), asked.lang
    _check_known(counted, rule, severity)
    wanted = {"identity": rule, "severity": severity, "source": asked.source or ""}
    chosen = [row for row in counted if all(row[name] == value for name, value in wanted.items() if value)]
    others = rows.address("checks", store, asked, rule=rule, severity=severity)
    built = words.date_of(date.fromisoformat(store.version[:8]), lang)
    sums = {word: _sum(row for row in counted if row["severity"] == word) for word in SEVERITIES}
    counts = {word: say(f"checks.{word}", lang, count=count) for word, count in sums.items()}
    return html.Div(
        [
            html.H1(say("checks.title", lang), className="page-title"),
            html.P(say("checks.about", lang, day=built, **counts), className="page-about"),
            html.Div(
                [
                    _rules_card(store, chosen, lang, narrowed=any(wanted.values())),
                    _corrections_card(questions.findings(store, identity=CORRECTED), lang),
                    _findings_card(_found(store, asked, rule, severity), _sum(chosen), others, lang),
                ],
                className="grid",
            ),
        ]
    )


def _sum(counted: Iterable[Row]) -> int:
    return sum(int(row["findings"]) for row in counted)


def _check_known(counted: Sequence[Row], rule: str, severity: str) -> None:
    """Raises BadSelection for a rule that found nothing, and for an unknown severity."""
    rules = sorted({row["identity"] for row in counted})
    if rule and rule not in rules:
        near = get_close_matches(rule, rules, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(rules)}."
        raise BadSelection("rule", f"no rule is called {rule!r}.", todo=hint)
    if severity and severity not in SEVERITIES:
        raise BadSelection("severity", f"{severity!r} is not known.", todo=f"Known: {', '.join(SEVERITIES)}.")


def _rules_card(store: Store, counted: Sequence[Row], lang: str, *, narrowed: bool) -> Node:
    """Errors, warnings, notes; each rule leads to its findings, and back to all of them."""
    known = {row["source"]: row for row in questions.sources(store)}
    order = sorted(counted, key=lambda row: (SEVERITIES.index(row["severity"]), -row["findings"]))
    body = [
        (
            _rule_link(row["severity"], row["identity"], row["source"], lang=lang),
            _severity(row["severity"], lang),
            _publisher(known.get(row["source"]), row["source"], lang),
            numbers.whole(row["findings"], lang),
        )
        for row in order
    ]
    everything = html.P(
        dcc.Link(say("checks.all", lang), href=address("/checks", lang)), className="card-extra"
    )
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


def _publisher(source: Row | None, code: str, lang: str) -> Node:
    """Who published what a rule was tried on, in a few words; the data set on hovering."""
    if source is None:
        return code
    name = publisher_name(code, source["publisher"], lang)
    return html.Span(name.partition(",")[0], title=source["title"])


def _corrections_card(corrected: Sequence[Row], lang: str) -> Node:
    """The log of corrections: what stands in a document, what it is read as, and why."""
    body = [
        (f"{row['file']}, {row['locator']}", row["found"], row["expected"], row["message"])
        for row in corrected
    ]
    card = Card(
        "corrections",
        say("checks.corrections", lang),
        say("checks.corrections_about", lang),
        instead=facts(
            say("checks.corrections_heads", lang).split("|"), body, (False, False, False, False), stacked=True
        )
        if body
        else empty(say("checks.no_corrections", lang), lang=lang),
    )
    return figure_card(card, lang)


def _rule_link(severity: str, identity: str, source: str, lang: str) -> Node:
    to = address("/checks", lang, rule=identity, severity=severity, source=source)
    return dcc.Link(rule_name(identity, lang), href=to)


def _severity(word: str, lang: str) -> Node:
    return html.Span(
        say(f"severity.{word}", lang),
        className=f"severity severity-{word}",
        title=say(f"severity.{word}_about", lang),
    )


def listed(store: Store, asked: Selection, rule: str = "", severity: str = "") -> list[PlainRow]:
    """What the grid holds."""
    found = _found(store, asked, rule, severity)
    return plain((_said(row, asked.lang) for row in found), _columns(asked.lang, found))


def _found(store: Store, asked: Selection, rule: str, severity: str) -> list[Row]:
    return questions.findings(store, rule, severity, asked.source or "", limit=SHOWN)


def _findings_card(found: Sequence[Row], count: int, others: str, lang: str) -> Node:
    """The gravest ``found`` of ``count`` findings."""
    about = "checks.each_about" if len(found) == count else "checks.some_about"
    heads = _columns(lang, found)
    data = plain((_said(row, lang) for row in found), heads)
    card = Card(
        "findings",
        say("checks.each", lang),
        say(about, lang, count=count, shown=SHOWN),
        instead=grid("findings-grid", say("checks.each", lang), data, heads, others, lang),
    )
    return figure_card(card, lang) if found else html.Div(hidden=True)


def _columns(lang: str, found: Sequence[Row]) -> list[GridColumn]:
    """The rule is left out where the card above names the only one. What a column means is there in English."""
    meanings = {column.name: column.meaning for column in FINDINGS.columns} if lang == "en" else {}
    of_one_rule = len({row["identity"] for row in found}) == 1
    return [
        GridColumn(name, "text", say(f"finding.{name}", lang), meanings.get(name, ""), wrapped)
        for name, wrapped in COLUMNS.items()
        if not (of_one_rule and name == "rule")
    ]


def _said(row: Row, lang: str) -> Row:
    """The finding with its rule, severity and economies in words."""
    named = names(lang)
    said = {name: named.get(str(row[name]), row[name]) for name in ("reporter", "partner")}
    own = {"rule": rule_name(row["identity"], lang), "severity": say(f"severity.{row['severity']}", lang)}
    return {**row, **said, **own}


OWN = ("rule", "severity")
dash.register_page(
    __name__, path="/checks", title=titled("checks"), layout=framed(draw, own=OWN), own=OWN, rows=listed
)

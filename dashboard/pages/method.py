"""Method: how every number comes about, in a reader's words; each rule and each indicator has an anchor."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.pages.framed import framed
from dashboard.texts import say, translated
from dashboard.untyped import Node, dash, html
from trade.indicators.declared import INDICATORS, Indicator
from trade.selection import Selection
from trade.store import Store

#: The rules in the order of reading: anchors of the page and names of their messages.
RULES = (
    "figures", "intervals", "periods", "derived-months", "turnover", "conversions", "vintages", "revisions",
    "mirror", "partner-rule", "groups", "press", "checks", "refused",
)  # fmt: skip
STATUSES = ("flag.E", "flag.P", "flag.U", "how.letter_d", "how.letter_z", "how.missing")
STATUS_ANCHOR = "statuses"


def draw(_store: Store, asked: Selection) -> Node:
    """The contents, the rules, the indicators."""
    lang = asked.lang
    rules = [(name, say(f"how.{name}_title", lang)) for name in (*RULES, STATUS_ANCHOR)]
    indicators = [(each.code, _said(each, "name", lang)) for each in INDICATORS]
    return html.Div(
        [
            html.H1(say("how.title", lang), className="page-title"),
            html.P(say("how.about", lang), className="page-about"),
            _contents(rules, say("how.rules", lang)),
            html.Div([*(_rule(name, lang) for name in RULES), _statuses(lang)], className="grid"),
            html.H2(say("how.indicators", lang), className="group-title", id="indicators"),
            html.P(say("how.indicators_about", lang), className="page-about"),
            _contents(indicators, say("how.indicators", lang)),
            html.Div([_indicator(each, lang) for each in INDICATORS], className="grid"),
        ]
    )


def _contents(places: Sequence[tuple[str, str]], label: str) -> Node:
    links = [html.Li(html.A(words, href=f"#{anchor}")) for anchor, words in places]
    return html.Nav(html.Ul(links, className="contents"), **{"aria-label": label})


def _rule(name: str, lang: str) -> Node:
    return _section(name, say(f"how.{name}_title", lang), html.P(say(f"how.{name}", lang)))


def _statuses(lang: str) -> Node:
    listed = html.Ul([html.Li(say(message, lang)) for message in STATUSES])
    about = html.P(say("how.statuses", lang))
    return _section(STATUS_ANCHOR, say("how.statuses_title", lang), about, listed)


def _indicator(each: Indicator, lang: str) -> Node:
    """As docs/indicators.md says it: formula, inputs, unit and range, how to read it, when it is refused."""
    known = each.reference
    unit = translated(f"indicator.unit_{each.unit.lower().replace(' ', '_')}", each.unit, lang)
    facts = [
        ("inputs", _said(each, "inputs", lang)),
        ("range", f"{unit}; {_said(each, 'range', lang)}"),
        ("reading", _said(each, "reading", lang)),
        ("when_refused", _said(each, "refused", lang)),
        ("reference", html.A(known.text, href=known.url, rel="noreferrer") if known else ""),
    ]
    listed = [
        part for name, fact in facts if fact for part in (html.Dt(say(f"how.{name}", lang)), html.Dd(fact))
    ]
    formula = html.Code(each.formula, className="formula", lang="en")
    return _section(each.code, _said(each, "name", lang), formula, html.Dl(listed, className="labels"))


def _said(each: Indicator, what: str, lang: str) -> str:
    """What is declared of an indicator, in the language; formulas and references stay as they are."""
    return translated(f"indicator.{each.code}_{what}", getattr(each, what), lang)


def _section(anchor: str, title: str, *body: Node) -> Node:
    return html.Section(
        [html.Header(html.H2(title, id=f"{anchor}-title")), *body],
        className="card span-6 method",
        id=anchor,
        **{"aria-labelledby": f"{anchor}-title"},
    )


dash.register_page(__name__, path="/method", title="Method | Bilateral", layout=framed(draw))

"""Figures on a pair as printed: words, who is cited, when and where, for the reader to judge."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from dashboard import cards, numbers
from dashboard.figures import words
from dashboard.figures.rows import Row, day, known, span
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.state import View
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade import questions

#: The source whose every row is a quotation.
PRESS = "press"
#: Of an address that is a citation in words.
LONGEST = 32
#: Rows that are seen at once; the older ones unfold.
SHOWN = 8


def card(view: View) -> Node:
    """The quotations, the newest period first; nothing where nobody wrote about the pair."""
    rows = questions.printed(view.store, view.asked.but(source=PRESS, agency=None))
    if not rows:
        return html.Div(hidden=True)
    lang = view.lang
    body = [_table(view, rows[:SHOWN])]
    older = rows[SHOWN:]
    if older:
        summary = html.Summary(say("printed.older", lang, count=len(older)))
        body.append(html.Details([summary, _table(view, older)]))
    title = say("printed.title", lang, **cards.names(view))
    about = say("printed.about", lang)
    return figure_card(Card("printed", title, about, instead=html.Div(body)), lang)


def _table(view: View, rows: Sequence[Row]) -> Node:
    heads = say("printed.heads", view.lang, unit=view.look.unit_short).split("|")
    numeric = (False, False, False, True, False, False, False)
    return facts(heads, [_row(view, row) for row in rows], numeric, stacked=True)


def _row(view: View, row: Row) -> tuple[Node, ...]:
    look = view.look
    whose = say("printed.whose", view.lang, reporter=look.name(row["reporter"]), what=look.flow(row["flow"]))
    return (
        words.short(span(row), view.lang),
        whose,
        html.Code(row["as_published"]),
        _amount(row, view),
        look.name(row["agency"]),
        words.date_of(day(row["known_from"]), view.lang),
        _where(str(row["url"])),
    )


def _amount(row: Row, view: View) -> str:
    """The amount in dollars; one in another currency says so, converted or not."""
    currency, unit = row["currency"], view.look.unit
    if not known(row["value_usd"]):
        return say("printed.unconverted", view.lang, currency=currency)
    if row["method"] != "converted":
        return numbers.exact(row["value_usd"], unit, view.lang)
    amount = view.look.amount(row)
    return say("printed.converted", view.lang, amount=amount, currency=currency)


def _where(url: str) -> Node:
    """The page's host as a link, or the citation in words."""
    if url.startswith("http"):
        return html.A(
            urlsplit(url).netloc.removeprefix("www."), href=url, title=url, rel="noreferrer", target="_blank"
        )
    text = url.strip("() ")
    return html.Span(text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + "…", title=text)

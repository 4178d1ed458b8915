"""Several publishers on one cell: the same reporter, partner, direction and period, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import cards, numbers
from dashboard.figures import dots, style, words
from dashboard.figures.rows import Row, is_printed, known, letters, span
from dashboard.mirrored.sides import Voice
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.state import View, who
from dashboard.texts import say
from dashboard.untyped import Node
from trade.period import Period

#: Cells that are drawn, and that are listed.
DRAWN, LISTED = 10, 30
#: A difference smaller than this would be written as nothing.
LEAST = 0.001
#: In a cell of which nothing is known.
NONE = words.EN_DASH


@dataclass(frozen=True)
class Cell:
    """One direction and period with the row of each publisher that has it."""

    flow: str
    period: Period
    rows: dict[Voice, Row]

    def label(self, view: View) -> str:
        named = {"period": words.short(self.period, view.lang), "flow": view.look.flow(self.flow)}
        return say("mirror.cell", view.lang, **named)


def cells(rows: Sequence[Row]) -> list[Cell]:
    """The cells that two publishers or more have, of which one at least is printed; the newest first.

    Turnover that was put together on every side only repeats its exports and imports.
    """
    found: dict[tuple[str, Period], dict[Voice, Row]] = {}
    for row in rows:
        if row["flow"] != "B" and known(row["value_usd"]):
            found.setdefault((row["flow"], span(row)), {})[who(row)] = row
    several = [Cell(flow, period, voices) for (flow, period), voices in found.items() if len(voices) > 1]
    fit = [
        cell
        for cell in several
        if any(map(is_printed, cell.rows.values()))
        and not all(row["method"] == "from_parts" for row in cell.rows.values())
    ]
    return sorted(
        fit, key=lambda c: (-c.period.end.toordinal(), -c.period.month_count, cards.FLOWS.find(c.flow))
    )


def card_pair(view: View, rows: Sequence[Row], whose: str, card: str) -> list[Node]:
    """Dots and a table; where no two publishers meet, why nothing is shown."""
    lang, found = view.lang, cells(rows)
    name = say("sentence.world", lang) if whose == "W00" else view.look.name(whose)
    title = say("mirror.agencies", lang, who=name)
    if not found:
        have = sorted({_named(view, who(row)) for row in rows})
        why = say("mirror.one_voice", lang, who=name, have="; ".join(have) or say("word.nobody", lang))
        return [
            figure_card(
                Card(card, title, "", instead=empty(why, say("mirror.one_voice_help", lang), lang=lang)), lang
            )
        ]
    voices = _voices(found)
    return [_dots(view, found[:DRAWN], voices, title, card), _table(view, found, voices, name, card)]


def _voices(found: Sequence[Cell]) -> list[Voice]:
    """All publishers in these cells, the one that is in most of them first."""
    counted: dict[Voice, int] = {}
    for cell in found:
        for voice in cell.rows:
            counted[voice] = counted.get(voice, 0) + 1
    return sorted(counted, key=lambda voice: -counted[voice])


def _named(view: View, voice: Voice) -> str:
    source, agency = voice
    name = view.look.name(agency)
    return say("mirror.cited", view.lang, agency=name) if source == "press" else name


def _dots(view: View, found: Sequence[Cell], voices: Sequence[Voice], title: str, card: str) -> Node:
    lang = view.lang
    present = [voice for voice in voices if any(voice in cell.rows for cell in found)]
    colours = style.code_colours([":".join(voice) for voice in present])
    drawn = [
        dots.Voice(
            _named(view, voice),
            colours[":".join(voice)],
            {cell.label(view): cell.rows[voice] for cell in found if voice in cell.rows},
        )
        for voice in present
    ]
    rows = [row for cell in found for row in cell.rows.values()]
    return figure_card(
        Card(
            card,
            title,
            cards.subtitle(view, rows, say("mirror.agencies_about", lang)),
            dots.figure([cell.label(view) for cell in found], drawn, view.look),
            rows,
            cards.labels(view),
            cards.source_line(view, rows),
            (cards.legend(rows, lang), say("card.click", lang)),
            cards.file_name(view, card),
            span=6,
            legend=dots.legend(drawn),
        ),
        lang,
    )


def _table(view: View, found: Sequence[Cell], voices: Sequence[Voice], name: str, card: str) -> Node:
    """A line a publisher, so that many of them need no wide table."""
    lang = view.lang
    body = [
        (cell.label(view), _named(view, voice), _amount(view, cell.rows[voice]), apart)
        for cell in found[:LISTED]
        for voice, apart in _lines(cell, voices, lang)
    ]
    unit = say(f"unit.{view.asked.unit}", lang)
    title = say("mirror.agencies_table", lang, who=name)
    about = say("mirror.agencies_table_about", lang, unit=unit[:1].upper() + unit[1:])
    shown = facts(say("mirror.cell_heads", lang).split("|"), body, (False, False, True, True))
    return figure_card(Card(f"{card}-table", title, about, instead=shown, span=6), lang)


def _lines(cell: Cell, voices: Sequence[Voice], lang: str) -> list[tuple[Voice, str]]:
    """The publishers of a cell; how far they are apart stands in the first line."""
    present = [voice for voice in voices if voice in cell.rows]
    return [(voice, _apart(cell, lang) if voice == present[0] else "") for voice in present]


def _amount(view: View, row: Row) -> str:
    marks = letters(row)
    return view.look.amount(row) + (f" [{marks}]" if marks else "")


def _apart(cell: Cell, lang: str) -> str:
    """The most against the least in per cent of the least; nothing where the printed digits allow one truth."""
    rows = cell.rows.values()
    if all(known(row["low_usd"]) for row in rows) and max(row["low_usd"] for row in rows) <= min(
        row["high_usd"] for row in rows
    ):
        return say("mirror.within", lang)
    least, most = (pick(row["value_usd"] for row in rows) for pick in (min, max))
    if least <= 0:
        return NONE
    apart = most / least - 1
    return (
        numbers.percent(apart) if apart >= LEAST else say("mirror.under", lang, share=numbers.percent(LEAST))
    )

"""The words around pictures that several pages share: titles that say the finding, subtitles, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard import numbers
from dashboard.figures import ends as line_ends
from dashboard.figures import words
from dashboard.figures.rows import Look, Row, day, known, letters, span
from dashboard.parts.headline import Merit, flag_words
from dashboard.state import WORLD, View, alike
from dashboard.texts import capital, publisher_name, say, variant
from trade import questions
from trade.files import names as file_names
from trade.period import Period

#: The order of directions in tables.
FLOWS = "TXMB"


def merits(view: View, flows: Sequence[str] = ("T", "X", "M", "B")) -> list[Merit]:
    """The headline numbers of the chosen period, by the chosen source."""
    period, rows = view.asked.period, view.own
    if period is None:
        return []
    cells = {(row["flow"], span(row)): row for row in rows}
    return [
        Merit(
            flow,
            cells.get((flow, period)),
            cells.get((flow, period.same_period_before)),
            period,
            [row for row in like(rows, period, flow) if span(row).end <= period.end],
        )
        for flow in flows
    ]


def like(rows: Sequence[Row], period: Period, flow: str = "") -> list[Row]:
    """Rows of the same months of each year, of one flow where given."""
    return [
        row
        for row in rows
        if row["frequency"] == period.frequency and flow in ("", row["flow"]) and alike(span(row), period)
    ]


def names(view: View) -> dict[str, str]:
    """Reporter and partner as a sentence says them."""
    world = say("sentence.world", view.lang)
    partner = world if view.partner == WORLD else view.look.name(view.partner)
    return {"reporter": view.look.name(view.asked.reporter), "partner": partner}


def subject(view: View, flow: str = "") -> str:
    """``Azerbaijan's exports to Lithuania``."""
    flow = flow or view.flow
    message = variant("sentence.figure", flow, view.lang)
    return say(message, view.lang, flow=view.look.flow(flow), **names(view))


def finding(view: View) -> str:
    """``Imports made 91 % of Azerbaijan's turnover with Lithuania in 2018``; else whose trade it is."""
    period = view.asked.period
    cells = {row["flow"]: row["value_usd"] for row in view.own if period and span(row) == period}
    parts: list[float] = [cells[flow] for flow in ("X", "M", "T") if known(cells.get(flow))]
    if period is None or len(parts) < 3 or min(parts) <= 0:
        return subject(view)
    larger = "X" if cells["X"] > cells["M"] else "M"
    return say(
        "title.share",
        view.lang,
        what=capital(view.look.flow(larger), view.lang),
        share=numbers.percent(cells[larger] / cells["T"], 0, view.lang),
        period=words.long(period, view.lang),
        **names(view),
    )


def subtitle(view: View, rows: Sequence[Row], *more: str) -> str:
    """Unit, valuation, and what else is said of the picture: the kind of period, who reports."""
    unit = say(f"unit.{view.asked.unit}", view.lang)
    parts = [capital(unit, view.lang), valuation(rows, view.lang), *more]
    return "; ".join(part for part in parts if part)


def reported(view: View) -> str:
    return say("card.reported", view.lang, agency=view.agency_name)


def kind(view: View) -> str:
    """``whole years``, ``January-October of each year``."""
    period, lang = view.asked.period, view.lang
    if period is None:
        return ""
    if period.frequency == "A":
        return say("kind.A", lang)
    months = words.months_of(period, lang)
    if period.is_year_to_date and period.month_count > 1:
        return say("kind.YTD", lang, months=months)
    return months


def parts(view: View) -> list[Row]:
    """The chosen source's rows of the directions that make up the chosen one."""
    flows = (view.flow,) if view.flow in ("X", "M") else ("X", "M")
    return [row for row in view.own if row["flow"] in flows]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """For a table: the newest period first, directions always in one order."""
    return sorted(
        rows, key=lambda row: (-span(row).end.toordinal(), -span(row).month_count, FLOWS.find(row["flow"]))
    )


def valuation(rows: Sequence[Row], lang: str) -> str:
    """``exports FOB, imports CIF``, as the rows say it."""
    found = {(row["flow"], row.get("valuation")) for row in rows if row["flow"] in ("X", "M")}
    texts = [
        say(f"valuation.{flow}_{value}", lang)
        for flow, value in sorted(found, reverse=True)
        if value in ("FOB", "CIF")
    ]
    return ", ".join(texts) or say("valuation.U", lang)


def source_line(view: View, rows: Sequence[Row], titles: Mapping[str, str] | None = None) -> str:
    """Who published it and as known on which day."""
    if not rows:
        return ""
    publishers = titles or source_titles(view)
    sources = sorted({str(row["source"]) for row in rows})
    newest = words.date_of(max(day(row["known_from"]) for row in rows), view.lang)
    named = "; ".join(publishers.get(source, source) for source in sources)
    return say("card.source", view.lang, publisher=named) + ", " + say("card.known", view.lang, day=newest)


def source_titles(view: View) -> Mapping[str, str]:
    """Publisher and title of each source."""
    return {
        row["source"]: f"{publisher_name(row['source'], row['publisher'], view.lang)}, {row['title']}"
        for row in questions.sources(view.store)
    }


def legend(rows: Sequence[Row], lang: str) -> str:
    """What the flag letters among these rows mean; empty where none has any."""
    found: dict[str, None] = {}
    for row in rows:
        marks = letters(row)
        if marks:
            for text in flag_words(marks, row, lang).split("; "):
                found[text] = None
    return "; ".join(found)


def figure_name(look: Look, row: Row) -> str:
    """``Azerbaijan's exports to the world``."""
    world = say("sentence.world", look.lang)
    return say(
        variant("sentence.figure", row["flow"], look.lang),
        look.lang,
        reporter=look.name(row["reporter"]),
        flow=look.flow(row["flow"]),
        partner=world if row["partner"] == WORLD else look.name(row["partner"]),
    )


def ends(
    lines: Sequence[line_ends.Line], look: Look, height: int = line_ends.HEIGHT
) -> list[tuple[str, str, float]]:
    """Names of lines with their colours and heights, for words beside a picture of that height."""
    return [(line.name, line.colour, at) for line, at in line_ends.placed(lines, look, height)]


def labels(view: View) -> dict[str, dict[str, str]]:
    """Names beside codes in the table views."""
    known = dict(view.look.names)
    flows = {code: view.look.flow(code) for code in ("X", "M", "T", "B", "RX", "RM")}
    return {"reporter": known, "partner": known, "agency": known, "flow": flows}


def file_name(view: View, what: str) -> str:
    """``bilateral_imf_dots_AZE-LTU_series_2018_2026-11-26``: names of a card's files, without the ending."""
    asked = view.asked.but(partner=view.asked.partner or view.partner)
    return file_names.file_name(asked, view.store.version, what=what)

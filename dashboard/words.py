"""The words of the sentence: what may be chosen for each, from what the data hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dashboard.figures import words as said
from dashboard.parts.sentence import Word, sentence
from dashboard.state import WORLD, View, agency_name, alike, names, partners, reporters
from dashboard.texts import say, variant
from dashboard.texts.ordering import order
from dashboard.untyped import Node
from trade.bulk.held import is_dataset
from trade.period import Period
from trade.questions import known_days
from trade.selection import UNITS

FLOWS = ("T", "X", "M", "B")
#: As many days as a list can be read of.
DAYS = 60


def pair(view: View, **own: Word) -> Node:
    """The sentence on a reporter and a partner, or all of them; a single year is named once.

    ``own``: words that change the address otherwise than on the pages Overview and Partner.
    """
    first, last = since(view), until(view)
    once = len(first.options) < 2 and first.label == last.label
    message = ("sentence.once" if once else "sentence.pair") if view.asked.period else "sentence.bare"
    return sentence(
        variant(message, view.flow, view.lang),
        {
            "reporter": reporter(view),
            "flow": flow(view),
            "partner": partner(view, "path=/partner/{}&source=&agency=&period=&map=", "path=/&partner="),
            "months": months(view),
            "since": first,
            "until": last,
            "unit": unit(view),
            "agency": agency(view),
            "known": known(view),
            **own,
        },
        view.lang,
    )


def reporter(view: View, more: str = "", change: str = "reporter={}") -> Word:
    """Choosing another forgets what only fits the old one: source, agency, period and ``more``."""
    forget = f"&source=&agency=&period=&product={more}"
    codes = dict.fromkeys([*reporters(view.store), view.asked.reporter])
    return Word(
        _named(codes, view.lang, change + forget),
        change.format(view.asked.reporter) + forget,
    )


def partner(view: View, change: str, world: str) -> Word:
    """``change`` for one partner, ``world`` for all of them."""
    codes = [code for code in partners(view.store, view.asked.reporter) if code != WORLD]
    if view.partner not in (*codes, WORLD):
        codes.append(view.partner)
    options = [(world, say("sentence.world", view.lang)), *_named(codes, view.lang, change)]
    return Word(options, world if view.partner == WORLD else change.format(view.partner))


def flow(view: View, flows: Sequence[str] = FLOWS) -> Word:
    return Word([(f"flow={code}", view.look.flow(code)) for code in flows], f"flow={view.flow}")


def months(view: View) -> Word:
    """Each shape of period that the source has, in its newest year (this one where it has it)."""
    chosen = _chosen(view)
    found: list[Period] = [chosen]
    in_order = sorted(view.periods, key=lambda p: (p.start.year == chosen.start.year, p.end), reverse=True)
    for period in in_order:
        if not any(alike(period, other) for other in found):
            found.append(period)
    found.sort(key=lambda p: (p.month_count != 12, p.start.month, p.month_count))
    return Word([(f"period={p}", _shape(p, view.lang)) for p in found], f"period={chosen}")


def until(view: View) -> Word:
    chosen = _chosen(view)
    years = view.same_months if chosen in view.same_months else [chosen, *view.same_months]
    return Word([(f"period={p}", str(p.end.year)) for p in years], f"period={chosen}")


def since(view: View) -> Word:
    last = _chosen(view).start.year
    years = sorted(
        {p.start.year for p in view.same_months if p.start.year <= last} | {view.first_year or last}
    )
    return Word([(f"since={year}", str(year)) for year in years], f"since={view.first_year or last}")


def unit(view: View) -> Word:
    options = [(f"unit={name}", say(f"unit.{name}", view.lang)) for name in UNITS]
    return Word(options, f"unit={view.asked.unit}")


def agency(view: View) -> Word:
    """Who reports, the one with the most figures first."""
    order = sorted(view.figures, key=lambda key: -view.figures[key])
    twice = [code for _, code in order]
    options = [
        (
            _report(source, code),
            agency_name(code, view.lang)
            + (f" ({source})" if twice.count(code) > 1 or is_dataset(source) else ""),
        )
        for source, code in order
    ]
    options += [(_report(*voice), label) for voice, label in in_bulk(view, order)]
    source, code = view.asked.source or "", view.asked.agency or ""
    if _report(source, code) not in dict(options):  # nothing by that name: it is shown as it was asked for
        name = agency_name(code, view.lang) if code else source or say("word.nobody", view.lang)
        options.insert(0, (_report(source, code), name))
    return Word(options, _report(source, code))


def in_bulk(view: View, listed: Collection[tuple[str, str]]) -> list[tuple[tuple[str, str], str]]:
    """Source, agency and name of the bulk data sets that know the reporter, but for those that are listed already."""
    voices = [
        (each.name, str(each.about["agency"]))
        for each in view.store.datasets
        if view.asked.reporter in each.reporters
    ]
    return [
        ((source, code), f"{agency_name(code, view.lang)} ({source})")
        for source, code in voices
        if (source, code) not in listed
    ]


def known(view: View) -> Word:
    """As known today, or on a day on which something changed; any other day can stand in the address."""
    asked, lang = view.asked, view.lang
    everything = asked.but(flow=None, since=None, until=None, scheme=None, product=None, partner=view.partner)
    days = known_days(view.store, everything, DAYS)
    if asked.as_of and asked.as_of not in days:
        days = sorted([*days, asked.as_of], reverse=True)
    options = [("as_of=", say("word.known_today", lang))]
    options += [(f"as_of={day}", say("word.known_on", lang, day=said.date_of(day, lang))) for day in days]
    return Word(options, f"as_of={asked.as_of or ''}")


def _report(source: str, code: str) -> str:
    return f"source={source}&agency={code}&period="


def _named(codes: Iterable[str], lang: str, change: str) -> list[tuple[str, str]]:
    known = names(lang)
    pairs = [(change.format(code), known.get(code, code)) for code in codes]
    return sorted(pairs, key=lambda pair: order(pair[1], lang))


def _chosen(view: View) -> Period:
    return view.asked.period or Period.year(view.asked.until or 2020)


def _shape(period: Period, lang: str) -> str:
    return said.months_of(period, lang) or (
        say("word.whole_year", lang) if period.frequency == "A" else said.long(period, lang)
    )

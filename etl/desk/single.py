"""One table to a file or to standard output: the figures as published, or one that a desk hands on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from etl.durable import unfinished
from trade import desk, export, pairs, questions
from trade.errors import BadSelection, SourceUnavailable
from trade.files import told, workbook
from trade.files.about import About, plain
from trade.files.extract import Extract
from trade.selection import RULES, Selection
from trade.store import Store


def figures(store: Store, asked: Selection, form: str, output: Path | None, lang: str | None) -> int:
    """The rows asked for; in a language where one is given, with what the workbook says of itself."""
    spoken = asked.but(lang=lang or asked.lang)
    extract = export.extract(store, *_parts(spoken))
    if not extract.extent().rows:
        raise SourceUnavailable(_why_empty(store, asked))
    about = _about(store, spoken, "trade", extract) if lang else plain(asked, store.version)
    _write(extract, about, form, output)
    if questions.has_other_rule(store, asked):
        print(_by_which_rule(asked), file=sys.stderr)
    return 0


def table(store: Store, name: str, asked: Selection, form: str, output: Path | None) -> int:
    """One of ``trade.desk.TABLES``."""
    asked = desk.selection(name, asked)
    extract = desk.TABLES[name].make(store, asked)
    if not extract.extent().rows:
        raise SourceUnavailable(_why_no_table(store, name, asked))
    _write(extract, _about(store, asked, name, extract), form, output)
    return 0


def _about(store: Store, asked: Selection, what: str, extract: Extract) -> About:
    return told.about(store, asked, what, extract, extract.extent(), "", "bilateral")


def _write(extract: Extract, about: About, form: str, output: Path | None) -> None:
    """A file that is there whole or not at all; an empty answer never comes here."""
    if form == "csv":
        pieces: Iterable[bytes] = extract.csv()
    elif output is None:
        raise BadSelection("--output", "a workbook needs a file to go to.", todo="Add: --output summary.xlsx")
    else:
        pieces = workbook.written(extract, about, extract.extent().rows)
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        return
    try:
        _to_file(output, pieces)
    except OSError as error:
        raise BadSelection(
            "--output", f"{output} cannot be written ({error.strerror}).",
            todo="Name a file in a folder that is there and may be written to.",
        ) from error  # fmt: skip


def _to_file(output: Path, pieces: Iterable[bytes]) -> None:
    if output.exists() and not output.is_file():  # a pipe or a device, which nothing can take the place of
        with output.open("wb") as file:
            file.writelines(pieces)
        return
    with unfinished(output.resolve()) as waiting, waiting.open("wb") as file:
        file.writelines(pieces)
        file.flush()


def selection(by: str, given: Mapping[str, str]) -> Selection:
    """The selection that the words of the command line name: reporter, partner, period, flow, as_of, partner_rule."""
    asked = Selection.from_query(dict(given) | {"by": "product" if by == "sector" else by})
    if by == "partner":
        if asked.period is None:
            raise BadSelection("--period", "partners are listed for one period.", todo="Add: --period 2018")
        return asked.but(product="TOTAL")
    if by == "period":
        return asked.but(partner=asked.partner or questions.WORLD, product="TOTAL")
    return asked


def _by_which_rule(asked: Selection) -> str:
    """Says which of two rules the figures of imports go by, and how to ask for the other."""
    mine, other = RULES if asked.partner_rule in {None, RULES[0]} else reversed(RULES)
    return f"Imports go by country of {mine}; the same goods by country of {other}: --partner-rule {other}"


def _parts(asked: Selection) -> list[Selection]:
    """By sector, what the partner reports of the same trade goes along, in the partner's own terms."""
    if asked.by == "product" and asked.partner:
        return [asked, asked.but(reporter=asked.partner, partner=asked.reporter)]
    return [asked]


def _why_no_table(store: Store, name: str, asked: Selection) -> str:
    """As ``_why_empty``, of what the table is made of."""
    if desk.TABLES[name].of_pair:
        return _why_empty(store, asked.but(by="product") if name == "sectors" else asked)
    split = {row["period"]: row["period_end"] for row in pairs.splits(store, asked.but(product=None))}
    what = f"no source splits the trade of {asked.reporter} by partner for {asked.period or 'any period'}."
    return (
        f"{what} There is: {_listed(sorted(split, key=split.__getitem__, reverse=True))}." if split else what
    )


def _why_empty(store: Store, asked: Selection) -> str:
    if asked.by == "product":
        parts = _parts(asked.but(period=None))
        what, known = "no product is", [row for part in parts for row in export.rows(store, part)]
        known.sort(key=lambda row: row["period_end"], reverse=True)
    else:
        what, known = "nothing is", questions.coverage(store, asked.but(by=None))
    day = f" as known on {asked.as_of}" if asked.as_of else ""
    pair = f"{asked.reporter} with {asked.partner or 'any partner'}{day}"
    if not known:
        return f"{what} loaded on {pair}."
    periods = list(dict.fromkeys(row["period"] for row in known))
    return f"{what} loaded on {pair} for {asked.period or 'any period'}. There is: {_listed(periods)}."


def _listed(periods: Sequence[str]) -> str:
    return ", ".join(periods[:8]) + (" ..." if len(periods) > 8 else "")

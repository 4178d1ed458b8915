"""Where figures of bulk data come from: the row of the file, or the files whose rows were added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trade.bulk.held import Holding
from trade.bulk.opened import days_of, printed_as
from trade.bulk.tables import FLOWS
from trade.filters import Row
from trade.store import Store

#: Bits of a figure's number that are its row.
ROW = 31


def observations(store: Store, numbers: Iterable[int]) -> dict[int, Row]:
    """By number what ``questions.provenance`` says of a figure; numbers that no bulk data set knows are left out."""
    listed = list(numbers)
    return {number: row for held in store.bulk for number, row in _of(store, held, listed).items()}


def _of(store: Store, held: Holding, numbers: Sequence[int]) -> dict[int, Row]:
    known = {row["file"]: row for row in store.small.rows(f"FROM {held.table('files')}")}
    mine = [divmod(number, 1 << ROW) for number in numbers if number >> ROW in known]
    if not mine:
        return {}
    places = " OR ".join(f"(w.file = {file} AND w.row = {row})" for file, row in mine)
    rows = store.small.rows(
        f"SELECT w.*, a.code AS from_code, b.code AS to_code, p.scheme, p.code FROM {held.table('flows')} AS w "
        f"JOIN {held.table('economies')} AS a ON a.id = w.reporter JOIN {held.table('economies')} AS b ON b.id = w.partner "
        f"JOIN {held.table('products')} AS p ON p.id = w.product WHERE {places}"
    )
    return {
        (row["file"] << ROW) + row["row"]: _file(held, known[row["file"]]) | {
            "observation": (row["file"] << ROW) + row["row"], "reporter": row["from_code"], "partner": row["to_code"],
            "flow": FLOWS[row["flow"]], "product_scheme": row["scheme"], "product": row["code"],
            **days_of(row["period"]), "as_published": printed_as(held.about, row["value"]), "locator": f"row {row['row']}",
        }
        for row in rows
    }  # fmt: skip


def of_sum(store: Store, answer: Row) -> list[Row]:
    """The files whose rows were added up to an answer, as observations: the words are the answer's own."""
    held = next((each for each in store.bulk if each.name == answer["source"]), None)
    if held is None:
        return []
    sides = [*held.numbers.get(answer["reporter"], ())]
    if held.is_one_figure:  # imports stand in the rows of the exporters
        sides += held.numbers.get(answer["partner"], ()) if answer["partner"] != "W00" else ()
        sides = [] if answer["partner"] == "W00" else sides
    own = f"AND s.reporter IN ({', '.join(map(str, sides))})" if sides else ""
    day = answer["period_start"]
    period = day.year * 100 + (day.month if answer["frequency"] == "M" else 0)
    rows = store.small.rows(
        f"SELECT * FROM {held.table('files')} AS f WHERE f.file IN "
        f"(SELECT s.file FROM {held.table('spans')} AS s WHERE s.period = {period} {own}) ORDER BY f.name"
    )
    told = {
        name: answer[name]
        for name in ("reporter", "partner", "flow", "product_scheme", "product", "period", "period_start", "period_end",
                     "frequency", "as_published")
    }  # fmt: skip
    said = "every row of {reporter} with {partner}, {product}, {period}".format(**told)
    return [_file(held, row) | told | {"sign": "+", "observation": 0, "locator": said} for row in rows]


def _file(held: Holding, file: Mapping[str, Any]) -> dict[str, Any]:
    """What the figures of a file have in common; the file is the operator's own and stands in no folder here."""
    about = held.about
    return {
        "source": held.name, "agency": about["agency"], "currency": about["currency"], "partner_rule": "unknown",
        "status": about["status"], "note": about["note"], "url": about["url"], "published_on": None,
        "known_on": file["known_on"], "retrieved_at": None, "raw_sha256": file["sha256"], "path": file["name"],
        "title": about["title"], "vintage": held.listed["vintage"], "publisher": held.listed["publisher"],
        "licence": about["licence"],
    }  # fmt: skip

"""A hand-made data set with cumulative figures in two vintages: made up, published by nobody.

Azerbaijan's trade with Lithuania and the world, year to date by month. The second file revises 2018,
goes on to October 2019, leaves January-May 2019 out, and its exports fall in one month.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from etl import checks, codes, derived, rates, series
from etl.arrow import pa
from etl.model import Figure, RawFile, figures_table
from etl.observe import observe
from etl.readings import write_observations
from trade.period import Period
from trade.store import DATABASE, observations_view
from trade.tables import FILES, RUNS, SOURCES

SOURCE = "handmade"
FIRST, SECOND = date(2019, 2, 20), date(2020, 2, 20)
#: Million US dollars of each month, before anything is cumulated.
MONTHS = {
    "X": {2017: 1.10, 2018: 1.31, 2019: 1.52},
    "M": {2017: 1.62, 2018: 1.75, 2019: 2.03},
}
SHAPE = (0.7, 0.8, 1.1, 1.0, 0.9, 1.2, 0.8, 1.3, 1.0, 1.1, 0.9, 1.4)
PARTNERS = {"LTU": 1.0, "W00": 740.0}


def cumulative(flow: str, partner: str, year: int, *, revised: bool) -> list[float]:
    """The years to date of a year, in million US dollars."""
    scale = MONTHS[flow][year] * PARTNERS[partner] * (1.034 if revised and year == 2018 else 1.0)
    months = [scale * part for part in SHAPE]
    if (flow, year) == ("X", 2019):
        months[7] = -0.2 * scale
    return [round(sum(months[: number + 1]), 2) for number in range(12)]


def observations(known_on: date, years: range) -> Any:
    """One hand-made file: exports and imports with both partners, each January-to-month of these years."""
    figures = [
        Figure(
            agency="AZ-SCC", reporter="AZE", partner=partner, flow=flow,
            period=Period.year_to_date(year, month), digits=f"{amount:.2f}", exponent=6,
            as_published=f"{amount:.2f} million USD", url="https://example.org/handmade", known_on=known_on,
            locator=f"Sheet1!{flow}{12 * (year - 2016) + month}", published_on=known_on,
            valuation="FOB" if flow == "X" else "CIF",
        )
        for partner in PARTNERS for flow in MONTHS for year in years
        for month, amount in enumerate(cumulative(flow, partner, year, revised=known_on > FIRST), 1)
        if year < 2019 or month in (1, 2, 3, 4, 6, 7, 8, 9, 10)
    ]  # fmt: skip
    digest = sha256(f"handmade {known_on}".encode()).hexdigest()
    raw = RawFile(Path("handmade"), f"handmade/{known_on}.xlsx", digest, "https://example.org", known_on)
    return observe(figures_table(figures), SOURCE, raw, known_on)


def build(folder: Path) -> Path:
    """The data set in ``folder``, as a refresh would leave it."""
    made = folder / "20200301T000000000000Z"
    (made / "observations").mkdir(parents=True)
    files = [observations(FIRST, range(2017, 2019)), observations(SECOND, range(2018, 2020))]
    for table in files:
        digest = table["raw_sha256"][0].as_py()
        write_observations(table, made / "observations" / f"{SOURCE}-{digest[:12]}.parquet")
    with duckdb.connect(str(made / DATABASE)) as db:
        db.execute(observations_view(made))
        series.find_several(db, [SOURCE], [SOURCE])
        rates.fill(db, [])
        series.build(db, None)
        checks.fill(db, [], derived.fill(db, [SOURCE], {}))
        codes.fill(db)
        _about(db, files)
    return made


def _about(db: duckdb.DuckDBPyConnection, files: list[Any]) -> None:
    for table in (FILES, RUNS, SOURCES):
        db.execute(table.ddl())
    rows = [
        {"source": SOURCE, "path": f"handmade/{number}.xlsx", "sha256": table["raw_sha256"][0].as_py(),
         "bytes": 1, "title": "Hand-made figures", "url": "https://example.org/handmade", "vintage": "made up",
         "retrieved_at": SECOND, "figures": len(table)}
        for number, table in enumerate(files)
    ]  # fmt: skip
    db.register("rows", pa.Table.from_pylist(rows))
    db.execute("INSERT INTO files BY NAME FROM rows")
    about = {
        column.name: "made up" for column in SOURCES.columns if column.kind == "text" and column.required
    }
    db.register("about", pa.Table.from_pylist([about | {
        "source": SOURCE, "publisher": "Nobody", "title": "hand-made figures", "outcome": "published",
        "files": 2, "figures": sum(map(len, files)), "findings": 0,
    }]))  # fmt: skip
    db.execute("INSERT INTO sources BY NAME FROM about")

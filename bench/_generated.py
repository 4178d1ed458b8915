"""Made-up figures in the form of BACI, for measuring alone: their names say that they are generated.

Pairs by Zipf's law, products by a power law, the same goods from year to year but for one in seven;
the engine writes them, and one seed gives one set of files whatever the machine.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from bench._measuring import CURRENT, run
from etl.bulk.lists import comtrade_economies
from etl.sources.un_comtrade.part import CODES
from trade.bulk.tables import BULK
from trade.codelists import economies

YEARS = range(1996, 2021)
SEED = 20181019
#: Draws of one pair in one year at most; doubles among them fall away.
MOST = 9000
PRODUCTS = 5000
#: How fast pairs get smaller with their rank.
SLOPE = 0.7
NAME = "generated_no_statistics_BACI_HS92_Y{year}_V000000g.csv"
DATASET = "baci_hs92_v000000g"


def write(folder: Path, rows: int) -> list[Path]:
    """A file a year, about so many rows together; files that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as db:
        _lists(db)
        draws = _draws(db, rows / len(YEARS))
        for year in YEARS:
            path = folder / NAME.format(year=year)
            if not path.exists():
                db.execute(f"COPY ({_year(year, draws)}) TO '{path}.part' (FORMAT csv, HEADER)")
                Path(f"{path}.part").rename(path)
    return [folder / NAME.format(year=year) for year in YEARS]


def loaded(work: Path, rows: int) -> Path:
    """The shipped data set with so many made-up rows loaded beside it, as ``python -m etl bulk`` does: its folder."""
    write(work / "in", rows)
    root = project(work)
    run(["-m", "etl", "bulk", str(work / "in"), "--root", str(root), "--log", "json"])
    shutil.rmtree(work / "in")
    return root / "data" / "processed" / "current"


def project(work: Path) -> Path:
    """A project of its own that stands on the built data set, so that loading ends with a publish."""
    root = work / "project"
    processed = root / "data" / "processed"
    standing = CURRENT.resolve()
    shutil.copytree(standing, processed / standing.name, ignore=shutil.ignore_patterns(BULK))
    (processed / "current").symlink_to(standing.name)
    return root


def _draws(db: duckdb.DuckDBPyConnection, wanted: float) -> float:
    """How many draws leave so many rows of a year, doubles taken away: found by trying, twice."""
    draws = 1.2 * wanted
    for _ in range(3):
        ((count,),) = db.execute(f"SELECT count(*) FROM ({_year(YEARS[0], draws)})").fetchall()
        draws *= (wanted / count) ** 1.2
    return draws


def _lists(db: duckdb.DuckDBPyConnection) -> None:
    known = economies()
    numbers = {code: number for number, code in comtrade_economies().items() if known[code].kind == "economy"}
    db.execute("CREATE TABLE places (number USMALLINT)")
    db.executemany("INSERT INTO places VALUES (?)", [[number] for number in sorted(numbers.values())])
    db.execute(
        f"CREATE TABLE goods AS SELECT code, (row_number() OVER (ORDER BY hash(code, {SEED})) - 1)::INTEGER AS place "
        f"FROM read_csv('{CODES}', all_varchar = true, header = true) WHERE length(code) = 6 LIMIT {PRODUCTS}"
    )
    db.execute(
        f"CREATE TABLE pairs AS SELECT a.number AS i, b.number AS j, "
        f"row_number() OVER (ORDER BY hash(a.number, b.number, {SEED})) AS place "
        f"FROM places AS a JOIN places AS b ON a.number <> b.number"
    )


def _year(year: int, draws: float) -> str:
    weight = f"(place ^ -{SLOPE})"
    return f"""
        WITH sized AS (SELECT i, j, least({MOST}, {draws} * {weight} / sum({weight}) OVER ())::INTEGER AS n FROM pairs),
        drawn AS (SELECT i, j, unnest(range(n)) AS draw FROM sized),
        chosen AS (
            SELECT DISTINCT i, j, floor({PRODUCTS} * ((hash(i, j, draw, {SEED}) % 1000003) / 1000003.0) ^ 1.8)::INTEGER AS place
            FROM drawn WHERE hash(i, j, draw, {year}) % 7 <> 0
        ), made AS (SELECT i, j, code AS k, hash(i, j, code, {year}) AS h FROM chosen JOIN goods USING (place))
        SELECT {year} AS t, i, j, k, round(exp((h % 1000) / 70.0) + (h // 1000 % 1000) / 1000.0, 3) AS v,
            CASE WHEN h % 50 <> 0 THEN round(exp((h // 7 % 1000) / 80.0), 3) END AS q
        FROM made ORDER BY i, j, k"""

"""A project that has rates of exchange and no figures of trade yet."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from projects import RAW, ROWS, UNCTAD, WORKBOOK, Cli, MakeRoot, published
from refreshing import again

from trade.store import Store
from trade.tables import OBSERVATIONS, TRADE

RATES = "fx_hmrc/hmrc_monthly_units_per_gbp.csv"
KEY = "data/key_figures.csv"


def test_rates_alone_publish_and_figures_may_follow(cli: Cli, make_root: MakeRoot):
    paths = make_root(RATES)
    shutil.copyfile(RAW.parents[1] / KEY, paths.root / KEY)
    first = cli("refresh", "--offline", root=paths)
    assert (first.code, "Published" in first.err) == (0, True)
    store = Store(paths.processed / "current")
    for table in (OBSERVATIONS, TRADE):
        assert store.rows(f"SELECT * FROM {table.name}") == []
        folder = (paths.processed / "current").resolve() / table.name
        assert duckdb.read_parquet(f"{folder}/*.parquet").columns == list(table.names)
    assert len(store.rows("FROM rates")) > 1_000
    assert "fx_hmrc: published" in cli("status", root=paths).out
    assert again(paths)[0].is_new is False

    (paths.raw / UNCTAD).write_bytes(published(UNCTAD, ROWS))
    assert cli("refresh", "--offline", root=paths).code == 0
    assert len(store.rows("FROM trade")) > 1
    assert [path.name for path in (paths.processed / "current" / TRADE.name).iterdir()] == [
        "unctad_sitc.parquet"
    ]


@pytest.mark.parametrize("file", [WORKBOOK, UNCTAD])
def test_a_file_without_figures_has_the_columns_of_one_that_has_some(make_brief_root: MakeRoot, file: str):
    """Files are read as one table, by the columns of the first: rates come before most figures."""
    paths = make_brief_root(RATES, file)
    again(paths)
    store = Store(paths.processed / "current")
    assert store.rows("FROM observations ORDER BY observation")
    kinds = {
        tuple(duckdb.read_parquet(str(path)).types)
        for path in (paths.processed / "current" / OBSERVATIONS.name).iterdir()
    }
    assert len(kinds) == 1

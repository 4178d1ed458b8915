"""Two bulk data sets made by hand: BACI's form, and UN Comtrade's with several levels beside one another."""

from __future__ import annotations

from pathlib import Path

import handmade_bulk as handmade
import pytest
from projects import WORKBOOK, small_root

from etl import publish
from etl.bulk import command
from etl.progress import Voice
from etl.refresh import refresh

YEARS = (2019, 2020, 2021)


@pytest.fixture(scope="session")
def bulk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published data set that holds both."""
    came = tmp_path_factory.mktemp("came")
    for year in YEARS:
        handmade.baci(came, year)
        for reporter in (97, *handmade.PLACES[:4]):
            handmade.comtrade(came / f"{reporter}_{year}.gz", handmade.levels(reporter, year))
    paths = small_root(tmp_path_factory.mktemp("bulk") / "project", WORKBOOK)
    assert refresh(paths).exit_code == 0
    assert command.bulk(paths, [came], None, Voice()) == 0
    folder = publish.current(paths.processed)
    assert folder is not None
    return folder

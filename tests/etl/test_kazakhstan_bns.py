"""Kazakhstan's trade by partner: three books, two years each, shares beside the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handmade_books import handmade_again
from printed import by_cell, read_as, reading
from projects import MakeRoot
from refreshing import again

from trade.errors import UnknownName
from trade.store import Store

NAME = "kazakhstan_bns"
OF_2023 = "kazakhstan_bns/Основные показатели внешней торговли по странам_2023.xls"
OF_2020 = "kazakhstan_bns/Основные показатели внешней торговли_2020.xls"
OF_2019 = "kazakhstan_bns/Основные показатели внешней торговли_2019.xls"


@pytest.mark.parametrize(
    ("file", "count", "passed"), [(OF_2023, 1150, 983), (OF_2020, 1047, 912), (OF_2019, 1072, 931)]
)
def test_every_cell_is_read_or_passed_over(file: str, count: int, passed: int):
    read = reading(NAME, file.partition("/")[2])
    assert (len(read.figures), len(read.passed)) == (count, passed)
    assert {each.why for each in read.passed} == {"share, compared with the figures"}


def test_the_cover_says_when_it_was_published():
    first = reading(NAME, OF_2023.partition("/")[2]).figures.slice(0, 1).to_pylist()[0]
    assert first["published_on"] == first["known_on"] == date(2024, 7, 25)


def test_a_share_that_is_not_that_of_the_figures_is_found(tmp_path: Path):
    def slipped(sheet: str, row: int, column: int, cell: Any) -> Any:
        return 72.7 if (sheet, row, column) == ("2022", 6, 2) else cell

    (finding,) = read_as(NAME, handmade_again(OF_2023, tmp_path, slipped)).findings
    assert (finding.identity, finding.locator, finding.partner) == ("share_matches_figures", "2022!C7", "C00")
    assert (finding.expected, finding.found) == ("27.3998 %", "72.7 %")


def test_a_partner_that_no_list_knows_is_said_with_its_cell(tmp_path: Path):
    def renamed(sheet: str, row: int, column: int, cell: Any) -> Any:
        return "Азербайджания" if (sheet, row, column) == ("2023", 13, 0) else cell

    with pytest.raises(UnknownName) as raised:
        read_as(NAME, handmade_again(OF_2023, tmp_path, renamed))
    assert "2023!A14" in str(raised.value)
    assert "Азербайджан" in str(raised.value)


def test_a_year_never_seen_reads_without_a_change(tmp_path: Path):
    def later(_sheet: str, _row: int, _column: int, cell: Any) -> Any:
        return cell.replace("2020", "2029") if isinstance(cell, str) else cell

    found = by_cell(read_as(NAME, handmade_again(OF_2020, tmp_path, later)))
    assert {row["period"] for row in found.values()} == {"2029", "2019"}


def test_2019_is_revised_in_the_book_of_2020(make_root: MakeRoot):
    paths = make_root(OF_2019, OF_2020, "kazakhstan_bns/added.csv")
    assert again(paths)[0].folder is not None
    rows = Store(paths.processed / "current").rows(
        "SELECT value_usd, known_from FROM trade WHERE partner = 'W00' AND flow = 'T' AND period = '2019' ORDER BY known_from"
    )
    assert [(row["value_usd"], str(row["known_from"])) for row in rows] == [
        (97_774_894_600, "2020-08-13"),
        (97_774_894_634.48, "2021-07-28"),
    ]

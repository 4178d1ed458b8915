"""Russia's customs: every table of every file, the slip that is corrected, months that had not come."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from handmade_books import handmade_again
from printed import by_cell, read_as, reading
from projects import RAW, MakeRoot
from refreshing import again

from etl.reading.corrections import Corrections
from trade.errors import CheckFailed, SourceChanged, UnknownName
from trade.store import Store

NAME = "russia_fcs"
FILES = sorted(path.name for path in (RAW / "russia_fcs").iterdir() if path.suffix in (".xls", ".xlsx"))
YEAR_2015 = "russia_fcs/WEB_UTSA_04[1](12).xls"
YEAR_2019 = "russia_fcs/WEB_UTSA_04 (1).xls"
YEAR_2018 = "russia_fcs/WEB_UTSA_04 (2).xls"
JANUARY_2022 = "russia_fcs/WEB_UTSA_05.xlsx"


@pytest.mark.parametrize(
    ("file", "count", "passed"),
    [
        ("94itog.xlsx", 504, 28), ("96stran.xlsx", 11_124, 12), ("WEB_UTSA_02.xlsx", 120, 360),
        ("WEB_UTSA_04 (1).xls", 232, 136), ("WEB_UTSA_04 (2).xls", 232, 136),
        ("WEB_UTSA_04.xlsx", 232, 136), ("WEB_UTSA_04[1](12).xls", 232, 136),
        ("WEB_UTSA_04[1](24).xls", 228, 143), ("WEB_UTSA_04[1](36).xls", 224, 132),
        ("WEB_UTSA_04_.xls", 204, 158), ("WEB_UTSA_05.xlsx", 120, 236),
        ("ПубликацияТСТВ_2022.xlsx", 432, 216), ("страны042024.xlsx", 24, 16), ("структура042024.xlsx", 36, 24),
    ],
)  # fmt: skip
def test_every_cell_is_read_or_passed_over(file: str, count: int, passed: int):
    read = reading(NAME, file)
    assert (len(read.figures), len(read.passed)) == (count, passed)


def test_cumulative_totals_of_2014_and_2015():
    found = by_cell(reading(NAME, YEAR_2015.partition("/")[2]))
    turnover = {
        row["period"]: row["digits"]
        for row in found.values()
        if row["agency"] == "RU-FCS-DECL" and row["flow"] == "T"
    }
    assert turnover["2014-01"] == "58494.3867"
    assert turnover["2014-01..2014-11"] == "723702.1474"
    assert turnover["2015-01..2015-09"] == "395441.0867"


def test_the_table_headed_with_nine_months_holds_the_year():
    read = reading(NAME, YEAR_2015.partition("/")[2])
    assert by_cell(read)["1!I6"]["period"] == "2015"
    (finding,) = read.findings
    assert (finding.identity, finding.locator) == ("corrected_by_us", "1!I4")


def test_without_the_correction_the_table_contradicts_itself(tmp_path: Path):
    def as_it_is(_sheet: str, _row: int, _column: int, cell: Any) -> Any:
        return cell

    read = read_as(NAME, handmade_again(YEAR_2015, tmp_path, as_it_is))
    assert Counter(finding.identity for finding in read.findings) == {"compared_periods_match": 3}


def test_a_mended_table_stops_with_the_correction_to_delete(tmp_path: Path):
    def mended(_sheet: str, row: int, column: int, cell: Any) -> Any:
        return "Январь-декабрь 2015 г." if (row, column) == (3, 8) else cell

    path = handmade_again(YEAR_2015, tmp_path, mended)
    path = path.rename(path.with_name(Path(YEAR_2015).name))
    with pytest.raises(CheckFailed) as raised:
        read_as(NAME, path)
    for words in ("1!I4", "Январь-декабрь 2015 г.", "Январь-сентябрь 2015 г.", "corrections.toml"):
        assert words in str(raised.value)


def test_every_correction_names_a_file_that_is_there():
    known = Corrections.load(RAW.parents[1] / "etl/sources/russia_fcs/corrections.toml")
    assert {each.file for each in known.all} <= set(FILES)


def test_what_had_not_come_is_no_figure():
    read = reading(NAME, JANUARY_2022.partition("/")[2])
    of_2022 = {row["period"] for row in by_cell(read).values() if row["period"].startswith("2022")}
    assert of_2022 == {"2022-01"}
    late = [each.locator for each in read.passed if each.why.startswith("not yet due")]
    assert {"1!E18", "1!E28", "1!E38", "1!E57"} <= set(late)


def test_a_heading_between_rows_has_no_figures_though_zeros_stand_beside_it():
    read = reading(NAME, "страны042024.xlsx")
    assert {each.locator for each in read.passed if "heading" in each.why} >= {"1!B7", "1!C7"}


@pytest.mark.parametrize("file", [YEAR_2019, YEAR_2015, JANUARY_2022, "russia_fcs/96stran.xlsx"])
def test_a_year_never_seen_reads_without_a_change(tmp_path: Path, file: str):
    def later(sheet: str, row: int, column: int, cell: Any) -> Any:
        if isinstance(cell, float) and cell.is_integer() and 1990 < cell < 2030 and column == 0:
            return cell + 12
        if isinstance(cell, str):
            for year in range(2022, 2005, -1):
                cell = cell.replace(str(year), str(year + 12))
        return cell

    before, after = (
        reading(NAME, file.partition("/")[2]),
        read_as(NAME, handmade_again(file, tmp_path, later)),
    )
    assert len(after.figures) == len(before.figures)
    assert {row["period"][:4] for row in by_cell(after).values()} == {
        str(int(row["period"][:4]) + 12) for row in by_cell(before).values()
    }


@pytest.mark.parametrize(
    ("cell", "words", "error", "said"),
    [
        ((21, 1), "2018 Jahr", SourceChanged, "no period can be told from 'Январь 2018 Jahr Оборот'"),
        ((42, 13), "Остаток", SourceChanged, "no period can be told from 'Январь Сальдо Остаток'"),
        ((21, 13), "Остаток", UnknownName, "the flow of this figure cannot be told"),
        ((22, 2), "Ввоз в страну", UnknownName, "the flow of this figure cannot be told"),
        ((25, 0), "Brumaire", SourceChanged, "no period can be told from 'Brumaire год 2018'"),
        ((18, 5), "(миллиардов лир)", UnknownName, "the unit of this figure cannot be told"),
        ((25, 1), "около 49", SourceChanged, "'около 49' is no number and no known sign"),
        ((16, 6), "АНДОРРА И САН-МАРИНО", UnknownName, "the partner of this figure cannot be told"),
    ],
)
def test_a_changed_layout_is_said_with_its_cell(
    tmp_path: Path, cell: tuple[int, int], words: str, error: type[Exception], said: str
):
    def changed(_sheet: str, row: int, column: int, old: Any) -> Any:
        return words if (row, column) == cell else old

    with pytest.raises(error) as raised:
        read_as(NAME, handmade_again(YEAR_2019, tmp_path, changed))
    assert said in str(raised.value)
    assert "russia_fcs/handmade_WEB_UTSA_04 (1).xlsx, 1!" in str(raised.value)


def test_a_year_printed_again_a_year_later_is_a_new_vintage(make_root: MakeRoot):
    paths = make_root(YEAR_2018, YEAR_2019, "russia_fcs/added.csv")
    assert again(paths)[0].exit_code in (0, 1)
    rows = Store(paths.processed / "current").rows(
        "SELECT value_usd, known_from, known_to FROM trade WHERE agency = 'RU-FCS' AND flow = 'T' AND period = '2018' "
        "ORDER BY known_from"
    )
    assert [row["value_usd"] for row in rows] == [692_565_669_300, 692_615_802_600]
    assert [str(row["known_from"]) for row in rows] == ["2019-02-05", "2020-02-10"]
    assert str(rows[0]["known_to"]) == "2020-02-09"
    assert rows[1]["known_to"] is None

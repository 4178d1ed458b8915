"""The list of events: the shipped one is whole, a faulty one says file, row and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trade.annotations import COLUMNS, events
from trade.errors import TradeDataError

HEAD = ",".join(COLUMNS)
GOOD = "2015-02-21,AZE LTU,a,b,c,d,hand-made,https://example.org"


def test_the_shipped_list_can_be_used_and_is_in_order():
    days = [event.day for event in events()]
    assert days == sorted(days)
    devaluations = [event.day for event in events() if event.economies == {"AZE"} and event.day.year == 2015]
    assert devaluations == [date(2015, 2, 21), date(2015, 12, 21)]


def test_an_event_concerns_its_economies_and_one_of_everybody_all():
    euro = next(event for event in events() if "euro" in event.words["en"])
    assert euro.concerns({"AZE", "LTU"}) and not euro.concerns({"AZE", "W00"})
    assert next(event for event in events() if "COVID" in event.words["en"]).concerns({"NZL"})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [HEAD.replace("lt,", ""), GOOD],
            r"list\.csv: the columns lt are missing\. Its first row must be date,",
        ),
        (
            [HEAD, GOOD, GOOD.replace("2015-02-21", "21.02.2015")],
            r"list\.csv, row 3: '21.02.2015' is no day\. Write",
        ),
        ([HEAD, GOOD.replace("LTU", "LIT")], r"list\.csv, row 2: no economy has the code 'LIT'\. Write ISO"),
        ([HEAD, GOOD.replace(",c,", ",,")], r"list\.csv, row 2: lt is empty\. Fill every column\."),
        ([HEAD, GOOD.replace("https://", "")], r"list\.csv, row 2: 'example\.org' is no address\. Write"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_what_to_do(tmp_path: Path, rows: list[str], said: str):
    file = tmp_path / "list.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(TradeDataError, match=said):
        events(file)


def test_without_a_list_there_are_no_events(tmp_path: Path):
    assert events(tmp_path / "none.csv") == ()


def test_a_list_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path: Path):
    file = tmp_path / "list.csv"
    file.write_text(f"\ufeff{HEAD}\n{GOOD}\n", encoding="utf-8")
    assert [event.economies for event in events(file)] == [{"AZE", "LTU"}]

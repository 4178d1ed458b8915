"""Periods and days in each language."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.figures import words
from trade.period import Period

#: A period -> in a sentence and on an axis, in English, Azerbaijani, Lithuanian, Russian.
PERIODS = {
    "2018": [("2018", "2018")] * 4,
    "2018-10": [
        ("October 2018", "Oct 2018"),
        ("oktyabr 2018", "okt 2018"),
        ("2018 m. spalis", "2018 spal."),
        ("октябрь 2018", "окт. 2018"),
    ],
    "2018-01..2018-10": [
        ("January-October 2018", "Jan–Oct 2018"),
        ("yanvar-oktyabr 2018", "yan–okt 2018"),
        ("2018 m. sausis–spalis", "2018 saus.–spal."),
        ("январь–октябрь 2018", "янв.–окт. 2018"),
    ],
    "2018-Q3": [
        ("Q3 2018", "Q3 2018"),
        ("III\xa0rüb 2018", "III\xa0rüb 2018"),
        ("2018\xa0m. III\xa0ketv.", "2018\xa0m. III\xa0ketv."),
        ("III\xa0кв. 2018", "III\xa0кв. 2018"),
    ],
}
CASES = [
    (text, lang, said)
    for text, each in PERIODS.items()
    for lang, said in zip(("en", "az", "lt", "ru"), each, strict=True)
]


@pytest.mark.parametrize(("text", "lang", "said"), CASES)
def test_periods(text: str, lang: str, said: tuple[str, str]):
    period = Period.parse(text)
    assert (words.long(period, lang), words.short(period, lang)) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "30 November 2018"),
        ("az", "30 noyabr 2018"),
        ("lt", "2018 m. lapkričio 30 d."),
        ("ru", "30 ноября 2018\N{NARROW NO-BREAK SPACE}г."),
    ],
)
def test_days(lang: str, said: str):
    assert words.date_of(date(2018, 11, 30), lang) == said


def test_short_months_are_those_of_the_language_whichever_is_asked_first():
    assert [words.month_names(lang, "abbreviated")[4] for lang in ("az", "lt", "ru", "en")] == [
        "may",
        "geg.",
        "май",
        "May",
    ]


def test_long_names_of_months_stand_one_over_the_other_under_an_axis():
    period = Period.parse("2018-01..2018-10")
    assert words.stacked(period, "en") == "Jan–Oct<br>2018"
    assert words.stacked(period, "lt") == "2018<br>saus.–<br>spal."

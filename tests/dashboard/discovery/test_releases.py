"""The calendar of expected releases, as a program for calendars reads it."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
import requests

from trade import freshness, questions
from trade.selection import LANGUAGES
from trade.store import Store


def events(address: str) -> dict[str, Any]:
    answer = requests.get(address, timeout=20)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n")), "RFC 5545, 3.1"
    calendar = icalendar.Calendar.from_ical(answer.content)
    found = list(calendar.walk("VEVENT"))
    assert not calendar.errors and not [error for event in found for error in event.errors]
    return {str(event["UID"]): event for event in found}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_source_with_a_habit_has_its_next_release(site: str, store: Store, lang: str):
    found = events(f"{site}/calendar.ics?lang={lang}")
    expected = {
        f"release-{row['source']}-{about}@127.0.0.1": day
        for row in questions.sources(store)
        for about, day in [
            freshness.next_release(row["last_period"], row["release_every"], row["release_after"])
        ]
        if about
    }
    assert {uid: event["DTSTART"].dt for uid, event in found.items()} == expected != {}
    assert all(event["DTEND"].dt > event["DTSTART"].dt and event["DTSTAMP"] for event in found.values())


def test_geostat_is_expected_two_weeks_after_the_month(site: str):
    """November 2024 follows the last month that is loaded; Geostat publishes some 14 days after a month."""
    (event,) = events(f"{site}/calendar.ics?source=georgia_geostat").values()
    assert str(event["DTSTART"].dt) == "2024-12-14"
    assert str(event["SUMMARY"]).endswith("Georgian exports and imports by month, 1995-2024, November 2024")


def test_long_lines_of_other_scripts_are_whole_again_when_read(site: str):
    (event,) = events(f"{site}/calendar.ics?source=kazakhstan_bns&lang=ru").values()
    assert str(event["SUMMARY"]).startswith("Бюро национальной статистики")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("source=georgia_geostats", "Did you mean 'georgia_geostat'?"),
        ("reporter=AZE", "reporter: there is no such parameter."),
        ("lang=xx", "lang: 'xx' is not known."),
    ],
)
def test_what_is_asked_wrongly_is_told(site: str, query: str, said: str):
    answer = requests.get(f"{site}/calendar.ics?{query}", timeout=20)
    assert answer.status_code == 400 and said in answer.text

"""Why there is no value is said in the reader's language, with names, periods and numbers as it writes them."""

from __future__ import annotations

import string
from decimal import Decimal
from typing import Any

import pytest

from trade.indicator_questions import cagr
from trade.period import Period
from trade.selection import LANGUAGES, Selection
from trade.store import Store
from trade.texts.worded import said, together
from trade.worded import TEMPLATES, Words, words

SHARE = Decimal("0.515")
#: A value for slots of that name; all others hold a period.
SAMPLES: dict[str, Any] = {
    "what": words("figure_of", period=Period.year(2017)), "field": words("agency"), "share": SHARE,
    "parts": ("LTU", "LVA"), "reporter": "AZE", "partner": "LTU", "economy": "LTU", "part": "LTU", "flow": "X",
    "count": 1_234, "more": 3, "months": 12, "run": 7, "factor": Decimal("1.06"), "product": "27", "currency": "AZN",
    "exports": "FOB", "imports": words("not_said"), "kind": "calendar year", "words": "free on board", "shown": "FOB",
    "source": "handmade", "expected": "X", "found": "M",
}  # fmt: skip


def sample(code: str) -> Words:
    slots = [name for _, name, _, _ in string.Formatter().parse(TEMPLATES[code]) if name]
    return words(code, **{name: SAMPLES.get(name, Period.year_to_date(2018, 10)) for name in slots})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_is_said_whole(lang: str):
    spoken = {code: said(sample(code), lang) for code in TEMPLATES}
    assert not [text for text in spoken.values() if "{" in text or "2018-01" in text or "Words(" in text]
    if lang != "en":
        english = {code: said(sample(code), "en") for code in TEMPLATES}
        same = {code for code, text in spoken.items() if text == english[code]}
        assert same <= {"economy", "meaning"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "the parts that are published are 51.5\N{NO-BREAK SPACE}% of the total: too little to speak for it.",
        ),
        ("lt", "paskelbtos dalys sudaro 51,5\N{NO-BREAK SPACE}% visos sumos: per mažai, kad ją atstotų."),
    ],
)
def test_numbers_are_those_of_the_language(lang: str, text: str):
    assert said(words("few_parts", share=SHARE), lang) == text


def test_what_is_divided_by_is_said_in_the_same_language():
    zero = words("zero", what=words("figure_of", period=Period.year_to_date(2017, 10)))
    assert said(zero, "ru").startswith("число за январь–октябрь 2017")
    assert together((zero, words("converted")), "az").count(":") == 2


def test_a_question_without_an_answer_has_its_reason_in_each_language(store: Store):
    (row,) = cagr(store, Selection(reporter="LTU", partner="AZE", source="press"))
    assert {said(row["reason"], lang) for lang in LANGUAGES} == {
        "there are no whole years for this selection.",
        "bu seçim üçün bütöv illər yoxdur.",
        "pagal šį pasirinkimą ištisų metų nėra.",
        "по этому выбору нет целых лет.",
    }

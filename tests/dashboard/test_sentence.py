"""The sentence as words: what follows a word fits it."""

from __future__ import annotations

import pytest

from dashboard.parts.sentence import Word, as_text
from dashboard.texts import say


@pytest.mark.parametrize(
    ("name", "said"),
    [("Azerbaijan", "Azerbaijan's exports"), ("United States", "United States' exports")],
)
def test_an_apostrophe_alone_follows_an_s(name: str, said: str):
    word = Word([("reporter=handmade", name)], "reporter=handmade")
    assert as_text("{reporter}'s {flow}", {"reporter": word, "flow": "exports"}) == said
    assert say("sentence.figure_X", reporter=name, flow="exports", partner="China") == f"{said} to China"

"""What every word list holds: a spelling says one thing in one language."""

from __future__ import annotations

from collections import defaultdict

import pytest

from etl.reading.lexicon import WORDS, read_rows

LISTS = sorted(path.name for path in WORDS.glob("*.csv") if path.name != "marks.csv")


@pytest.mark.parametrize("name", LISTS)
def test_no_spelling_has_two_meanings_in_one_language(name: str):
    """The later line would silently win over the earlier one."""
    meanings: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_rows(WORDS / name):
        for form in row["form"].split("|"):
            meanings[row["language"], form.strip()].add(row["meaning"])
    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


#: Names that are looked up word by word, each of which may end with "*".
BY_WORDS = {"agencies.csv", "economies.csv"}


@pytest.mark.parametrize("name", sorted({*LISTS} - BY_WORDS))
def test_only_single_words_are_stems(name: str):
    """A phrase is looked up whole, so that a "*" behind one would never be found."""
    forms = [form for row in read_rows(WORDS / name) for form in row["form"].split("|")]
    assert [form for form in forms if " " in form.strip() and "*" in form] == []

"""Citations: whatever names hold, the sentence names all and the entry is one that BibTeX reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from pybtex.database import parse_string

from trade.selection import LANGUAGES
from trade.texts.citation import Cited, bibtex, csl_json, plain

CITED = Cited(
    title="Šakių & Şəki: 91\N{NO-BREAK SPACE}% of {all}, $_x^~\\",
    publishers=["Hand-made Office of ą, ė & ə", "Another 100% #1"],
    works=["Trade_by year"],
    period="2014\N{EN DASH}2018",
    version="20261126T003745173837Z",
    address="http://example.org/partner/LTU?period=2018-01..2018-10&agency=AZ-SCC#card-bars",
    accessed=date(2026, 11, 26),
    key="bilateral AZE-LTU ə 2018",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_names_all_that_leads_back(lang: str):
    said = plain(CITED, lang)
    parts = [*CITED.publishers, *CITED.works, CITED.title, CITED.period, CITED.version, CITED.address, "2026"]
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (
            "title",
            r"{{Šakių \& Şəki: 91~\% of \{all\}, \$\_x\textasciicircum{}\textasciitilde{}\textbackslash{}}}",
        ),
        ("author", r"{{Hand-made Office of ą, ė \& ə} and {Another 100\% \#1}}"),
        ("note", r"{Period: 2014--2018. Data: Trade\_by year}"),
        ("url", "{http://example.org/partner/LTU?period=2018-01..2018-10&agency=AZ-SCC#card-bars}"),
        ("urldate", "{2026-11-26}"),
        ("year", "{2026}"),
    ],
)
def test_bibtex_escapes_what_tex_would_take_for_commands_and_keeps_letters(field: str, text: str):
    assert f"  {field} = {text}" in bibtex(CITED)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("title", [CITED.title, "}{", "a\\", "100%", ""])
def test_the_entry_has_a_plain_key_and_closes_every_brace(lang: str, title: str):
    entry = bibtex(replace(CITED, title=title), lang)
    assert re.match(r"@misc\{[A-Za-z0-9-]+,\n", entry)
    depth = 0
    for sign in re.sub(r"\\[{}]", "", entry):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


def test_an_address_in_letters_of_a_language_becomes_one_that_tex_takes():
    assert "%C4%8Cekija" in bibtex(replace(CITED, address="http://example.org/partner/Čekija"))


def test_csl_keeps_names_that_no_program_may_cut_up():
    (item,) = json.loads(csl_json(CITED))
    assert item["author"] == [{"literal": "Hand-made Office of ą, ė & ə"}, {"literal": "Another 100% #1"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 26]]} == item["accessed"]
    assert item["title"] == CITED.title and item["version"] == CITED.version


def test_another_program_reads_the_entry_as_meant():
    ((key, entry),) = parse_string(bibtex(CITED), "bibtex").entries.items()
    assert (key, entry.type) == ("bilateral-AZE-LTU-2018", "misc")
    assert [str(person) for person in entry.persons["author"]] == [
        r"{Hand-made Office of ą, ė \& ə}",
        r"{Another 100\% \#1}",
    ]
    assert entry.fields["url"] == CITED.address


def test_a_data_set_without_a_stamp_has_no_day_of_issue():
    (item,) = json.loads(csl_json(replace(CITED, version="handmade")))
    assert "issued" not in item and item["version"] == "handmade"

"""Every message in every language: none missing, the same slots, the forms that its plural asks for."""

from __future__ import annotations

import string
from pathlib import Path
from typing import get_args

import pytest
from babel import Locale

from dashboard.texts import DEFAULT, Message, capital, messages, say, variant
from dashboard.texts.ordering import order
from trade import revised
from trade.bulk.held import is_dataset
from trade.desk.columns import ADDED
from trade.export import COLUMNS
from trade.indicators import INDICATORS
from trade.indicators.declared import Unit
from trade.selection import LANGUAGES
from trade.tables import TRADE
from trade.texts import EDITION
from trade.worded import TEMPLATES

OTHERS = [lang for lang in LANGUAGES if lang != DEFAULT]
SOURCES = Path(__file__).resolve().parents[2] / "etl" / "sources"
#: What English takes from the data, where each publisher names itself and each column is described.
TRANSLATED_ONLY = (
    "publisher.",
    "meaning.",
    "meaning_revised.",
    "meaning_desk.",
    "caveat.",
    "worded.",
    "indicator.",
)


def forms(message: Message) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def is_case(message: str) -> bool:
    """Whether it is a variant for one direction, for which a language may use its one message."""
    return message.endswith(("_X", "_M")) and message[:-2] in messages(DEFAULT)


@pytest.mark.parametrize("lang", OTHERS)
def test_no_message_is_missing_and_none_is_too_many(lang: str):
    english, own = messages(DEFAULT), messages(lang)
    missing = [name for name in english if name not in own and not is_case(name)]
    assert not missing, (
        f"add to dashboard/texts/{lang}.toml (what files say: trade/texts/{lang}.toml):\n"
        + "\n".join(f"{name} = {english[name]!r}" for name in missing)
    )
    assert not [name for name in own if name not in english and not name.startswith(TRANSLATED_ONLY)]


@pytest.mark.parametrize("lang", OTHERS)
def test_each_message_has_the_slots_and_the_columns_of_the_english_one(lang: str):
    for name, message in messages(lang).items():
        if name.startswith(TRANSLATED_ONLY):
            continue
        english = forms(messages(DEFAULT)[name])
        for text in forms(message):
            assert slots(text) == set().union(*map(slots, english)), f"{lang}: {name}"
            assert text.count("|") == english[0].count("|"), f"{lang}: {name}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_with_forms_has_each_that_whole_numbers_ask_for(lang: str):
    asked = {Locale.parse(lang).plural_form(number) for number in range(1, 200)}
    for name, message in messages(lang).items():
        if not isinstance(message, str):
            assert set(message) == asked, f"{lang}: {name}"


@pytest.mark.parametrize("lang", OTHERS)
def test_publishers_are_those_of_the_sources(lang: str):
    """Of bulk data sets too, whatever edition and version."""
    names = ("baci_hs92_v202601", "comtrade_goods", "comext_monthly", "comext_extract")
    assert all(map(is_dataset, names))
    bulk = {EDITION.sub("", name) for name in names}
    assert of_table("publisher", lang) == {path.parent.name for path in SOURCES.glob("*/source.toml")} | bulk


@pytest.mark.parametrize("lang", OTHERS)
def test_meanings_are_those_of_the_columns(lang: str):
    described = {column.name for column in TRADE.columns if column.meaning}
    assert of_table("meaning", lang) == {name for name, _ in COLUMNS} & described


@pytest.mark.parametrize("lang", OTHERS)
def test_files_say_their_caveats_and_columns_in_each_language(lang: str):
    assert of_table("caveat", lang) == {str(number) for number in range(1, len(TRADE.warnings) + 1)}
    own = {column.name for column in revised.DESCRIBED} - set(TRADE.names)
    assert of_table("meaning_revised", lang) == own
    assert of_table("meaning_desk", lang) == set(ADDED)


@pytest.mark.parametrize("lang", OTHERS)
def test_every_reason_and_note_of_an_indicator_is_said_in_each_language(lang: str):
    assert of_table("worded", lang) == set(TEMPLATES)
    for code, english in TEMPLATES.items():
        own = messages(lang)[f"worded.{code}"]
        assert isinstance(own, str)
        # of a period whose kind is told by its own words, and of a code whose meaning is English, the rest is left out
        assert slots(own) == slots(english) - {"kind", "words"}, f"{lang}: {code}"
        assert own.endswith(".") == english.endswith("."), f"{lang}: {code}"


@pytest.mark.parametrize("lang", OTHERS)
def test_every_indicator_is_described_in_each_language(lang: str):
    told = {
        f"{each.code}_{what}"
        for each in INDICATORS
        for what in ("name", "inputs", "range", "reading", "refused")
    }
    units = {f"unit_{unit.lower().replace(' ', '_')}" for unit in get_args(Unit)}
    assert of_table("indicator", lang) == told | units


def of_table(table: str, lang: str) -> set[str]:
    return {name.partition(".")[2] for name in messages(lang) if name.startswith(f"{table}.")}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["One file", "2 files", "5 files", "11 files", "21 files", "101 files"]),
        ("az", ["1 fayl", "2 fayl", "5 fayl", "11 fayl", "21 fayl", "101 fayl"]),
        ("lt", ["1 failas", "2 failai", "5 failai", "11 failų", "21 failas", "101 failas"]),
        ("ru", ["1 файл", "2 файла", "5 файлов", "11 файлов", "21 файл", "101 файл"]),
    ],
)
def test_the_number_decides_on_the_form(lang: str, said: list[str]):
    assert [say("sources.files", lang, count=count) for count in (1, 2, 5, 11, 21, 101)] == said


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("lt", 0, "0 klaidų"),
        ("lt", 10, "10 klaidų"),
        ("lt", 111, "111 klaidų"),
        ("lt", 1021, "1\N{NO-BREAK SPACE}021 klaida"),
        ("ru", 0, "0 ошибок"),
        ("ru", 12, "12 ошибок"),
        ("ru", 112, "112 ошибок"),
        ("ru", 1022, "1\N{NO-BREAK SPACE}022 ошибки"),
        ("az", 1021, "1.021 xəta"),
        ("en", 1021, "1,021 errors"),
    ],
)
def test_numbers_in_messages_are_grouped_and_agree(lang: str, count: int, said: str):
    assert say("checks.error", lang, count=count) == said


def test_a_number_in_words_cannot_decide():
    with pytest.raises(TypeError, match="whole number"):
        say("sources.files", "lt", count="2")


def test_a_language_without_cases_uses_its_one_message():
    assert variant("sentence.pair", "X", "en") == "sentence.pair_X"
    assert variant("sentence.pair", "X", "lt") == "sentence.pair"
    assert variant("sentence.pair", None, "ru") == "sentence.pair"


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [("az", "ixrac", "İxrac"), ("lt", "importas", "Importas"), ("ru", "экспорт", "Экспорт"), ("az", "", "")],
)
def test_a_capital_is_that_of_the_language(lang: str, text: str, said: str):
    assert capital(text, lang) == said


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["Åland Islands", "Albania", "Zambia"]),
        ("az", ["Çad", "Dominika", "Estoniya", "Əlcəzair", "Xorvatiya", "İraq", "Qana", "Şri-Lanka"]),
        ("lt", ["Airija", "Čekija", "Jemenas", "Slovakija", "Šveicarija", "Vokietija", "Žaliasis Kyšulys"]),
        ("ru", ["Абхазия", "Египет", "Ёгуя", "Жаботия", "Япония"]),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(lang: str, names: list[str]):
    def place(name: str) -> object:
        return order(name, lang)

    assert sorted(reversed(names), key=place) == names  # pyright: ignore

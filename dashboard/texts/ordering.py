"""The order of the alphabet: in Lithuanian Č follows C, in Azerbaijani Ə follows E."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "lt": "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}


@lru_cache(maxsize=8192)
def order(text: str, lang: str = "en") -> tuple[tuple[int, str], ...]:
    """What names are sorted by; letters that the alphabet lacks stand where they stand without their marks."""
    lower = text.replace("I", "ı").replace("İ", "i") if lang == "az" else text
    return tuple(_place(letter, lang) for letter in unicodedata.normalize("NFC", lower.casefold()))


@cache
def _place(letter: str, lang: str) -> tuple[int, str]:
    alphabet = ALPHABETS.get(lang, "")
    bare = unicodedata.normalize("NFD", letter)[:1]
    known = next((each for each in (letter, bare) if each in alphabet), None)
    return (alphabet.index(known) + 1 if known else 0, bare)

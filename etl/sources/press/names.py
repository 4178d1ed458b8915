"""The names of the press file as codes: economies, agencies, products."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from etl.reading.lexicon import read_rows
from trade.codelists import economies
from trade.errors import UnknownName

FOLDER = Path(__file__).parent
#: Whose statistics they are where no known agency is cited.
NOBODY = "PRESS"
TOTAL = "TOTAL"


@cache
def _listed(name: str, key: str, code: str) -> dict[str, str]:
    return {row[key]: row[code] for row in read_rows(FOLDER / f"{name}.csv")}


def economy(code: str, *, file: str, locator: str, column: str) -> str:
    """Our code of an economy or group. Raises UnknownName where no list has it."""
    found = _listed("names", "name", "code").get(code, code)
    if not known_economy(found):
        raise UnknownName(
            f"no list knows the economy {code!r}.",
            where=f"{file}, {locator}, {column}",
            todo="Add it to etl/sources/press/names.csv with a code of trade/codelists/economies.csv.",
        )
    return found


def known_economy(code: str) -> bool:
    """Whether the project's list of economies and groups has ``code``."""
    return code in economies()


def agency(cited: str) -> str | None:
    """Code of the agency that ``cited`` names; None where the list does not have those words."""
    return _listed("agencies", "cited_source", "code").get(cited.strip())


def product(printed: str) -> tuple[str, bool]:
    """Code of a product's printed words and whether the list has them; free text becomes a slug."""
    words = printed.strip()
    if not words:
        return TOTAL, True
    known = _listed("products", "printed", "slug").get(words)
    return (known, True) if known else (slug(words), False)


def slug(words: str) -> str:
    """Short plain form: "Fresh apples (ton)" is "fresh-apples-ton"; letters of any script stay."""
    plain = unicodedata.normalize("NFKC", words).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "unnamed"

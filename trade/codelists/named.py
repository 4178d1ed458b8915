"""Names by code, of everybody whom a row may name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from trade.codelists.areas import economies
from trade.codelists.others import agencies


@cache
def names(lang: str) -> Mapping[str, str]:
    """Names of economies and agencies by code."""
    listed = {code: item.name(lang) for code, item in economies().items()}
    return listed | {code: item.name(lang) for code, item in agencies().items()}

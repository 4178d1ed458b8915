"""Whether figures may be measured against each other: they must be on one basis, else the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter

from trade.errors import Refused
from trade.indicators.figures import Figure
from trade.period import Period
from trade.tables import FREQUENCIES, VALUATIONS
from trade.worded import Words, words

#: What figures share unless an indicator is about just that difference.
FIELDS = (
    "source", "agency", "reporter", "partner", "flow", "product_scheme", "product", "period", "currency",
    "valuation", "partner_rule",
)  # fmt: skip
#: What a part of a whole is told from the whole by.
PRODUCTS = ("product", "product_scheme")
_KINDS = {code: meaning.partition(":")[0] for code, meaning in FREQUENCIES}
_TAKEN = {code: meaning for code, meaning in VALUATIONS if code != "U"}


def one_basis(figures: Iterable[Figure], free: Iterable[str] = ()) -> None:
    """Refused, with both words, where two figures differ in anything but the fields that are ``free``."""
    given = iter(figures)
    read = _reader(tuple(free))
    first = next(given, None)
    if first is None:
        return
    expected = read(first)
    for figure in given:
        if read(figure) != expected:
            name = next(n for n in FIELDS if n not in free and getattr(figure, n) != getattr(first, n))
            one, other = (_said(name, getattr(each, name)) for each in (first, figure))
            raise Refused("differ", field=words(name), one=one, other=other)


@cache
def _reader(free: tuple[str, ...]) -> Callable[[Figure], object]:
    """What two figures must have in common, read in one go: thousands of them are compared for a page."""
    return attrgetter(*(name for name in FIELDS if name not in free))


def _said(name: str, found: str | Period) -> str | Words:
    if isinstance(found, Period):
        return words("of_kind", period=found, kind=_KINDS[found.frequency])
    if name in ("reporter", "partner"):
        return words("economy", economy=found)
    return words("meaning", shown=found, words=_TAKEN[found]) if found in _TAKEN else found


def must_be(figure: Figure, name: str, expected: str, what: Words) -> None:
    """Refused where a field of ``figure``, which is ``what``, does not hold ``expected``."""
    found = getattr(figure, name)
    if found != expected:
        raise Refused("must_be", what=what, expected=expected, field=name, found=found)


def valued(exports: Figure, imports: Figure) -> tuple[Words, ...]:
    """What must be said where one side is valued otherwise than the other; nothing where it is not."""
    if exports.valuation == imports.valuation != "U":
        return ()
    if "U" in (exports.valuation, imports.valuation):
        return (words("valuation_unknown"),)
    return (words("valuations_differ", exports=exports.valuation, imports=imports.valuation),)

"""Whether figures may be measured against each other: they must be on one basis, else the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter

from trade.errors import Refused
from trade.indicators.figures import Figure
from trade.period import Period
from trade.tables import FREQUENCIES, VALUATIONS

#: What figures share unless an indicator is about just that difference, and the word for it.
FIELDS = {
    "source": "sources",
    "agency": "agencies",
    "reporter": "reporters",
    "partner": "partners",
    "flow": "directions of trade",
    "product_scheme": "classifications",
    "product": "products",
    "period": "periods",
    "currency": "currencies",
    "valuation": "valuations",
    "partner_rule": "rules for naming partners",
}
#: What a part of a whole is told from the whole by.
PRODUCTS = ("product", "product_scheme")
_KINDS = {code: meaning.partition(":")[0] for code, meaning in FREQUENCIES}
_TAKEN = dict(VALUATIONS)


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
            raise Refused(f"the figures are of different {FIELDS[name]}: {one} and {other}.")


@cache
def _reader(free: tuple[str, ...]) -> Callable[[Figure], object]:
    """What two figures must have in common, read in one go: thousands of them are compared for a page."""
    return attrgetter(*(name for name in FIELDS if name not in free))


def _said(name: str, found: str | Period) -> str:
    if isinstance(found, Period):
        return f"{found} ({_KINDS[found.frequency]})"
    return f"{found} ({_TAKEN[found]})" if name == "valuation" and found in _TAKEN else found


def must_be(figure: Figure, name: str, expected: str, what: str) -> None:
    """Refused where a field of ``figure``, which is ``what``, does not hold ``expected``."""
    found = getattr(figure, name)
    if found != expected:
        raise Refused(f"{what} must have {expected} as {name}, not {found}.")


def valued(exports: Figure, imports: Figure) -> str:
    """What must be said where one side is valued otherwise than the other; empty where it is not."""
    if exports.valuation == imports.valuation != "U":
        return ""
    if "U" in (exports.valuation, imports.valuation):
        return "It is not said where both sides are valued: freight and insurance may be on one side only."
    return (
        f"Exports are valued {exports.valuation} and imports {imports.valuation}: "
        "freight and insurance are on one side only."
    )

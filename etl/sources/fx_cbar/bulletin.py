"""One answer of the Central Bank of Azerbaijan: the official rates that hold from a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from etl.reading.cells import plain_digits
from trade.errors import SourceChanged

DOLLAR = "USD"
PARTS = {"Nominal", "Name", "Value"}
#: The longest holidays, with the days off beside them.
MOST_DAYS_OLD = 15
_WHOLE = re.compile(r"[1-9][0-9]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Manats for ``nominal`` dollars from ``day`` on, as printed."""

    day: date
    nominal: str
    manats: str
    #: code, value and why it is passed over, of all other currencies and of metals
    others: tuple[tuple[str, str, str], ...]


def read_bulletin(content: bytes, asked: date, where: str) -> Bulletin:
    """The rates in an answer to the question for a day. Raises SourceChanged where it is no such answer."""
    root = _root(content, where)
    dollars: list[tuple[str, str]] = []
    others: list[tuple[str, str, str]] = []
    for code, nominal, value in _rows(root, where):
        if code == DOLLAR:
            dollars.append((nominal, value))
        else:
            others.append((code, value, "another currency or a metal" if value else "no rate"))
    if len(dollars) != 1:
        raise SourceChanged(
            f"the dollar stands in it {len(dollars)} times.", where=where,
            todo="Look at the answer: it must stand there once.",
        )  # fmt: skip
    [(nominal, value)] = dollars
    manats = plain_digits(value, file=where, locator=DOLLAR)
    if not _WHOLE.fullmatch(nominal) or float(manats) <= 0:
        raise SourceChanged(
            f"{value!r} for {nominal!r} is no rate.", where=f"{where}, {DOLLAR}", todo="Fetch it again."
        )
    return Bulletin(_day(root, asked, where), nominal, manats, tuple(others))


def _root(content: bytes, where: str) -> Element:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise SourceChanged(
            f"this is no XML ({str(error)[:80]}).", where=where,
            todo="Open its address in a browser: a day that the bank has no rates of leads to its home page.",
        ) from error  # fmt: skip
    if root.tag != "ValCurs":
        raise SourceChanged(
            f"<{root.tag}> where <ValCurs> was expected.", where=where, todo="Look at the answer."
        )
    return root


def _rows(root: Element, where: str) -> Iterator[tuple[str, str, str]]:
    """Code, nominal and value of each row, as printed."""
    for kind in root:
        for row in kind:
            parts = [part.tag for part in row]
            code = row.get("Code", "")
            if (kind.tag, row.tag) != ("ValType", "Valute") or not code or sorted(parts) != sorted(PARTS):
                raise SourceChanged(
                    f"<{row.tag}> {code} in <{kind.tag}> with {', '.join(parts) or 'nothing'} was not expected.",
                    where=where, todo=f"A ValType holds Valutes, each with {', '.join(sorted(PARTS))}.",
                )  # fmt: skip
            yield code, (row.findtext("Nominal") or "").strip(), (row.findtext("Value") or "").strip()


def _day(root: Element, asked: date, where: str) -> date:
    """The answer's own day: on weekends and holidays it is the last one before that has rates."""
    text = root.get("Date", "")
    try:
        day = datetime.strptime(text, "%d.%m.%Y").date()
    except ValueError as error:
        raise SourceChanged(
            f"its Date {text!r} is no day.", where=where, todo="Days are written 31.08.2026."
        ) from error
    if not 0 <= (asked - day).days <= MOST_DAYS_OLD:
        raise SourceChanged(
            f"its rates are those of {day}.", where=where,
            todo=f"At most the {MOST_DAYS_OLD} days before the day asked for may stand in for it.",
        )  # fmt: skip
    return day

"""One printed number: its groups of digits, and every number that they may stand for.

"630,854" is 630.854 or 630 854; "1,859.1" is only 1859.1. What is left open here is left to evidence
(see ``etl.reading.evidence``).
"""

from __future__ import annotations

import re

from etl.reading.languages import Marks

_PARTS = re.compile(r"(\d+)|(, |\D)")
#: "62,966 thousand" is 62 966 thousand where the comma is a grouping mark; so is "9,520万".
_WHOLE_UNITS = (3, 4)
_ANY_BLANK = re.compile(r"[ \u00a0\u202f\u2009]")


def numbers(text: str, styles: tuple[Marks, ...], unit: int) -> tuple[str, ...]:
    """Plain digits that ``text`` may stand for, likeliest form first; empty when it is malformed.

    ``styles`` are the marks of the languages that it may be written in; ``unit`` is the power of ten of
    the magnitude word behind it (0: none).
    """
    groups, seps = _split(text)
    if not seps:
        return (groups[0],)
    if len(set(seps)) == 1 and len(seps) == 1:
        return _one_mark(groups, seps[0], styles, unit)
    if len(set(seps)) == 1:
        return ("".join(groups),) if _grouped(groups) else ()
    return _mixed(groups, seps, unit)


def _split(text: str) -> tuple[list[str], list[str]]:
    groups: list[str] = []
    seps: list[str] = []
    for part in _PARTS.finditer(text):
        if part[1]:
            groups.append(part[1])
        else:
            seps.append(_ANY_BLANK.sub(" ", part[2]).replace("’", "'"))
    return groups, seps


def _grouped(groups: list[str]) -> bool:
    return len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])


def _one_mark(groups: list[str], mark: str, styles: tuple[Marks, ...], unit: int) -> tuple[str, ...]:
    decimal, whole = ".".join(groups), "".join(groups)
    if mark == "'":
        return (whole,) if _grouped(groups) else ()
    if mark == " ":
        if not _grouped(groups):
            return ()
        return (whole,) if unit < 6 else (whole, decimal)
    if not _grouped(groups) or (groups[0].startswith("0") and unit):
        return (decimal,)
    if mark == ", ":
        return (decimal, whole)
    return _three_behind(decimal, whole, mark, styles, unit)


def _three_behind(
    decimal: str, whole: str, mark: str, styles: tuple[Marks, ...], unit: int
) -> tuple[str, ...]:
    """One mark and exactly three digits behind it: the languages' norms decide, or nobody."""
    may_group = any(mark in style.groups for style in styles) or not styles
    may_part = any(mark in style.decimal for style in styles) or not styles
    if unit == 0:
        return (whole,) if may_group and not (mark == "." and may_part) else (whole, decimal)
    if may_part and not may_group:
        return (decimal,)
    if mark == "," and unit in _WHOLE_UNITS and not may_part:
        return (whole,)
    if mark == "." and may_part and all(style.decimal == "." or "." not in style.groups for style in styles):
        return (decimal,)
    return (decimal, whole)


def _mixed(groups: list[str], seps: list[str], unit: int) -> tuple[str, ...]:
    """Two kinds of mark: the last is the decimal mark if it stands once and is no blank."""
    last, head = seps[-1], groups[:-1]
    if last != " " and last not in seps[:-1] and len(set(seps[:-1])) == 1:
        first_blank_lost = seps[0] == " " and len(head) == 2 and len(head[0]) <= 6 and len(head[1]) == 3
        if _grouped(head) or first_blank_lost:
            return ("".join(head) + "." + groups[-1],)
        return ()
    if last == " " and _grouped(groups) and unit == 0:
        return ("".join(groups),)
    return ()

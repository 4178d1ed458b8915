"""The letters that Eurostat sets beside a value."""

from __future__ import annotations

from dataclasses import dataclass

from trade.errors import SourceChanged


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the letters beside a value say of it."""

    status: str = "A"
    confidentiality: str = "F"
    note: str = ""


#: Status of SDMX for those letters that say how sure a value is; the surest first.
_STATUS = {"p": "P", "e": "E", "s": "E", "u": "U"}
#: Letters that change nothing in how a value is read, in words.
_NOTES = {
    "b": "break in time series",
    "d": "definition differs",
    "n": "not significant",
    "r": "revised",
    "f": "forecast",
    "z": "not applicable",
}
#: Letters and words of the attribute of confidentiality; C is printed in capitals by Comext.
_CONFIDENTIAL, _FREE = "c", "f"


def meaning(flags: str, where: str) -> Meaning:
    """What letters such as ``p`` or ``bu`` say. Raises SourceChanged for a letter that is not known."""
    letters = flags.lower().replace(" ", "")
    unknown = [each for each in letters if each not in {*_STATUS, *_NOTES, _CONFIDENTIAL}]
    if unknown:
        raise SourceChanged(
            f"the flag {unknown[0]!r} is not known.", where=where,
            todo="See Eurostat's list of flags, and add it to flags.py of eurostat_comext.",
        )  # fmt: skip
    found = [status for letter, status in _STATUS.items() if letter in letters]
    return Meaning(
        status=found[-1] if found else "A",
        confidentiality="C" if _CONFIDENTIAL in letters else "F",
        note="; ".join(words for letter, words in _NOTES.items() if letter in letters),
    )


def confidential(printed: str, where: str) -> str:
    """The column CONF_STATUS as a letter among the flags: ``c`` or nothing."""
    if printed.lower() not in ("", _FREE, _CONFIDENTIAL):
        raise SourceChanged(
            f"the confidentiality {printed!r} is not known.", where=where,
            todo="Known are F (free), C (confidential) and nothing.",
        )  # fmt: skip
    return _CONFIDENTIAL if printed.lower() == _CONFIDENTIAL else ""

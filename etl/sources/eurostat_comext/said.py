"""What Eurostat's service said: figures, nothing, too much, later, or no. Its status alone does not tell."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from etl.live.answer import Answer
from etl.live.telling import refusal
from trade.errors import SourceChanged, SourceUnavailable

#: An answer that is no table of figures is read whole up to this size; larger ones are not what was asked for.
MOST_BYTES = 1_000_000
TOO_LARGE, NO_RESULTS = "EXTRACTION_TOO_BIG", "NO_RESULTS"
#: Statuses whose body says more.
TELLING = (400, 404, 413)
_ID = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)


class Kind(Enum):
    """FIGURES: a table; NOTHING: no figure fits; TOO_MUCH: ask for less; WAITS: it is being prepared."""

    FIGURES = auto()
    NOTHING = auto()
    TOO_MUCH = auto()
    WAITS = auto()


@dataclass(frozen=True)
class Said:
    """``words`` are the service's own. Of a request that waits, ``state`` and ``id`` are its state and number."""

    kind: Kind
    words: str = ""
    state: str = ""
    id: str = ""


def hear(answer: Answer) -> Said:
    """What an answer says. Raises SourceUnavailable where it is a refusal, SourceChanged where it is not known."""
    with answer.path.open("rb") as stream:
        head = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if answer.status == 200 and head not in (b"<", b"{"):
        return Said(Kind.FIGURES)
    if answer.is_page or head not in (b"<", b"{") or answer.path.stat().st_size > MOST_BYTES:
        if answer.status == 413:
            return Said(Kind.TOO_MUCH, "it answered 413")
        raise _other(answer)
    return _of_json(answer) if head == b"{" else _of_xml(answer)


def _of_json(answer: Answer) -> Said:
    """The errors of ``statistics/1.0``: ``{"error": [{"status": 413, "id": 413, "label": "..."}]}``."""
    try:
        body: Any = json.loads(answer.text())
        words = "; ".join(str(each["label"]) for each in body["error"])
    except (ValueError, KeyError, TypeError) as error:
        raise _other(answer) from error
    return _fault(answer, words)


def _of_xml(answer: Answer) -> Said:
    try:
        root: Element = fromstring(answer.path.read_bytes(), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise _other(answer) from error
    parts = [(_local(each), each) for each in root.iter()]
    if words := _text(parts, "faultstring"):
        return _fault(answer, words)
    if (footer := dict(parts).get("Message")) is not None and footer.get("code") == "413":
        return Said(Kind.TOO_MUCH, " ".join(_words(each) for each in footer)[:160])
    if _local(root) == "Envelope" and (state := _text(parts, "status")):
        number = _text(parts, "id") or _text(parts, "key")
        if not _ID.fullmatch(number):
            raise _other(answer, _local(root))
        return Said(Kind.WAITS, state=state, id=number)
    raise _other(answer, _local(root))


def _fault(answer: Answer, words: str) -> Said:
    if words.startswith(TOO_LARGE):
        return Said(Kind.TOO_MUCH, words)
    if words.startswith(NO_RESULTS):
        return Said(Kind.NOTHING, words)
    raise SourceUnavailable(
        f"it refused: {words.rstrip('.')}.", where=answer.url,
        todo="It does not know the data set or a code of the question: see etl/sources/eurostat_comext/live.toml.",
    )  # fmt: skip


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _words(element: Element) -> str:
    return " ".join((element.text or "").split())


def _text(parts: list[tuple[str, Element]], name: str) -> str:
    """The words of the innermost element of that name; empty where there is none."""
    found = [_words(each) for local, each in parts if local == name and not len(each)]
    return found[0] if found else ""


def _other(answer: Answer, root: str = "") -> Exception:
    """The error for an answer that is no table and no message that is known."""
    if answer.status != 200:
        return refusal(answer.url, f"it answered {answer.status}", answer)
    what = "a web page" if answer.is_page else f"a document {root}".rstrip()
    return SourceChanged(
        f"a table in SDMX-CSV was expected and {what} came.", where=answer.url,
        todo="Look at the address in a browser.",
    )  # fmt: skip

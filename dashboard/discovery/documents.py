"""What the documents share: they are as old as the data set, and are asked for with known parameters only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any
from xml.etree import ElementTree

from flask import Response, request

from dashboard import validators
from dashboard.data import store
from trade.errors import BadSelection
from trade.selection import PARAMETERS, Selection, no_such

JSON_LD = "application/ld+json"


def document(body: str | bytes, mimetype: str, modified: datetime | None = None) -> Response:
    """An answer whose tag is of the data set, the program and its own bytes; 304 where the reader has it.

    ``modified``: where it is newer than the data set. Raises Changed.
    """
    data = body.encode() if isinstance(body, str) else body
    own = blake2b(data, digest_size=6).hexdigest()

    def stamp(response: Response) -> Response:
        return validators.stamped(response, store().version, own, modified or store().built)

    known = validators.unchanged(stamp)
    return known if known is not None else stamp(Response(data, mimetype=mimetype))


def as_json(described: Any, mimetype: str = "application/json") -> Response:
    return document(json.dumps(described, ensure_ascii=False, indent=1) + "\n", mimetype)


def as_xml(root: ElementTree.Element, mimetype: str) -> Response:
    return document(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), mimetype)


def asked(*own: str) -> tuple[Selection, Mapping[str, str]]:
    """The selection of the request's query, and the parameters of this address alone; raises BadSelection."""
    pairs = _once()
    for name in pairs:
        if name not in own and name not in PARAMETERS:
            raise no_such(name, (*PARAMETERS, *own))
    more = {name: text.strip() for name, text in pairs.items() if name in own and text.strip()}
    return Selection.from_query({name: text for name, text in pairs.items() if name not in own}), more


def only(*known: str) -> Mapping[str, str]:
    """The request's query where it takes these parameters and no selection; raises BadSelection."""
    pairs = _once()
    for name in pairs:
        if name not in known:
            raise no_such(name, known)
    return {name: text.strip() for name, text in pairs.items() if text.strip()}


def language(given: Mapping[str, str]) -> str:
    """The language of a document that takes no selection; raises BadSelection."""
    return Selection.from_query({"lang": given.get("lang", "")}).lang


def whole_number(name: str, text: str, most: int) -> int:
    """A number from 1 on; raises BadSelection."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise BadSelection(name, f"{text[:40]!r} is no whole number from 1 to {most:,}.")
    return int(text)


def _once() -> dict[str, str]:
    for name, texts in request.args.lists():
        if len(texts) > 1:
            raise BadSelection(name[:40], "it is given twice.", todo="Give it once.")
    return request.args.to_dict()

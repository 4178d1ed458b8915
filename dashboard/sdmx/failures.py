"""Errors as messages of SDMX."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request
from lxml import etree

from dashboard.download import WAIT
from trade.sdmx.errors import SdmxError

_MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v{}/message"
_COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v{}/common"


def response(error: SdmxError, *, modern: bool) -> Response:
    """The error in XML of 2.1, or of 3.0 where ``modern``, or in JSON for who accepts that and no XML."""
    accepted = request.headers.get("Accept", "")
    if "json" in accepted and "xml" not in accepted:
        made = Response(_json(error), error.status, content_type="application/vnd.sdmx.structure+json;version=2.0.0")
    else:
        version = "3.0.0" if modern else "2.1"
        made = Response(_xml(error, modern), error.status, content_type=f"application/vnd.sdmx.error+xml;version={version}")
    if error.status == 503:
        made.headers["Retry-After"] = WAIT
    return made


def _xml(error: SdmxError, modern: bool) -> bytes:
    edition = "3_0" if modern else "2_1"
    message, common = _MESSAGE.format(edition), _COMMON.format(edition)
    root: Any = etree.Element(f"{{{message}}}Error", nsmap={"mes": message, "com": common})
    one = etree.SubElement(root, f"{{{message}}}ErrorMessage", code=str(error.code))
    for sentence in (error.title, error.sentence()):
        text = etree.SubElement(one, f"{{{common}}}Text")
        text.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
        text.text = "".join(sign if sign.isprintable() else " " for sign in sentence)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _json(error: SdmxError) -> str:
    return json.dumps(
        {"errors": [{"code": error.code, "title": error.title, "details": error.sentence(), "status": error.status}]}
    )

"""Errors as messages of SDMX."""

from __future__ import annotations

import json

from flask import Response, request

from dashboard.room import WAIT
from trade.sdmx import messages
from trade.sdmx.errors import SdmxError


def response(error: SdmxError, *, modern: bool) -> Response:
    """The error in XML of 2.1, or of 3.0 where ``modern``, or in JSON for who accepts that and no XML."""
    accepted = request.headers.get("Accept", "")
    if "json" in accepted and "xml" not in accepted:
        made = Response(
            _json(error), error.status, content_type="application/vnd.sdmx.structure+json;version=2.0.0"
        )
    else:
        version = "3.0.0" if modern else "2.1"
        made = Response(
            messages.failure(error, modern=modern),
            error.status,
            content_type=f"application/vnd.sdmx.error+xml;version={version}",
        )
    if error.status == 503:
        made.headers["Retry-After"] = WAIT
    return made


def _json(error: SdmxError) -> str:
    return json.dumps(
        {
            "errors": [
                {
                    "code": error.code,
                    "title": error.title,
                    "details": error.sentence(),
                    "status": error.status,
                }
            ]
        }
    )

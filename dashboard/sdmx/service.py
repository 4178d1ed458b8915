"""Answers requests of SDMX: reads what is asked, says from when the answer is, and makes it."""

from __future__ import annotations

import hashlib

from flask import Response, current_app, request

from dashboard import http
from dashboard.data import store
from dashboard.sdmx import data_answers, failures, formats, parameters, paths, structure_answers
from dashboard.sdmx.formats import Form
from dashboard.sdmx.paths import Asks
from trade.errors import SourceUnavailable
from trade.sdmx.errors import Busy, NotOffered, SdmxError


def answer(path: str) -> Response:
    """The answer to ``/sdmx/`` and this path; whatever goes wrong is said in a message of SDMX."""
    try:
        return _answered(path)
    except SdmxError as error:
        failed = error
    except SourceUnavailable as error:
        failed = Busy(error.what, todo=error.todo)
    except Exception:
        current_app.logger.exception("sdmx: %s", path)
        failed = SdmxError("the service failed; the operator finds why in its log.")
    return failures.response(failed, modern=path.startswith("3.0"))


def _answered(path: str) -> Response:
    if request.method not in ("GET", "HEAD"):
        raise NotOffered(f"{request.method} is not offered.", todo="Use GET.")
    asks, given = paths.read(path), request.args.to_dict()
    parameters.known(asks.version, asks.what, given)
    what = "data" if asks.what == "data" else "structure"
    form = formats.chosen(asks.version, what, request.headers.get("Accept", ""), given.get("format", ""))
    if store().folder is None:
        raise NotOffered("the data set is on a cluster, which answers no SDMX.", todo="Ask /api/trade.")
    version = store().version
    unchanged = _unchanged(version, form)
    return _dated(unchanged or _made(asks, form, given), version, form)


def _made(asks: Asks, form: Form, given: dict[str, str]) -> Response:
    if asks.what == "data":
        return data_answers.data(asks, form, given)
    if asks.what == "availability":
        return data_answers.availability(asks, form, given)
    return structure_answers.structure(asks, form, given)


def _tag(version: str, form: Form) -> str:
    """Weak: two answers hold the same figures, but say when each was made."""
    asked = f"{version} {http.program()} {form.mimetype} {request.full_path}"
    return hashlib.sha256(asked.encode()).hexdigest()[:20]


def _unchanged(version: str, form: Form) -> Response | None:
    """304 for who holds the answer of this data set; a tag counts more than a day."""
    if request.if_none_match:
        same = request.if_none_match.contains_weak(_tag(version, form))
    else:
        since = request.if_modified_since
        same = bool(since and store().built <= since)
    return Response(status=304) if same else None


def _dated(response: Response, version: str, form: Form) -> Response:
    response.set_etag(_tag(version, form), weak=True)
    response.last_modified = store().built
    response.headers["Cache-Control"] = "public, no-cache"
    response.vary.add("Accept")
    return response

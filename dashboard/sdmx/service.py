"""Answers requests of SDMX: reads what is asked, says from when the answer is, and makes it."""

from __future__ import annotations

from flask import Response, current_app, request

from dashboard import validators
from dashboard.data import store
from dashboard.sdmx import data_answers, failures, formats, parameters, paths, structure_answers
from dashboard.sdmx.formats import Form
from dashboard.sdmx.paths import Asks
from trade.errors import SourceUnavailable
from trade.sdmx.errors import Busy, Gone, NotOffered, SdmxError


def answer(path: str) -> Response:
    """The answer to ``/sdmx/`` and this path; whatever goes wrong is said in a message of SDMX."""
    try:
        return _answered(path)
    except SdmxError as error:
        failed = error
    except validators.Changed as error:
        failed = Gone(error.what, todo=error.todo)
    except SourceUnavailable as error:
        failed = Busy(error.what, todo=error.todo)
    except Exception:
        current_app.logger.exception("sdmx: %s", path)
        failed = SdmxError("the service failed; the operator finds why in its log.")
    return failures.response(failed, modern=path.startswith("3.0"))


def _answered(path: str) -> Response:
    if request.method == "OPTIONS":
        return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
    if request.method not in ("GET", "HEAD"):
        raise NotOffered(f"{request.method} is not offered.", todo="Use GET.")
    asks, given = paths.read(path), parameters.once(request.args)
    parameters.known(asks.version, asks.what, given)
    what = "data" if asks.what == "data" else "structure"
    form = formats.chosen(asks.version, what, request.headers.get("Accept", ""), given.get("format", ""))
    if store().folder is None:
        raise NotOffered("the data set is on a cluster, which answers no SDMX.", todo="Ask /api/trade.")
    version = store().version

    def dated(response: Response) -> Response:
        response.vary.add("Accept")
        return validators.stamped(response, version, f"{asks.version}-{form.name}", store().built)

    known = validators.unchanged(dated)
    return known if known is not None else dated(_made(asks, form, given))


def _made(asks: Asks, form: Form, given: dict[str, str]) -> Response:
    if asks.what == "data":
        return data_answers.data(asks, form, given)
    if asks.what == "availability":
        return data_answers.availability(asks, form, given)
    return structure_answers.structure(asks, form, given)

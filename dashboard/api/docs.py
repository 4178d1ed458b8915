"""``/api/docs``: the description of the API for people, made on the server from the very description for programs."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from flask import Response, render_template_string

from dashboard import site, validators
from dashboard.api import openapi, words
from dashboard.api.forms import FORMS
from dashboard.api.schemas import Json
from dashboard.api.taken import TABLES
from dashboard.room import MOST_AT_ONCE, WAIT

#: Kinds of problems: the anchor, the status, when it comes and what more is in it.
PROBLEMS = (
    ("bad-parameter", 400, "A parameter is unknown, is given twice or cannot be understood. `parameter` names it, `allowed` "
     "or `schema` say what it may be, `near` what is likely meant."),
    ("unknown-economy", 404, "No economy or group is called so; `near` holds the codes of the likeliest."),
    ("unknown-indicator", 404, "No indicator is called so; `near` and `allowed` say which there are."),
    ("empty", 404, "The question is understood and nothing is selected. `reasons` name each part of the selection "
     "without which there would be rows, how many, of which days and sources."),
    ("no-such-address", 404, "Nothing stands at this address; `near` names the likeliest."),
    ("busy", 503, f"{MOST_AT_ONCE} files, streams and indicators are made at a time by one process, so that pages stay "
     f"quick. Come again after `Retry-After` ({WAIT} seconds)."),
    ("no-data", 503, "No data set has been built yet."),
    ("http-405", 405, "Only GET, HEAD and OPTIONS are answered; `Allow` says so."),
    ("http-412", 412, "`If-Match` or `If-Unmodified-Since` names a state that is gone."),
    ("http-414", 414, "The question has more than 2,000 characters."),
    ("http-416", 416, "The range lies outside the file."),
    ("http-500", 500, "A mistake of ours."),
)  # fmt: skip


def page() -> Response:
    """The documentation; its examples lead to this very server."""
    known = validators.unchanged(validators.of_program)
    if known is not None:
        return known
    described = openapi.description()
    html = render_template_string(
        _template(),
        about=[_marked(part) for part in words.ABOUT.split("\n\n")],
        resources=_resources(described),
        indicators=_indicators(described),
        forms=FORMS,
        problems=[(kind, code, _marked(told)) for kind, code, told in PROBLEMS],
        host=site.home(),
        most=MOST_AT_ONCE,
    )
    return validators.of_program(Response(html, mimetype="text/html"))


def _resources(described: Json) -> list[Json]:
    """Each address with its parameters, columns and an example."""
    return [_resource(name, described["paths"]) for name in words.SUMMARIES]


def _resource(name: str, paths: Json) -> Json:
    asked: Json = paths[f"/api/{name}"]["get"]
    query = words.EXAMPLES[name]
    schema = asked["responses"]["200"]["content"]["application/json"]["schema"]
    row = schema.get("properties", {}).get("data", {}).get("items", {})
    return {
        "name": name,
        "summary": asked["summary"],
        "about": _marked(asked["description"]),
        "parameters": [_parameter(each) for each in asked["parameters"]],
        "columns": [(column, each["description"]) for column, each in row.get("properties", {}).items()],
        "query": f"?{query}" if query else "",
        "forms": list(FORMS)[1:] if name in TABLES else [],
    }


def _indicators(described: Json) -> list[Json]:
    found: list[Json] = []
    for path, each in described["paths"].items():
        name = path.removeprefix("/api/indicators/")
        if name != path:
            needs = [p["name"] for p in each["get"]["parameters"] if p["required"]]
            given = {"partner": "partner=LTU", "period": "period=2018"}
            query = "&".join(given[need] for need in needs)
            found.append(
                {"name": name, "about": _marked(each["get"]["description"]), "needs": needs, "query": query}
            )
    return found


def _parameter(each: Json) -> Json:
    schema = each["schema"]
    allowed = ", ".join(schema.get("enum", ()))
    usual = schema.get("default", "")
    example = each.get("example", "")
    shown = ",".join(example) if isinstance(example, list) else str(example)  # pyright: ignore[reportUnknownArgumentType]
    return {
        "name": each["name"],
        "about": each["description"],
        "allowed": allowed,
        "usual": usual,
        "example": shown,
    }


def _marked(text: str) -> str:
    """As HTML, words between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


@cache
def _template() -> str:
    return Path(__file__).with_name("docs.html").read_text(encoding="utf-8")

"""The API described by OpenAPI 3.1: made from the parameters of a selection and the columns of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from inspect import getdoc
from typing import Any

from dashboard import http, site, validators
from dashboard.api import indicators as of_indicators
from dashboard.api import schemas, tables, taken
from dashboard.api.forms import FORMS
from dashboard.api.listings import LISTINGS
from dashboard.api.schemas import Json
from dashboard.api.words import ABOUT, SUMMARIES
from dashboard.discovery import files
from trade.indicators import INDICATORS as DEFINITIONS
from trade.opened import INDICATORS
from trade.store import DATABASE
from trade.tables import TABLES, Column
from trade.versions import PACKAGE


def description() -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bilateral",
            "version": validators.program(),
            "summary": "Customs figures exactly as published",
            "description": ABOUT,
            "license": {"name": "MIT (the program); each source has its own terms", "identifier": "MIT"},
        },
        "servers": [{"url": site.home()}],
        "paths": _paths(),
        "components": {"schemas": {"Problem": schemas.PROBLEM}, "responses": _problems()},
    }


def indicators() -> Json:
    """The names of the indicators, and the definitions of what they give."""
    rows = [
        {"name": name, "about": about(name), "needs": of_indicators.NEEDS.get(name, ())}
        for name in INDICATORS
    ]
    return {"rows": len(rows), "data": rows, "definitions": [asdict(each) for each in DEFINITIONS]}


def about(name: str) -> str:
    """What an indicator gives, in the words of its question."""
    return (
        " ".join((getdoc(INDICATORS[name]) or "").split())
        .replace("``asked.period``", "``period``")
        .replace("``", "`")
    )


def _paths() -> Json:
    paths: Json = {}
    for name, table in taken.TABLES.items():
        query = schemas.parameters(table.heeds)
        paths[f"/api/{name}"] = _get(
            name, query, {"application/json": _rows(table.columns, _OF_FILES)}, heavy=True
        )
        form = _in_path("form", "The form of the file", list(FORMS))
        media: Json = {each.mimetype: {"schema": {}} for each in FORMS.values()}
        paths[f"/api/{name}.{{form}}"] = _get(name, [form, *query], media, heavy=True, kind="as a file")
    for name, listing in LISTINGS.items():
        query = schemas.parameters(listing.heeds, listing.own)
        paths[f"/api/{name}"] = _get(name, query, {"application/json": _rows(listing.columns)})
    paths["/api/indicators"] = _get("indicators", [], {"application/json": {"schema": {"type": "object"}}})
    for name in INDICATORS:
        paths[f"/api/indicators/{name}"] = _of_indicator(name)
    paths["/api/tables"] = _get("tables", [], {"application/json": _rows(tables.COLUMNS)})
    paths["/api/tables/{file}"] = _of_table()
    return paths


_OF_FILES: Json = {
    "title": {"type": "string", "description": "What the rows are"},
    "address": {"type": "string", "format": "uri", "description": "Where a page shows the same"},
    "unit": {"type": "string", "description": "Unit of the values"},
    "sources": {
        "type": "array",
        "items": {"type": "object"},
        "description": "Whose figures they are, and their terms",
    },
}


def _rows(columns: Sequence[Column], more: Json | None = None) -> Json:
    return {"schema": schemas.answer(schemas.row(columns), more)}


def _of_indicator(name: str) -> Json:
    query = schemas.parameters(of_indicators.heeds(name), needs=of_indicators.NEEDS.get(name, ()))
    words = {
        "reason": {"oneOf": [schemas.WORDS, {"type": "null"}]},
        "notes": {"type": "array", "items": schemas.WORDS},
    }
    rows = schemas.answer(schemas.row(of_indicators.columns(), words))
    made = _get("indicators", query, {"application/json": {"schema": rows}}, heavy=True, kind=name)
    made["get"] |= {"summary": name.replace("_", " ").capitalize(), "description": about(name)}
    return made


def _of_table() -> Json:
    """One file; those of a folder (``trade/``, ``observations/``) are named by the list, with a slash."""
    single = [f"{each.name}.parquet" for each in TABLES if each.name not in ("trade", "observations")]
    file = _in_path("file", "A path of /api/tables", [*single, PACKAGE, DATABASE])
    media: Json = {each: {"schema": {}} for each in files.MIMETYPES.values()}
    made = _get("tables", [file], media, heavy=True, kind="file")
    made["get"]["responses"] |= {
        "302": {"description": "The file in the newest version"},
        "206": {"description": "The range that was asked for", "content": media},
        "416": {"$ref": "#/components/responses/problem"},
    }
    return made


def _in_path(name: str, meaning: str, allowed: list[str]) -> Json:
    schema = {"type": "string", "enum": allowed}
    return {"name": name, "in": "path", "required": True, "description": meaning, "schema": schema}


def _get(name: str, parameters: list[Json], media: Json, *, heavy: bool = False, kind: str = "") -> Json:
    summary, words = SUMMARIES[name]
    told = ["400", "404", "414", *(["503"] if heavy else [])]
    headers = {
        "ETag": {"schema": {"type": "string"}, "description": "The data set and the program"},
        "Last-Modified": {"schema": {"type": "string"}, "description": "When the data set was published"},
    }
    return {
        "get": {
            "operationId": "-".join(filter(None, (name, kind.replace(" ", "-")))),
            "tags": [name],
            "summary": f"{summary} {kind}".strip(),
            "description": words,
            "parameters": parameters,
            "responses": {
                "200": {"description": summary, "content": media, "headers": headers},
                "304": {"description": "The client holds what it would get"},
                "412": {"$ref": "#/components/responses/problem"},
                **{code: {"$ref": "#/components/responses/problem"} for code in told},
            },
        }
    }


def _problems() -> dict[str, Any]:
    content = {http.PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    words = "Why there is no such answer: problem details (RFC 9457)"
    return {"problem": {"description": words, "content": content}}

"""Columns and parameters in the words of JSON Schema and OpenAPI, made from what is declared of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trade.parameters import PARAMETERS, Parameter
from trade.selection import Selection
from trade.tables import Column, Kind

Json = dict[str, Any]
TYPES: Mapping[Kind, Json] = {
    "text": {"type": "string"},
    "code": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "timestamp": {"type": "string", "format": "date-time"},
}
#: Problem details (RFC 9457); what else they hold depends on the kind.
PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Which kind, and where it is explained"},
        "title": {"type": "string", "description": "The kind in words"},
        "status": {"type": "integer", "description": "The status of the answer"},
        "detail": {"type": "string", "description": "What happened, and what to do about it"},
        "instance": {"type": "string", "description": "What was asked"},
        "parameter": {"type": "string", "description": "The parameter that cannot be understood"},
        "allowed": {"type": "array", "items": {"type": "string"}, "description": "All that it may be"},
        "schema": {"type": "object", "description": "What it may be, as a JSON Schema"},
        "near": {"type": "array", "items": {"type": "string"}, "description": "What is likely meant"},
        "reasons": {
            "type": "array",
            "description": "Where nothing is selected: each part of the selection without which there would be rows",
            "items": {"type": "object"},
        },
    },
}
WORDS: Json = {
    "type": "object",
    "required": ["code", "text"],
    "properties": {"code": {"type": "string"}, "text": {"type": "string"}},
}


def column(each: Column) -> Json:
    """A member of a row."""
    schema = {**TYPES[each.kind]}
    if each.codes:
        schema["enum"] = [code for code, _ in each.codes]
    if not each.required:
        schema["type"] = [schema["type"], "null"]
        if each.codes:
            schema["enum"] = [*schema["enum"], None]
    unit = f" ({each.unit})" if each.unit else ""
    return {**schema, "description": f"{each.meaning}{unit}"}


def row(columns: Sequence[Column], more: Mapping[str, Json] | None = None) -> Json:
    """A row: every column is there, null where nothing is known."""
    properties = {each.name: column(each) for each in columns} | dict(more or {})
    return {"type": "object", "required": list(properties), "properties": properties}


def answer(rows: Json, more: Mapping[str, Json] | None = None) -> Json:
    """An object with rows and what is to be known of all of them."""
    properties: Json = {
        "version": {"type": "string", "description": "The data set"},
        "selection": {"type": "object", "description": "The question as it was understood; null: not narrowed by it"},
        "ignored": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Parameters of pages that were given and change nothing here",
        },
        "rows": {"type": "integer", "description": "How many rows there are"},
        "columns": {"type": "array", "items": {"type": "object"}, "description": "Fields of a Frictionless Table Schema"},
        **(more or {}),
        "data": {"type": "array", "items": rows},
    }  # fmt: skip
    return {"type": "object", "required": list(properties), "properties": properties}


def parameter(each: Parameter, *, required: bool = False) -> Json:
    """A parameter of a query; empty is as good as absent, so one that is required is not empty."""
    several = {"style": "form", "explode": False} if each.schema["type"] == "array" else {}
    example = each.example.split(",") if several else int(each.example) if each.schema["type"] == "integer" else each.example  # fmt: skip
    usual = getattr(Selection(), each.name, None)
    schema = (
        {**each.schema, "default": usual} if isinstance(usual, str) and not required else dict(each.schema)
    )
    if required:
        schema = {"pattern": r"\S", **schema, "minLength": 1}
    return {
        "name": each.name,
        "in": "query",
        "description": f"{each.meaning}.",
        "required": required,
        "allowEmptyValue": not required,
        "schema": schema,
        **({"example": example} if each.example else {}),
        **several,
    }


def parameters(names: Sequence[str], own: Sequence[Parameter] = (), needs: Sequence[str] = ()) -> list[Json]:
    """Those that an answer goes by."""
    return [
        parameter(each, required=each.name in needs) for each in (*(PARAMETERS[name] for name in names), *own)
    ]

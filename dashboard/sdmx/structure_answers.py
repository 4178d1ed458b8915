"""Answers that hold structures: the flow, its data structure, concepts, code lists and what it holds."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Response

from dashboard.data import store
from dashboard.sdmx.formats import Form
from dashboard.sdmx.paths import Asks
from trade.sdmx import artefacts, available, marked, messages
from trade.sdmx.artefacts import Named
from trade.sdmx.structures import Structures, build, stub


def structures(*, hidden: bool) -> Structures:
    """The structures of the data set in use; with signs ``hidden`` from the writers of XML."""
    return _structures(store().version, hidden)


@lru_cache(2)
def _structures(_version: str, hidden: bool) -> Structures:
    return build(store(), marked.hidden if hidden else str)


@lru_cache(1)
def _constraint(_version: str) -> Any:
    """Every value of the flow is looked at for it: made once for a data set."""
    return available.constraint(store())


def structure(asks: Asks, form: Form, given: dict[str, str]) -> Response:
    described = structures(hidden=form.name == "xml")
    lists = [codelist.id for codelist in described.codelists]
    own = artefacts.named(asks.kind, asks.agency, asks.ids, asks.release, lists)
    whole = artefacts.with_references(own, given.get("references", "none"), lists)
    shaped = artefacts.detail(given.get("detail", "full"), stubs=stub)
    found = [shaped(_artefact(each, described), each in own) for each in whole]
    return Response(messages.structure(found, form.format), content_type=form.mimetype)


def _artefact(named: Named, described: Structures) -> Any:
    if named.kind == "constraint":
        return _constraint(store().version)
    held = (described.flow, described.structure, described.concepts, *described.codelists)
    kinds = {"dataflow": held[0], "datastructure": held[1], "conceptscheme": held[2]}
    return kinds.get(named.kind) or next(each for each in described.codelists if each.id == named.id)

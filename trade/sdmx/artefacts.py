"""Which artefacts an address names, and which are handed out with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trade.sdmx.components import AGENCY, CONCEPTS, FLOW, STRUCTURE, VERSION
from trade.sdmx.errors import BadSyntax, NoResults, NotOffered

CONSTRAINT = f"CR_{FLOW}"
#: What an address calls each kind of artefact; 2.1 and 3.0 differ in one.
KINDS = {
    "dataflow": "dataflow",
    "datastructure": "datastructure",
    "conceptscheme": "conceptscheme",
    "codelist": "codelist",
    "contentconstraint": "constraint",
    "dataconstraint": "constraint",
}
#: Kinds that the standard has and this service holds none of.
OTHERS = frozenset(
    [
        "agencyscheme",
        "categorisation",
        "categoryscheme",
        "customtypescheme",
        "dataconsumerscheme",
        "dataproviderscheme",
        "hierarchicalcodelist",
        "hierarchy",
        "hierarchyassociation",
        "metadataconstraint",
        "metadataflow",
        "metadataproviderscheme",
        "metadataprovisionagreement",
        "metadatastructure",
        "namepersonalisationscheme",
        "organisationscheme",
        "organisationunitscheme",
        "process",
        "provisionagreement",
        "reportingtaxonomy",
        "representationmap",
        "rulesetscheme",
        "structuremap",
        "structureset",
        "transformationscheme",
        "attachementconstraint",
        "attachmentconstraint",
        "userdefinedoperatorscheme",
        "valuelist",
        "vtlmappingscheme",
    ]
)
ANY = frozenset(("*", "all", ""))
_VERSIONS = ANY | {VERSION, "1.0.0", "latest", "~", "+", "1+", "1.0+"}


@dataclass(frozen=True)
class Named:
    """The name of an artefact: what kind it is, its id."""

    kind: str
    id: str


_FLOW, _STRUCTURE = Named("dataflow", FLOW), Named("datastructure", STRUCTURE)
_CONCEPTS, _CONSTRAINT = Named("conceptscheme", CONCEPTS), Named("constraint", CONSTRAINT)


def is_ours(agency: str, version: str) -> bool:
    """Whether an address that names this agency and version means the artefacts of this service."""
    return bool({AGENCY, *ANY}.intersection(_each(agency))) and bool(_VERSIONS.intersection(_each(version)))


def _each(text: str) -> list[str]:
    return text.split(",") if "," in text else text.split("+") if len(text) > 1 else [text]


def named(kind: str, agency: str, ids: str, version: str, lists: Sequence[str]) -> list[Named]:
    """The artefacts that an address names, ``lists`` being the ids of all code lists.

    NoResults where there is none, BadSyntax where the standard has no such kind.
    """
    if kind not in KINDS and kind not in ANY | {"structure"} | OTHERS:
        raise BadSyntax(f"{kind[:40]!r} is no kind of artefact.", todo=f"There are {', '.join(KINDS)}.")
    wanted = set(_each(ids))
    found = [
        each
        for each in _all(lists)
        if kind in ANY | {"structure"} or KINDS.get(kind) == each.kind
        if wanted & ANY or each.id in wanted
    ]
    if not found or not is_ours(agency, version):
        raise NoResults(
            f"there is no {kind} {agency}:{ids}({version}).",
            todo=f"The flow is {AGENCY}:{FLOW}({VERSION}), its structure {AGENCY}:{STRUCTURE}({VERSION}).",
        )
    return found


def _all(lists: Sequence[str]) -> list[Named]:
    return [_FLOW, _STRUCTURE, _CONCEPTS, *(Named("codelist", each) for each in lists), _CONSTRAINT]


def with_references(chosen: Iterable[Named], references: str, lists: Sequence[str]) -> list[Named]:
    """The artefacts and those that they refer to or that refer to them, as ``references`` asks."""
    below = _children(lists)
    above = {one: tuple(other for other, under in below.items() if one in under) for one in _all(lists)}
    start = dict.fromkeys(chosen)
    ways: Mapping[str, Callable[[], Iterable[Named]]] = {
        "none": lambda: (),
        "children": lambda: _next(start, below),
        "descendants": lambda: _reached(start, below),
        "parents": lambda: _next(start, above),
        "ancestors": lambda: _reached(start, above),
        "parentsandsiblings": lambda: _with(_next(start, above), below),
        "all": lambda: [*_with(_next(start, above), below), *_reached(start, below)],
    }
    if references in ways:
        return list(dict.fromkeys([*start, *ways[references]()]))
    if references in KINDS or references in OTHERS:
        related = [each for each in ways["all"]() if each.kind == KINDS.get(references)]
        return list(dict.fromkeys([*start, *related]))
    raise BadSyntax(
        f"{references[:40]!r} is no such word.", where="references", todo=f"Write {', '.join(ways)}."
    )


def _children(lists: Sequence[str]) -> Mapping[Named, tuple[Named, ...]]:
    return {
        _CONSTRAINT: (_FLOW,),
        _FLOW: (_STRUCTURE,),
        _STRUCTURE: (_CONCEPTS, *(Named("codelist", each) for each in lists)),
    }


def _next(start: Iterable[Named], ways: Mapping[Named, tuple[Named, ...]]) -> list[Named]:
    return [found for each in start for found in ways.get(each, ())]


def _with(start: Iterable[Named], ways: Mapping[Named, tuple[Named, ...]]) -> list[Named]:
    listed = list(start)
    return [*listed, *_next(listed, ways)]


def _reached(start: Iterable[Named], ways: Mapping[Named, tuple[Named, ...]]) -> list[Named]:
    found: list[Named] = []
    step = _next(start, ways)
    while step:
        found += step
        step = _next(step, ways)
    return found


def detail(text: str, *, stubs: Callable[[Any], Any]) -> Callable[[Any, bool], Any]:
    """What becomes of an artefact, and of one that is only referred to, by the parameter ``detail``."""
    whole: Callable[[Any], Any] = lambda artefact: artefact  # noqa: E731
    ways = {
        "full": (whole, whole),
        "referencepartial": (whole, whole),
        "allstubs": (stubs, stubs),
        "referencestubs": (whole, stubs),
    }
    if text in ("allcompletestubs", "referencecompletestubs", "raw"):
        raise NotOffered(f"{text} is not offered.", where="detail", todo=f"Write {', '.join(ways)}.")
    if text not in ways:
        raise BadSyntax(f"{text[:40]!r} is no such word.", where="detail", todo=f"Write {', '.join(ways)}.")
    own, referred = ways[text]
    return lambda artefact, is_own: (own if is_own else referred)(artefact)

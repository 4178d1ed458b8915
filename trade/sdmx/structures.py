"""The structure as objects of pysdmx, made from what is declared in ``components`` and ``lists``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from pysdmx.model import (
    Code,
    Codelist,
    Components,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    Role,
    Schema,
)
from pysdmx.model import (
    Component as SdmxComponent,
)

from trade.sdmx.components import (
    AGENCY,
    COMPONENTS,
    CONCEPTS,
    DIMENSIONS,
    FLOW,
    STRUCTURE,
    VERSION,
    Component,
)
from trade.sdmx.lists import Listing, listings
from trade.store import Store

_URN = "urn:sdmx:org.sdmx.infomodel"
_TYPES = {
    "text": DataType.STRING,
    "number": DataType.DOUBLE,
    "day": DataType.DATE,
    "time": DataType.PERIOD,
}
_ROLES = {"dimension": Role.DIMENSION, "time": Role.DIMENSION, "measure": Role.MEASURE}
#: What an attribute of a series is attached to.
_SERIES = ",".join(dimension.id for dimension in DIMENSIONS)
ABOUT = (
    "What customs and statistical agencies publish about trade in goods, each figure as published: who says so, for "
    "which months, in which revision. Figures of different sources or agencies must not be added up."
)


@dataclass(frozen=True)
class Structures:
    """Everything that describes the flow."""

    flow: Dataflow
    structure: DataStructureDefinition
    concepts: ConceptScheme
    codelists: tuple[Codelist, ...]

    def schema(self, shown: tuple[Component, ...]) -> Schema:
        """What rows are written by: the structure with the components that are shown, in the name of the flow."""
        ids = {component.id for component in shown} | {
            each.id for each in self.structure.components.dimensions
        }
        kept = [each for each in self.structure.components if each.id in ids]
        return Schema("dataflow", AGENCY, FLOW, Components(kept), VERSION)


def stub(artefact: Any) -> Any:
    """The artefact with its name alone; a structure whole, since the writers make no valid one without components."""
    if isinstance(artefact, DataStructureDefinition):
        return artefact
    items: dict[str, Any] = {"items": ()} if isinstance(artefact, Codelist | ConceptScheme) else {}
    return replace(artefact, is_external_reference=True, **items)


def build(store: Store, words: Callable[[str], str] = str) -> Structures:
    """The structure for the data set in use; ``words`` is what happens to each name on its way."""
    lists = {each.id: _codelist(each, words) for each in listings(store)}
    concepts = ConceptScheme(
        CONCEPTS,
        name=words("Concepts of the flow of trade"),
        agency=AGENCY,
        version=VERSION,
        items=[_concept(component, words) for component in COMPONENTS],
        urn=f"{_URN}.conceptscheme.ConceptScheme={AGENCY}:{CONCEPTS}({VERSION})",
    )
    structure = DataStructureDefinition(
        id=STRUCTURE,
        name=words("Trade between two economies"),
        agency=AGENCY,
        version=VERSION,
        components=Components(
            [_component(each, concept, lists) for each, concept in zip(COMPONENTS, concepts, strict=True)]
        ),
        urn=f"{_URN}.datastructure.DataStructure={AGENCY}:{STRUCTURE}({VERSION})",
    )
    flow = Dataflow(
        id=FLOW,
        name=words("Trade between two economies, exactly as published"),
        description=words(ABOUT),
        agency=AGENCY,
        version=VERSION,
        structure=structure,
        urn=f"{_URN}.datastructure.Dataflow={AGENCY}:{FLOW}({VERSION})",
    )
    return Structures(flow, structure, concepts, tuple(lists.values()))


def _codelist(listing: Listing, words: Callable[[str], str]) -> Codelist:
    return Codelist(
        id=listing.id,
        name=words(listing.name),
        agency=AGENCY,
        version=VERSION,
        items=[Code(code, name=words(name)) for code, name in listing.codes.items()],
        urn=f"{_URN}.codelist.Codelist={AGENCY}:{listing.id}({VERSION})",
    )


def _concept(component: Component, words: Callable[[str], str]) -> Concept:
    return Concept(
        component.id,
        name=words(component.name),
        dtype=_TYPES[component.kind],
        urn=f"{_URN}.conceptscheme.Concept={AGENCY}:{CONCEPTS}({VERSION}).{component.id}",
    )


def _component(component: Component, concept: Concept, lists: dict[str, Codelist]) -> SdmxComponent:
    codes = lists.get(component.codelist)
    attached = {"series": _SERIES, "observation": "O"}.get(component.role)
    return SdmxComponent(
        id=component.id,
        required=component.required,
        role=_ROLES.get(component.role, Role.ATTRIBUTE),
        concept=concept,
        local_dtype=_TYPES[component.kind],
        local_codes=codes,
        local_enum_ref=codes.urn if codes else None,
        attachment_level=attached,
    )

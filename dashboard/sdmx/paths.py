"""What the path of a request asks for, in either version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.sdmx.formats import Version
from trade.sdmx.artefacts import KINDS, OTHERS, is_ours
from trade.sdmx.components import AGENCY, FLOW, STRUCTURE
from trade.sdmx.errors import BadSyntax, NoResults, NotOffered

#: Parts of the standard that have no answer here.
_NOT_OFFERED = ("metadata", "schema", "registration")


@dataclass(frozen=True)
class Asks:
    """``what`` is asked for: of data and availability the ``key`` and the ``components``; of structures the rest."""

    version: Version
    what: Literal["data", "availability", "structure"]
    key: str = ""
    components: tuple[str, ...] = ()
    kind: str = ""
    agency: str = "*"
    ids: str = "*"
    release: str = "*"


def read(path: str) -> Asks:
    """The path after ``/sdmx/``; raises BadSyntax, NoResults or NotOffered."""
    version, _, rest = path.partition("/")
    if version not in ("2.1", "3.0"):
        raise NoResults(
            f"there is no version {version[:20]!r} of the service." if version else "which version?",
            todo="Ask /sdmx/2.1/dataflow or /sdmx/3.0/structure/dataflow.",
        )
    parts = rest.strip("/").split("/")
    if parts[0] in _NOT_OFFERED:
        raise NotOffered(f"{parts[0]} is not offered.", todo="There are data, availability and structures.")
    return _read_21(parts) if version == "2.1" else _read_30(parts)


def _read_21(parts: list[str]) -> Asks:
    head, *tail = parts
    if head in ("data", "availableconstraint"):
        flow, key, _provider, component = _filled(tail, ("", "all", "all", "all"))
        agency, ids, release = _flow_reference(flow)
        _known(("dataflow",), agency, ids, release)
        return _of_data("2.1", "data" if head == "data" else "availability", key, component)
    return _structure("2.1", parts)


def _read_30(parts: list[str]) -> Asks:
    head, *tail = parts
    if head in ("data", "availability"):
        context, agency, ids, release, key, component = _filled(tail, ("*", "*", "*", "*", "*", "*"))
        _known(context.split(","), agency, ids, release)
        return _of_data("3.0", head, key, component)
    if head == "structure":
        return _structure("3.0", tail or ["*"])
    raise BadSyntax(f"{head[:40]!r} is nothing to ask for.", todo="Ask structure, data or availability.")


def _of_data(version: Version, what: Literal["data", "availability"], key: str, component: str) -> Asks:
    components = () if component in ("all", "*", "") else tuple(component.replace("+", ",").split(","))
    return Asks(version, what, key=key, components=components)


def _flow_reference(text: str) -> tuple[str, str, str]:
    """Agency, id and version of ``TRADE``, ``BILATERAL,TRADE`` or ``BILATERAL,TRADE,1.0``."""
    match text.split(","):
        case [ids] if ids:
            return "*", ids, "*"
        case [agency, ids]:
            return agency, ids, "*"
        case [agency, ids, release]:
            return agency, ids, release
        case _:
            raise BadSyntax("no flow is named.", where="path", todo=f"Write {FLOW} or {AGENCY},{FLOW},1.0.")


def _known(contexts: tuple[str, ...] | list[str], agency: str, ids: str, release: str) -> None:
    names = {"dataflow": FLOW, "datastructure": STRUCTURE, "*": FLOW}
    wrong = [each for each in contexts if each not in (*names, "provisionagreement")]
    if wrong:
        raise BadSyntax(f"{wrong[0][:40]!r} holds no data.", where="context", todo="Write dataflow.")
    ours = any(each in names and ids in (names[each], "all", "*") for each in contexts)
    if not ours or not is_ours(agency, release):
        raise NoResults(
            f"there is no flow {agency}:{ids}({release}).", todo=f"The flow is {AGENCY}:{FLOW}(1.0)."
        )


def _structure(version: Version, parts: list[str]) -> Asks:
    kind = parts[0]
    if kind not in KINDS and kind not in OTHERS and kind not in ("*", "structure"):
        what = f"{kind[:40]!r} is nothing to ask for." if kind else "nothing is asked for."
        raise BadSyntax(what, todo=f"Ask data, {', '.join(KINDS)}.")
    agency, ids, release, item = _filled(parts[1:], ("*", "*", "*", "*"))
    if item not in ("*", "all"):
        raise NotOffered("single items are not offered.", where="path", todo="Ask for the whole list.")
    return Asks(version, "structure", kind=kind, agency=agency, ids=ids, release=release)


def _filled(parts: list[str], defaults: tuple[str, ...]) -> list[str]:
    if len(parts) > len(defaults):
        raise BadSyntax(f"the path has {len(parts) - len(defaults)} part(s) too many.", where="path")
    return [*parts, *defaults[len(parts) :]]

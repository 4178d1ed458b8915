"""JSON-stat 2.0: values under the number of their cell, with every code of every dimension beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from etl.model import RawFile
from etl.sources.eurostat_comext.cells import DIMENSIONS, VALUES, Cell
from trade.errors import SourceChanged

#: A file of this form begins so, within as many bytes.
HEAD = 65_536
NAMES = (*DIMENSIONS, "time")


def is_one(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    return head.lstrip().startswith(b"{") and b'"dataset"' in head and b'"ESTAT"' in head and b"DS-0" in head


def cells(file: RawFile) -> Iterator[Cell]:
    """The values there are, in the order of their numbers. Raises SourceChanged for another layout."""
    body = _body(file)
    try:
        names, sizes = body["id"], body["size"]
        labels = {name: _codes(body["dimension"][name]["category"]["index"]) for name in names}
        values, marks = _sparse(body["value"]), _sparse(body.get("status") or {})
        updated = date.fromisoformat(body["updated"][:10])
        data_set = body["extension"]["id"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _changed(file, f"a part of JSON-stat is missing ({type(error).__name__}: {error})") from error
    if sorted(names) != sorted(NAMES) or sizes != [len(labels[name]) for name in names]:
        raise _changed(file, f"the dimensions are not {', '.join(NAMES)}, or not of the size that is said")
    if body.get("class") != "dataset" or body.get("version") != "2.0" or data_set not in VALUES:
        raise _changed(file, f"{data_set} in version {body.get('version')} is not known")
    for number in sorted({*values, *marks}):
        found = dict(zip(names, _place(number, sizes, file), strict=True))
        codes = {name: labels[name][place] for name, place in found.items()}
        yield Cell(
            *(codes[name] for name in DIMENSIONS),
            time=codes["time"],
            value=_digits(values.get(number)),
            where=f"/value/{number}",
            flags=str(marks.get(number, "")),
            updated=updated,
            known_on=updated,
        )


def _body(file: RawFile) -> Mapping[str, Any]:
    try:
        return json.loads(file.path.read_text(encoding="utf-8"), parse_float=str)
    except ValueError as error:
        raise _changed(file, f"this is no JSON ({error})") from error


def _codes(index: Any) -> Sequence[str]:
    """The codes of a dimension in their order, which stand as a list or each with its place."""
    if isinstance(index, list):
        return index  # pyright: ignore[reportUnknownVariableType]
    return sorted(index, key=index.__getitem__)


def _sparse(values: Any) -> dict[int, Any]:
    """Values by the number of their cell, whether they stand as a list or under their numbers."""
    pairs: Any = values.items() if hasattr(values, "items") else enumerate(values)
    return {int(number): value for number, value in pairs if value is not None}


def _place(number: int, sizes: Sequence[int], file: RawFile) -> list[int]:
    """Where the cell of that number stands in each dimension: the last one runs fastest."""
    places: list[int] = []
    left = number
    for size in reversed(sizes):
        left, place = divmod(left, size)
        places.append(place)
    if left:
        raise _changed(file, f"there is a value {number} beyond the last cell")
    return places[::-1]


def _digits(value: Any) -> str:
    """A number as printed: whole ones are exact, others were kept as text."""
    return "" if value is None else str(value)


def _changed(file: RawFile, what: str) -> SourceChanged:
    return SourceChanged(f"{what}.", where=file.name, todo="Fetch it again, or look for a new layout.")

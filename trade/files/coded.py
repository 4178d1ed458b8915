"""Names beside codes, in the rows that an engine gave: as a join each list would cost it a table in memory for each part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

#: Their stubs leave too much unsaid to be of use here.
pa: Any = import_module("pyarrow")
pc: Any = import_module("pyarrow.compute")

#: (list, code) -> name.
Names = Mapping[tuple[str, str], str]


def named(
    columns: Sequence[str], lists: Mapping[str, str], by_scheme: Mapping[str, str], names: Callable[[], Names]
) -> Callable[[Any], Any]:
    """Makes of rows with codes those with ``columns``: of code ``x`` the name is ``x_name``.

    ``lists``: the list of each code; ``by_scheme``: the column that says in which list a code stands. ``names`` are
    asked for once, with the first rows. A code without a name stands for itself.
    """
    known = cache(names)

    def made(rows: Any) -> Any:
        found = {
            f"{code}_name": _of_list(rows.column(code), listed, known()) for code, listed in lists.items()
        }
        found |= {
            f"{code}_name": _of_scheme(rows.column(scheme), rows.column(code), known())
            for code, scheme in by_scheme.items()
        }
        arrays = [found[name] if name in found else rows.column(name) for name in columns]
        return pa.RecordBatch.from_arrays(arrays, names=list(columns))

    return made


def _of_list(codes: Any, listed: str, names: Names) -> Any:
    codes = _encoded(codes)
    return _words(codes.indices, [names.get((listed, code), code) for code in codes.dictionary.to_pylist()])


def _of_scheme(schemes: Any, codes: Any, names: Names) -> Any:
    schemes, codes = _encoded(schemes), _encoded(codes)
    lists, known = schemes.dictionary.to_pylist(), codes.dictionary.to_pylist()
    places = pc.multiply(schemes.indices.cast(pa.int64()), len(known))
    pairs = _encoded(pc.add(places, codes.indices.cast(pa.int64())))
    found = ((lists[pair // len(known)], known[pair % len(known)]) for pair in pairs.dictionary.to_pylist())
    return _words(pairs.indices, [names.get((listed, code), code) for listed, code in found])


def _encoded(values: Any) -> Any:
    """Each value once, and for each row the place of its own."""
    return values.dictionary_encode()


def _words(places: Any, words: list[str]) -> Any:
    return pa.DictionaryArray.from_arrays(places.cast(pa.int32()), pa.array(words, pa.string()))

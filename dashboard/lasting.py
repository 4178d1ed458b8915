"""What is made once for a data set and gone with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from trade.store import Store

Words = ParamSpec("Words")
Made = TypeVar("Made")


def of_store(
    make: Callable[Concatenate[Store, Words], Made],
) -> Callable[Concatenate[Store, Words], Made]:
    """Remembers what ``make`` gave for a store as long as somebody has that store, and it is on the same version.

    A cache that holds the store itself would keep the engine of every version that ever was published.
    """
    known: WeakKeyDictionary[Store, tuple[str, dict[Hashable, Any]]] = WeakKeyDictionary()

    @wraps(make)
    def made(store: Store, *words: Words.args, **more: Words.kwargs) -> Made:
        version = store.version
        of, answers = known.get(store, ("", {}))
        if of != version:
            _, answers = known[store] = version, {}
        key = (words, tuple(more.items()))
        if key not in answers:
            answers[key] = make(store, *words, **more)
        return answers[key]

    return made

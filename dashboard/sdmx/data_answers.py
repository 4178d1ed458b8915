"""Answers that hold figures, or say which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock

from flask import Response

from dashboard import room
from dashboard.data import store
from dashboard.sdmx import parameters
from dashboard.sdmx.formats import Form
from dashboard.sdmx.paths import Asks
from dashboard.sdmx.structure_answers import structures
from trade.sdmx import answered, available, messages
from trade.sdmx.components import BY_ID, DIMENSIONS, TIME
from trade.sdmx.errors import BadSyntax, Busy, NoResults, NotOffered, TooLarge
from trade.sdmx.question import Asked

#: The most that an answer in XML holds: pysdmx writes it whole and in Python, some 3 ms a series and 0.1 ms an observation.
MOST_OBSERVATIONS, MOST_SERIES = 20_000, 2_500
#: One message at a time is written, so that pages wait for no more than one.
_writing = Lock()


def data(asks: Asks, form: Form, given: dict[str, str]) -> Response:
    asked, across = parameters.asked(asks.key, given), parameters.across(given)
    return _in_turn(lambda: _data(asked, form, across))


def availability(asks: Asks, form: Form, given: dict[str, str]) -> Response:
    if given.get("mode", "exact") != "exact":
        raise NotOffered("only the exact availability is offered.", where="mode")
    if given.get("references", "none") != "none":
        raise NotOffered(
            "references are not offered here.", where="references", todo="Ask for the structure."
        )
    wrong = [name for name in asks.components if name not in (TIME, *(each.id for each in DIMENSIONS))]
    if wrong:
        raise BadSyntax(
            f"{wrong[0][:40]!r} is no dimension.", where="component", todo=f"There are {', '.join(BY_ID)}."
        )
    asked = parameters.asked(asks.key, given)

    def made() -> Response:
        found = available.available(store(), asked, asks.components)
        return Response(messages.structure([found], form.format), content_type=form.mimetype)

    return _in_turn(made)


def _in_turn(make: Callable[[], Response]) -> Response:
    """An answer under way counts as a file: pages keep their threads."""
    try:
        return room.with_room(make)
    except room.Busy as error:
        raise Busy(error.what, todo=error.todo) from error


def _data(asked: Asked, form: Form, across: str) -> Response:
    if form.name == "csv":
        pieces = _begun(answered.csv(store(), asked, form.mimetype.rpartition("version=")[2]))
        return Response(pieces, content_type=form.mimetype)
    _bounded(asked)
    rows = answered.frame(store(), asked)
    with _writing:
        written = messages.data(rows, asked, structures(hidden=True), form.format, across)
    return Response(written, content_type=form.mimetype)


def _bounded(asked: Asked) -> None:
    """NoResults or TooLarge where there is too little or too much for a message."""
    observations, series = answered.counts(store(), asked, MOST_OBSERVATIONS, MOST_SERIES)
    if not observations:
        raise _nothing()
    if observations > MOST_OBSERVATIONS or series > MOST_SERIES:
        raise TooLarge(
            f"these are more than {MOST_OBSERVATIONS} observations or {MOST_SERIES} series.",
            todo="Ask for fewer (key, startPeriod), or in SDMX-CSV, which has no such limit.",
        )


def _nothing() -> NoResults:
    return NoResults("nothing is there for this question.", todo="The availability query says what there is.")


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, the first of them made: an empty answer is none."""
    first = next(pieces, None)
    if first is None:
        raise _nothing()

    def whole() -> Iterator[bytes]:
        yield first
        yield from pieces

    return whole()

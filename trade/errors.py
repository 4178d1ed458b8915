"""The errors of the project: one tree; each says what happened, where, and what to do."""

from __future__ import annotations

from typing import Any

from trade.worded import Words, words


class TradeDataError(Exception):
    """Root of the tree.

    ``what`` is a sentence, ``where`` the place (file, sheet, cell, parameter),
    ``todo`` what the reader of the message can do about it.
    """

    worth_retrying = False

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        super().__init__(self.sentence())

    def sentence(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.todo}" if self.todo else ""
        return f"{place}{self.what}{advice}"


class SourceUnavailable(TradeDataError):
    """The publisher or its file could not be reached or opened; the last good data stays."""

    worth_retrying = True


class SourceChanged(TradeDataError):
    """The layout, wording or unit is not the one that the reader knows."""


class UnknownName(TradeDataError):
    """A partner, product or agency that no code list knows."""


class CheckFailed(TradeDataError):
    """The figures contradict one another so that they cannot be published."""


class BadSelection(TradeDataError):
    """A question that cannot be answered as asked: which parameter, why, and what it may be.

    ``near`` is what is likely meant, ``allowed`` all that it may be, where that is not said by the parameter itself.
    """

    def __init__(
        self,
        parameter: str,
        what: str,
        *,
        todo: str = "",
        near: tuple[str, ...] = (),
        allowed: tuple[str, ...] = (),
    ) -> None:
        self.parameter = parameter
        self.near, self.allowed = near, allowed
        super().__init__(what, where=parameter, todo=todo)


class QueryTooLong(BadSelection):
    """A question of more characters than any honest one has."""

    def __init__(self, most: int) -> None:
        super().__init__("query", f"it is longer than {most:,} characters.")


class UnknownEconomy(BadSelection):
    """An economy that no code list knows; ``near`` holds the codes of the likeliest meant."""

    def __init__(self, parameter: str, given: str, near: tuple[str, ...] = ()) -> None:
        hint = f"Did you mean {', '.join(near)}?" if near else "Use an ISO 3166 alpha-3 code such as AZE."
        super().__init__(parameter, f"no economy is called {given!r}.", todo=hint, near=near)


class Refused(TradeDataError):
    """An indicator that the figures at hand cannot give: the ``reason`` as a code and values, ``what`` in English."""

    def __init__(self, reason: str | Words, **values: Any) -> None:
        self.reason = words(reason, **values) if isinstance(reason, str) else reason
        super().__init__(str(self.reason))


def sentence(error: TradeDataError | OSError) -> str:
    """A full disk or a folder that may not be written to is told like any other error."""
    if isinstance(error, TradeDataError):
        return str(error)
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}."

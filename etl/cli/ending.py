"""How commands end: exit codes, and why one could not do its work, told in the form that progress is told in."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import typer

from etl.cli.options import LogForm
from etl.progress import Voice, voice
from trade.errors import BadSelection, TradeDataError, sentence

DONE, PARTLY, WRONG, NOTHING = 0, 1, 2, 3


@contextmanager
def speaking(log: LogForm) -> Generator[Voice]:
    """A voice that also tells why a command could not do its work, in its own form."""
    with voice(log.value) as told:
        try:
            yield told
        except (TradeDataError, OSError) as error:
            stands = "" if isinstance(error, TradeDataError) else " Nothing was published."
            told.problem(sentence(error) + stands, event="refused")
            raise typer.Exit(code(error)) from error


def code(error: TradeDataError | OSError) -> int:
    return WRONG if isinstance(error, BadSelection) else NOTHING

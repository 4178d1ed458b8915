"""The command line: refresh, schedule, try, read, add, bulk, check, status, summary.

Exit codes: 0 done, 1 done in part (the last good data stays), 2 asked wrongly, 3 nothing done.
Commands import what they need when they run: ``--help`` and a refresh with nothing to do stay quick.
"""

from __future__ import annotations

import sys
import traceback

import typer

from etl.cli import asking, filling
from etl.cli.ending import DONE, NOTHING, PARTLY, WRONG, code
from trade.errors import TradeDataError, sentence

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Fill, check and ask the tables of trade figures.",
    epilog="Exit codes: 0 done, 1 done in part (the last good data stays), 2 asked wrongly, 3 nothing could be done.",
)
for name, command in (
    ("refresh", filling.refresh),
    ("schedule", filling.schedule),
    ("try", filling.try_source),
    ("read", filling.read),
    ("add", filling.add),
    ("bulk", filling.bulk),
    ("check", asking.check),
    ("status", asking.status),
    ("summary", asking.summary),
):
    app.command(name)(command)


def main() -> None:
    """Runs the command line; errors of the project become one sentence and an exit code."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except (TradeDataError, OSError) as error:
        print(f"error: {sentence(error)}", file=sys.stderr)
        sys.exit(code(error))
    except Exception:  # Python would end with 1, which says that part of it was done
        traceback.print_exc()
        sys.exit(NOTHING)


__all__ = ["DONE", "NOTHING", "PARTLY", "WRONG", "app", "main"]

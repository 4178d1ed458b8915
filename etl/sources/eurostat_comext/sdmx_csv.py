"""SDMX-CSV as the service sends it: a row a value, with the time of the last update."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from etl.model import RawFile
from etl.reading.rows import checked_heading, read_rows
from etl.sources.eurostat_comext.cells import ALL, DIMENSIONS, MEMBERS, QUANTITIES, VALUES, Cell
from etl.sources.eurostat_comext.flags import confidential
from trade.errors import SourceChanged

UPDATED = "LAST UPDATE"
COLUMNS = ("DATAFLOW", UPDATED, *DIMENSIONS, "TIME_PERIOD", "OBS_VALUE")
#: Columns that may follow.
MORE = ("OBS_FLAG", "CONF_STATUS")
#: In the address of a file that a refresh fetched, for which it noted the day: that of the update, but a
#: later one where another update of that day was kept before. Any other file has the day of its update.
SERVICE = "sdmx/2.1/data/"
_DATA_FLOW = re.compile(rf"ESTAT:({MEMBERS}|{ALL})\(\d+\.\d+\)")


def is_heading(columns: Sequence[str]) -> bool:
    return set(COLUMNS) <= set(columns)


def cells(file: RawFile) -> Iterator[Cell]:
    """The values in their order. Raises SourceChanged for columns or a data set that are not known."""
    for line, row in read_rows(file.path, file.name, _columns(file)):
        where = f"row {line}"
        _check_data_set(row, f"{file.name}, {where}")
        updated = update(row[UPDATED], f"{file.name}, {where}").date()
        yield Cell(
            *(row[name] for name in DIMENSIONS),
            time=row["TIME_PERIOD"],
            value=row["OBS_VALUE"].strip(),
            where=where,
            flags=row.get("OBS_FLAG", "") + confidential(row.get("CONF_STATUS", ""), f"{file.name}, {where}"),
            updated=updated,
            known_on=None if SERVICE in file.url else updated,
        )


def _columns(file: RawFile) -> Sequence[str]:
    """The heading, whose columns may stand in any order. Raises SourceChanged."""
    found = checked_heading(file.path, file.name)
    missing = [name for name in COLUMNS if name not in found]
    unknown = [name for name in found if name not in (*COLUMNS, *MORE)]
    if missing or unknown or len({*found}) < len(found):
        raise SourceChanged(
            f"the columns are not the known ones: missing {missing or 'none'}, unknown {unknown or 'none'}.",
            where=f"{file.name}, row 1",
            todo="A new column needs a meaning before the file can be read.",
        )
    return found


def _check_data_set(row: dict[str, str], where: str) -> None:
    found = _DATA_FLOW.fullmatch(row["DATAFLOW"])
    if not found:
        raise SourceChanged(
            f"the data set {row['DATAFLOW']!r} is not known.", where=where,
            todo=f"Known are {MEMBERS} and {ALL}.",
        )  # fmt: skip
    name = found[1]
    if row["indicators"] not in (VALUES[name], *QUANTITIES[name]):
        raise SourceChanged(
            f"{name} has no indicator {row['indicators']!r} that is known.", where=where,
            todo="Its unit must be known: add it to cells.py of eurostat_comext.",
        )  # fmt: skip


def update(printed: str, where: str) -> datetime:
    """The time of an update, as Luxembourg's clocks show it. Raises SourceChanged."""
    try:
        return datetime.strptime(printed, "%d/%m/%y %H:%M:%S")
    except ValueError as error:
        raise SourceChanged(
            f"{printed!r} is no time of an update.", where=where,
            todo="It is written 15/09/26 11:00:00: day, month, year.",
        ) from error  # fmt: skip

"""The observations of an answer of the IMF's service, whichever form it comes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from etl.model import RawFile
from etl.reading.rows import heading, heading_with, read_rows
from trade.errors import SourceChanged

#: The data set, as the first cells of each row and the head of an XML answer call it, before its version.
DATA_SET = "IMF.STA:IMTS("
#: Of the columns, those that are always there; others may come and go.
COLUMNS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE")
#: The two forms of a CSV answer name the data set in these columns.
NAMED_IN = ("DATAFLOW", "STRUCTURE_ID")


@dataclass(frozen=True, slots=True)
class Row:
    """One observation: its cells by column, and where it stands."""

    cells: Mapping[str, str]
    where: str

    def changed(self, file: RawFile, column: str, what: str, todo: str) -> SourceChanged:
        cell = self.cells.get(column, "")
        return SourceChanged(f"{cell!r} {what}", where=f"{file.name}, {self.where}, {column}", todo=todo)


def recognises(path: Path) -> bool:
    """Whether a file is such an answer, by its first row or its head."""
    if path.suffix.lower() == ".xml":
        with path.open("rb") as stream:
            return DATA_SET.encode() in stream.read(4_096)
    found = set(heading(path))
    return set(COLUMNS) <= found and bool(found.intersection(NAMED_IN))


def observations(file: RawFile) -> Iterator[Row]:
    """Each row of the CSV, or each observation of the XML; a series without any is a row without a value.

    Raises SourceChanged where the answer is another one, or not whole.
    """
    return _of_xml(file) if file.path.suffix.lower() == ".xml" else _of_csv(file)


def _of_csv(file: RawFile) -> Iterator[Row]:
    columns = heading_with(file.path, file.name, COLUMNS)
    named_in = next((column for column in NAMED_IN if column in columns), None)
    if named_in is None:
        raise SourceChanged(
            f"neither of the columns {' and '.join(NAMED_IN)} is there.", where=f"{file.name}, row 1",
            todo="Is it an answer of the IMF's data set IMTS?",
        )  # fmt: skip
    for line, cells in read_rows(file.path, file.name, columns):
        row = Row(cells, f"row {line}")
        if not cells[named_in].startswith(DATA_SET):
            raise row.changed(file, named_in, "is another data set.", "Only IMTS is read here.")
        yield row


def _of_xml(file: RawFile) -> Iterator[Row]:
    """Observations of SDMX-ML 2.1, structure-specific; a series without any is one row without a figure."""
    if not recognises(file.path):
        raise SourceChanged(
            f"the head of the XML does not name {DATA_SET[:-1]}.",
            where=file.name,
            todo="Only IMTS is read here.",
        )
    try:
        tree = parse(file.path, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise SourceChanged(f"this is no XML ({error}).", where=file.name, todo="Fetch it again.") from error
    for number, series in enumerate(tree.iter("Series"), start=1):
        key = {name: "" for name in COLUMNS} | dict(series.items())
        observations = series.findall("Obs")
        if not observations:
            yield Row(key, f"Series[{number}]")
        for place, seen in enumerate(observations, start=1):
            yield Row(key | dict(seen.items()), f"Series[{number}]/Obs[{place}]")

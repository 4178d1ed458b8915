"""State Customs Committee of Azerbaijan, statistics bulletin: kept as it comes, not read so far.

No copy of a bulletin was at hand when this was written, and a layout that was never seen is not guessed.
"""

from __future__ import annotations

from pathlib import Path

from etl.model import RawFile, Reading
from trade.errors import SourceChanged

_PACKED = (
    "Unpack it (bsdtar or unar for .rar). For a workbook describe the layout; PDF needs a reader of its own."
)
#: What is to be done with a file, by its ending.
TODO = {
    ".rar": _PACKED,
    ".zip": _PACKED,
    ".7z": _PACKED,
    ".pdf": "A reader of these PDFs must be written, against this very file.",
    ".xls": "Describe its tables in etl/sources/az_customs/layouts.toml, and remove az_customs.py there.",
    ".xlsx": "Describe its tables in etl/sources/az_customs/layouts.toml, and remove az_customs.py there.",
}


def recognises(path: Path) -> bool:
    return False


def read(file: RawFile) -> Reading:
    """Raises SourceChanged, always: nothing of the form of a bulletin is known for certain."""
    raise SourceChanged(
        "no reader knows the bulletins of the State Customs Committee.",
        where=file.name,
        todo=TODO.get(file.path.suffix.lower(), "Is it a bulletin? They are archives, PDFs or workbooks."),
    )

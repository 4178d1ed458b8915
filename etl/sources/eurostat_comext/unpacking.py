"""Monthly files out of their 7z archive, onto disk and away again: they are too large for memory."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path
from tempfile import TemporaryDirectory

from py7zr import SevenZipFile
from py7zr.exceptions import ArchiveError

from etl.live.body import MOST_BYTES
from etl.model import RawFile
from trade.errors import SourceChanged

MAGIC = b"7z\xbc\xaf\x27\x1c"
#: What an archive holds. Not read: files of a year (YYYY52), and those that part the United Kingdom (partxixu).
MEMBER = re.compile(r"full_v2_(?P<month>\d{4}(?:0[1-9]|1[0-2]))\.dat", re.ASCII)


def is_packed(path: Path) -> bool:
    """Whether it is a 7z archive, which no other publisher here uses."""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


@contextmanager
def unpacked(file: RawFile) -> Generator[tuple[Path, str]]:
    """The file with the rows, and the month in its name (empty where it was not packed)."""
    if not is_packed(file.path):
        yield file.path, ""
        return
    with TemporaryDirectory(prefix="bilateral-") as folder:
        try:
            name = _unpack(file, Path(folder))
        except (ArchiveError, LZMAError, EOFError, OSError, ValueError) as error:
            raise SourceChanged(
                f"the archive cannot be unpacked ({type(error).__name__}: {error}).", where=file.name,
                todo="Fetch it again; there must be some 500 MB free for temporary files.",
            ) from error  # fmt: skip
        yield Path(folder) / name, _month(name)


def _unpack(file: RawFile, folder: Path) -> str:
    """Unpacks the one file of an archive; its name. Raises SourceChanged where it is not one monthly file."""
    with SevenZipFile(file.path) as archive:
        held = archive.list()
        names = [item.filename for item in held]
        if len(names) != 1 or not MEMBER.fullmatch(names[0]) or held[0].uncompressed > MOST_BYTES:
            raise SourceChanged(
                f"the archive holds {', '.join(names)[:80]}.", where=file.name,
                todo="One file full_v2_YYYYMM.dat of less than 4 GB is read.",
            )  # fmt: skip
        archive.extract(path=folder, targets=names)
    return names[0]


def _month(name: str) -> str:
    found = MEMBER.fullmatch(name)
    return found["month"] if found else ""


def check_end(path: Path, name: str) -> None:
    """Raises SourceChanged where the last line has no end: cut within a number it would read as another."""
    with path.open("rb") as stream:
        stream.seek(-1, 2)
        if stream.read(1) != b"\n":
            raise SourceChanged("the last line has no end.", where=name, todo="Fetch it again.")

"""What a path holds: files with rows, out of gz, zip and 7z onto disk and away again."""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256 as hashed
from lzma import LZMAError
from pathlib import Path
from tempfile import TemporaryDirectory

from py7zr import SevenZipFile
from py7zr.exceptions import ArchiveError

from etl.archive import sha256
from etl.sources.eurostat_comext.unpacking import MAGIC as SEVEN
from trade.errors import BadSelection, SourceChanged

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
#: Files that may hold rows; others beside them (read me, PDF) are passed over.
HOLDING = (".csv", ".dat", ".tsv", ".gz", ".zip", ".7z", ".parquet")
_BROKEN = (ArchiveError, LZMAError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile)
_PIECE = 1 << 20


@dataclass(frozen=True)
class Packed:
    """A file with rows, as it came. ``key`` tells it from all others: 64 hex digits."""

    name: str
    sha256: str
    key: str
    size: int
    place: Path
    _unpack: Callable[[Path], Path] | None = field(default=None, repr=False)

    @property
    def number(self) -> int:
        return int(self.key[:8], 16)

    @contextmanager
    def plain(self, near: Path) -> Generator[Path]:
        """The rows as a plain file; unpacked in a temporary folder in ``near``. Raises SourceChanged."""
        if self._unpack is None:
            yield self.place
            return
        with TemporaryDirectory(prefix=".unpacked-", dir=near) as folder:
            try:
                path = self._unpack(Path(folder))
            except _BROKEN as error:
                raise SourceChanged(
                    f"it cannot be unpacked whole ({type(error).__name__}: {error}).", where=self.name,
                    todo="It is cut short or damaged: fetch it again.",
                ) from error  # fmt: skip
            yield path


def paths(given: list[Path]) -> list[Path]:
    """The files to look at, folders opened. Raises BadSelection for a path that is not there or empty."""
    found: list[Path] = []
    for path in given:
        if not path.exists():
            raise BadSelection("PATH", f"there is no file or folder {path}.")
        inside = [path] if path.is_file() else sorted(p for p in path.rglob("*") if _may_hold(p, path))
        if not inside:
            raise BadSelection("PATH", f"the folder {path} holds no {', '.join(HOLDING)}.")
        found += inside
    return list(dict.fromkeys(found))


def _may_hold(path: Path, root: Path) -> bool:
    is_hidden = any(part[0] == "." for part in path.relative_to(root).parts)
    return path.is_file() and path.suffix.lower() in HOLDING and not is_hidden


def packed(path: Path) -> Iterator[Packed]:
    """The files with rows in one file. Raises SourceChanged where it is a broken archive."""
    digest, size = sha256(path), path.stat().st_size
    with path.open("rb") as stream:
        magic = stream.read(6)
    if magic.startswith(GZIP):
        yield Packed(path.name, digest, digest, size, path, lambda folder: _gunzip(path, folder))
    elif magic.startswith(ZIP):
        yield from _members(path, digest, size, _zip_names(path), _unzip)
    elif magic == SEVEN:
        yield from _members(path, digest, size, _seven_names(path), _unseven)
    else:
        yield Packed(path.name, digest, digest, size, path)


def _members(
    path: Path, digest: str, size: int, names: list[str], unpack: Callable[[Path, str, Path], Path]
) -> Iterator[Packed]:
    holding = sorted(name for name in names if Path(name).suffix.lower() in HOLDING)
    if not holding:
        raise SourceChanged(f"the archive holds {', '.join(names)[:80] or 'nothing'}.", where=path.name,
                            todo=f"Files with rows end in {', '.join(HOLDING)}.")  # fmt: skip
    for name in holding:
        key = hashed(f"{digest}/{name}".encode()).hexdigest() if len(holding) > 1 else digest
        yield Packed(
            f"{path.name}/{name}",
            digest,
            key,
            size,
            path,
            lambda folder, name=name: unpack(path, name, folder),
        )


def _gunzip(path: Path, folder: Path) -> Path:
    target = folder / path.stem
    with gzip.open(path) as stream, target.open("wb") as out:  # to its end: the sum at the end is compared
        shutil.copyfileobj(stream, out, _PIECE)
    return target


def _zip_names(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return [item.filename for item in archive.infolist() if not item.is_dir()]
    except zipfile.BadZipFile as error:
        raise _unopened(path, error) from error


def _unzip(path: Path, name: str, folder: Path) -> Path:
    target = folder / Path(name).name
    with zipfile.ZipFile(path) as archive, archive.open(name) as stream, target.open("wb") as out:
        shutil.copyfileobj(stream, out, _PIECE)
    return target


def _seven_names(path: Path) -> list[str]:
    try:
        with SevenZipFile(path) as archive:
            return [item.filename for item in archive.list() if not item.is_directory]
    except _BROKEN as error:
        raise _unopened(path, error) from error


def _unseven(path: Path, name: str, folder: Path) -> Path:
    with SevenZipFile(path) as archive:
        archive.extract(path=folder, targets=[name])
    return folder / name


def _unopened(path: Path, error: Exception) -> SourceChanged:
    return SourceChanged(f"the archive cannot be opened ({error}).", where=path.name,
                         todo="It is cut short or damaged: fetch it again.")  # fmt: skip

"""Makes the files of a run beside their folder and moves them in whole, with a manifest that says what each is."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from etl.durable import sync
from trade import desk
from trade.errors import BadSelection
from trade.files import told, workbook
from trade.files.extract import Extent, Extract
from trade.files.names import file_name, years
from trade.selection import Selection
from trade.store import Store

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
FORMS = ("csv", "xlsx")


@dataclass(frozen=True)
class Order:
    """What is to be made: tables of pairs, in languages and forms."""

    pairs: Sequence[Selection]
    tables: Sequence[str] = tuple(desk.TABLES)
    langs: Sequence[str] = ("en",)
    forms: Sequence[str] = FORMS

    def questions(self) -> Iterator[tuple[str, Selection]]:
        """Each table of each pair in each language, once: tables of all partners serve several pairs."""
        seen: dict[str, tuple[str, Selection]] = {}
        for pair, table, lang in product(self.pairs, self.tables, self.langs):
            asked = desk.selection(table, pair.but(lang=lang))
            seen.setdefault(desk.query(table, asked), (table, asked))
        yield from seen.values()


@dataclass(frozen=True)
class File:
    """A file of the manifest. ``query`` is the question that it answers; ``first`` and ``last`` are its days."""

    file: str
    sha256: str
    bytes: int
    rows: int
    refused: int
    table: str
    form: str
    lang: str
    query: str
    sources: Sequence[str]
    first: str | None
    last: str | None


@dataclass(frozen=True)
class Missing:
    """A table that has nothing to show, and why."""

    table: str
    reporter: str
    partner: str | None
    query: str
    why: str


@dataclass
class Manifest:
    """What a run made of which data set, and what it could not make."""

    data_set: str
    made_at: str
    asked: dict[str, Any]
    files: list[File] = field(default_factory=list[File])
    missing: list[Missing] = field(default_factory=list[Missing])

    @property
    def complete(self) -> bool:
        return not self.missing

    def text(self) -> str:
        head = {"program": "bilateral", "complete": self.complete}
        return json.dumps(head | asdict(self), ensure_ascii=False, indent=1) + "\n"


def make(store: Store, order: Order, out: Path) -> Manifest:
    """All files of the order in ``out``, the manifest last; nothing changes there if any of them cannot be made.

    A question without an answer is in the manifest's ``missing``. OSError where ``out`` cannot be written.
    """
    manifest = Manifest(store.version, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", _asked(order))
    out.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".bilateral-", dir=out))
    try:
        for table, asked in order.questions():
            _answer(store, order, table, asked, manifest, beside)
        names = [file.file for file in manifest.files]
        sums = [f"{file.sha256}  {file.file}\n" for file in manifest.files]
        (beside / SUMS).write_text("".join(sums), encoding="utf-8")
        (beside / MANIFEST).write_text(manifest.text(), encoding="utf-8")
        _move(beside, out, [*names, SUMS, MANIFEST])
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return manifest


def _asked(order: Order) -> dict[str, Any]:
    pairs = [{"reporter": pair.reporter, "partner": pair.partner} for pair in order.pairs]
    return {"pairs": pairs, **{name: list(getattr(order, name)) for name in ("tables", "langs", "forms")}}


def _answer(
    store: Store, order: Order, table: str, asked: Selection, manifest: Manifest, beside: Path
) -> None:
    extract = desk.TABLES[table].make(store, asked)
    extent = extract.extent()
    query = desk.query(table, asked)
    if not extent.rows:
        why = "nothing is loaded that answers this; leave --period out for the newest figures, or see: etl status"
        manifest.missing.append(Missing(table, asked.reporter, asked.partner, query, why))
        return
    name = file_name(
        asked, store.version, what=table, sources=extent.sources, days=years(extent.first, extent.last),
        lang=asked.lang,
    )  # fmt: skip
    for form in order.forms:
        pieces = _pieces(store, table, form, asked, extract, extent, name)
        digest, size = _write(beside / f"{name}.{form}", pieces)
        days = [day.isoformat() if day else None for day in (extent.first, extent.last)]
        manifest.files.append(
            File(f"{name}.{form}", digest, size, extent.rows, desk.refused(extract), table, form, asked.lang,
                 query, extent.sources, *days)
        )  # fmt: skip


def _pieces(
    store: Store, table: str, form: str, asked: Selection, extract: Extract, extent: Extent, name: str
) -> Iterable[bytes]:
    if form == "csv":
        return extract.csv()
    about = told.about(store, asked, table, extract, extent, "", name)
    return workbook.written(extract, about, extent.rows)


def _write(path: Path, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Hash and size of what was written, which is on the disk when this returns."""
    if path.exists():
        raise BadSelection(
            "file", f"two questions would be written to {path.name}.", todo="Ask for them apart."
        )
    digest, size = sha256(), 0
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    sync(path)
    return digest.hexdigest(), size


def _move(beside: Path, out: Path, names: Sequence[str]) -> None:
    """Each by a rename; without its old manifest first, so that none speaks of files that are new."""
    (out / MANIFEST).unlink(missing_ok=True)
    for name in names:
        (beside / name).replace(out / name)
    sync(out)

"""``python -m etl summary`` with several tables, pairs, languages or forms: what was asked, made, and sent."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.desk import letter, making
from etl.desk import pairs as pairs_of
from etl.desk.making import MANIFEST, Manifest, Order
from etl.mail import server_of
from trade.errors import BadSelection
from trade.questions import WORLD
from trade.selection import Selection
from trade.store import Store

DONE, PARTLY, NOTHING = 0, 1, 3
#: Words of the selection that hold for every pair.
_SHARED = ("period", "flow", "as_of", "partner_rule")


@dataclass(frozen=True)
class Run:
    """A run as the command line asks for it; ``asked`` is the pair, where no file of pairs is given."""

    asked: Selection
    pairs: Path | None
    out: Path | None
    mail: bool
    tables: Sequence[str]
    langs: Sequence[str]
    forms: Sequence[str]

    def order(self) -> Order:
        """What is to be made; BadSelection where the file of pairs is wrong."""
        shared = {name: getattr(self.asked, name) for name in _SHARED}
        given = [self.asked.but(partner=self.asked.partner or WORLD)]
        listed = pairs_of.read(self.pairs) if self.pairs else given
        named = {
            name: tuple(dict.fromkeys(words))
            for name, words in (("tables", self.tables), ("langs", self.langs), ("forms", self.forms))
            if words
        }
        return Order([pair.but(**shared) for pair in listed], **named)


def run(store: Store, asked: Run) -> int:
    """0 all of it, 1 some of it is missing, 3 nothing could be made; raises what is wrong with the asking."""
    order = asked.order()
    if asked.out is None and not asked.mail:
        raise BadSelection("--out", "it is missing.", todo="Add: --out FOLDER, or --mail to send the files.")
    if asked.mail:
        letter.recipients()
        server_of()
    if asked.out is not None:
        return _done(store, order, asked, asked.out)
    with TemporaryDirectory(prefix="bilateral-") as folder:
        return _done(store, order, asked, Path(folder))


def _done(store: Store, order: Order, asked: Run, folder: Path) -> int:
    try:
        manifest = making.make(store, order, folder)
    except OSError as error:
        raise BadSelection(
            "--out", f"{error.filename or folder} cannot be written ({error.strerror or error}).",
            todo="Name a folder that may be written to, on a disk with room. Nothing in it was changed.",
        ) from error  # fmt: skip
    _tell(manifest, folder if asked.out else None)
    if not manifest.files:
        return NOTHING
    if asked.mail:
        letter.send(manifest, folder, order.langs[0])
        print(f"Sent to {letter.recipients()}.", file=sys.stderr)
    return DONE if manifest.complete else PARTLY


def _tell(manifest: Manifest, folder: Path | None) -> None:
    where = f" in {folder}; what each is, and its SHA-256: {folder / MANIFEST}" if folder else ""
    print(f"{len(manifest.files)} files{where}", file=sys.stderr)
    for each in manifest.missing:
        print(f"missing: {each.query}: {each.why}", file=sys.stderr)

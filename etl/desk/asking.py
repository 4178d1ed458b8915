"""What the words of ``python -m etl summary`` ask for: one table, or the files of a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.desk import single
from etl.desk.command import Run, run
from trade.errors import BadSelection
from trade.selection import Selection
from trade.store import Store


@dataclass(frozen=True)
class Words:
    """The options as they were given: those that name the selection, then what it is to become."""

    selection: Mapping[str, str | None]
    by: str | None
    tables: Sequence[str]
    langs: Sequence[str]
    forms: Sequence[str]
    output: Path | None
    pairs: Path | None
    out: Path | None
    mail: bool

    @property
    def is_run(self) -> bool:
        return bool(self.pairs or self.out or self.mail)


def answer(folder: Path, words: Words) -> int:
    """Answers from the data set that ``folder`` leads to now; an exit code. BadSelection where words do not fit."""
    given = {name: word for name, word in words.selection.items() if word is not None}
    for name, word in given.items():
        if not word.strip():
            _wrong(name, "it is empty.", "Write what it is to be, or leave it out.")
    if words.pairs and {"reporter", "partner"} & set(given):
        _wrong("pairs", "a pair is named beside it.", "Leave out --reporter and --partner, or --pairs.")
    if not words.pairs and "reporter" not in given:
        _wrong(
            "reporter",
            "it is missing.",
            "Write: --reporter AZE (or for many pairs: --pairs pairs.csv --out FOLDER)",
        )
    return _run(folder, words, given) if words.is_run else _single(Store(folder), words, given)


def _run(folder: Path, words: Words, given: Mapping[str, str]) -> int:
    if words.output:
        _wrong("output", "it is for one file.", "Use --out FOLDER for several.")
    if words.by:
        _wrong("by", "it is for one table.", "Use --table partners or --table sectors.")
    asked = Run(
        Selection.from_query(given),
        words.pairs,
        words.out,
        words.mail,
        words.tables,
        words.langs,
        words.forms,
    )
    # one version for all files, whatever is published meanwhile
    return run(Store(folder.resolve()), asked)


def _single(store: Store, words: Words, given: Mapping[str, str]) -> int:
    for name, several in (("table", words.tables), ("lang", words.langs), ("format", words.forms)):
        if len(several) > 1:
            _wrong(name, "several make several files.", "Add: --out FOLDER")
    form = words.forms[0] if words.forms else "csv"
    lang = words.langs[0] if words.langs else None
    if words.tables:
        if words.by:
            _wrong("by", "a table has rows of its own.", "Leave out --by or --table.")
        asked = Selection.from_query(dict(given) | {"lang": lang or "en"})
        return single.table(store, words.tables[0], asked, form, words.output)
    asked = single.selection(words.by or "period", given)
    return single.figures(store, asked, form, words.output, lang)


def _wrong(option: str, what: str, todo: str) -> None:
    raise BadSelection(f"--{option.replace('_', '-')}", what, todo=todo)

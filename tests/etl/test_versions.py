"""Versions of the data set: each is hashed, and one that is taken away leaves a note of what it held."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from projects import PRESS, UNCTAD, MakeRoot, published

from etl import publish
from etl.refresh import refresh
from trade.versions import PRUNED, SUMS, held, kept, pruned

OLD = ["20181128T000000000000Z", "20181129T000000000000Z", "20181130T000000000000Z"]


def test_another_program_finds_every_hash_right_and_no_file_left_out(make_brief_root: MakeRoot):
    folder = refresh(make_brief_root(UNCTAD)).folder
    assert folder is not None
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    named = {line.split("  ")[1] for line in (folder / SUMS).read_text().splitlines()}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert present - named == {SUMS, "trade.duckdb", "inputs.json"}


@pytest.fixture
def processed(make_brief_root: MakeRoot) -> Path:
    """A data set with three older versions, made by hand of its own files."""
    paths = make_brief_root(UNCTAD)
    first = refresh(paths).folder
    assert first is not None
    for stamp in OLD:
        shutil.copytree(first, paths.processed / stamp)
    before = [held(paths.processed / stamp) for stamp in OLD]
    (paths.raw / PRESS).write_bytes(published(PRESS, 12))
    assert refresh(paths).is_new
    (paths.processed / "before.json").write_text(json.dumps(before))
    return paths.processed


def test_what_is_taken_away_leaves_word_of_what_it_held(processed: Path):
    before = json.loads((processed / "before.json").read_text())
    assert [path.name for path in publish.versions(processed)] == kept(processed)[::-1]
    assert len(kept(processed)) == publish.KEPT_VERSIONS and OLD[2] in kept(processed)
    assert [pruned(processed, stamp) for stamp in OLD] == [*before[:2], None]
    assert before[0]["rows"]["trade"] > 0 and before[0]["files"][0]["sha256"]
    assert len((processed / PRUNED).read_text().splitlines()) == 2


def test_a_version_that_cannot_be_noted_stays(processed: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish, "append", full)
    monkeypatch.setattr(publish, "KEPT_VERSIONS", 1)
    last = publish.versions(processed)[-1]
    finished = processed / f"{publish.UNFINISHED}20281130T000000000000Z"
    shutil.copytree(last, finished)
    assert publish.swap(processed, finished).name == kept(processed)[0]
    assert len(kept(processed)) == 4

"""A refresh reads what is new, publishes in one step, and keeps what was good where something fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from handmade_damage import half, put, put_inside
from projects import PRESS, UNCTAD, WORKBOOK, WTO, MakeRoot

from etl import looked, publish
from etl.plan import Paths
from etl.readings import Kept, Listener
from etl.refresh import Refreshed, refresh
from trade.errors import BadSelection, SourceUnavailable
from trade.store import Store


class Heard(Listener):
    """Notes which files were read."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def read(self, kept: Kept) -> None:
        self.files.append(kept.file.name)


def again(paths: Paths, *only: str) -> tuple[Refreshed, list[str]]:
    heard = Heard()
    return refresh(paths, only, heard), heard.files


def edit(path: Path, old: str, new: str) -> None:
    path.write_bytes(put(old, new)(path.read_bytes()))


def figures(paths: Paths) -> dict[str, int]:
    rows = Store(paths.processed / "current").rows(
        "SELECT source, count(*) AS figures FROM observations GROUP BY ALL ORDER BY ALL"
    )
    return {row["source"]: row["figures"] for row in rows}


def value(paths: Paths, where: str) -> list[float]:
    rows = Store(paths.processed / "current").rows(f"SELECT value_usd FROM trade WHERE {where}")
    return [row["value_usd"] for row in rows]


ARMENIA = "source = 'unctad_sitc' AND reporter = 'ARM' AND partner = 'LTU' AND period = '1995' AND product = 'TOTAL'"


def test_nothing_new_makes_no_new_version(make_root: MakeRoot):
    paths = make_root(WORKBOOK, UNCTAD)
    first, read = again(paths)
    assert (first.exit_code, first.is_new, sorted(read)) == (0, True, [WORKBOOK, UNCTAD])
    second, read = again(paths)
    assert (second.exit_code, second.is_new, second.folder, read) == (0, False, first.folder, [])


def test_only_a_changed_file_is_read_again(make_root: MakeRoot):
    paths = make_root(WORKBOOK, UNCTAD, WTO)
    first, _ = again(paths)
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    second, read = again(paths)
    assert read == [UNCTAD]
    assert value(paths, ARMENIA) == [188_400]
    kept = {path.stat().st_ino for path in observed(first)} & {
        path.stat().st_ino for path in observed(second)
    }
    assert len(kept) == 2


def observed(done: Refreshed) -> list[Path]:
    assert done.folder
    return sorted((done.folder / publish.OBSERVED).iterdir())


def test_a_damaged_file_keeps_its_last_good_figures_and_the_others_publish(make_root: MakeRoot):
    paths = make_root(WORKBOOK, UNCTAD, WTO)
    again(paths)
    before = figures(paths)
    (paths.raw / WORKBOOK).write_bytes(half((paths.raw / WORKBOOK).read_bytes()))
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    done, _ = again(paths)
    assert (done.exit_code, list(done.failures)) == (1, ["imf_dots"])
    assert "cut short" in done.failures["imf_dots"][0]
    assert figures(paths) == before
    assert value(paths, ARMENIA) == [188_400]


def test_a_failure_stays_told_until_it_is_mended(make_root: MakeRoot):
    paths = make_root(WORKBOOK, UNCTAD)
    again(paths)
    good = (paths.raw / WORKBOOK).read_bytes()
    (paths.raw / WORKBOOK).write_bytes(half(good))
    broken, _ = again(paths)
    still, _ = again(paths)
    assert (still.exit_code, still.is_new, still.folder) == (1, False, broken.folder)
    assert again(paths, "unctad_sitc")[0].exit_code == 0
    (paths.raw / WORKBOOK).write_bytes(good)
    mended, read = again(paths)
    assert (mended.exit_code, read) == (0, [])


def test_where_nothing_is_good_nothing_is_published(make_root: MakeRoot):
    paths = make_root(WORKBOOK)
    (paths.raw / WORKBOOK).write_bytes(b"")
    done, _ = again(paths)
    assert (done.exit_code, done.folder) == (3, None)
    assert not (paths.processed / "current").exists()
    assert not publish.versions(paths.processed)


def test_files_that_contradict_one_another_keep_their_source_as_it_was(make_root: MakeRoot):
    paths = make_root(WTO, UNCTAD)
    again(paths)
    before = figures(paths)
    other = paths.raw / "wto_hs2" / "handmade_other.csv"
    other.write_bytes(put("2373451.0", "2373452.0")((paths.raw / WTO).read_bytes()))
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    done, _ = again(paths)
    assert done.exit_code == 1
    assert "2373451.0 US dollars" in done.failures["wto_hs2"][0]
    assert figures(paths) == before
    assert value(paths, ARMENIA) == [188_400]


def test_files_that_contradict_one_another_from_the_start_publish_nothing(make_root: MakeRoot):
    paths = make_root(WTO)
    other = paths.raw / "wto_hs2" / "handmade_other.csv"
    other.write_bytes(put("2373451.0", "2373452.0")((paths.raw / WTO).read_bytes()))
    assert again(paths)[0].exit_code == 3
    assert not publish.versions(paths.processed)


def test_the_same_bytes_under_two_names_count_once(make_root: MakeRoot):
    paths = make_root(WTO)
    again(paths)
    before = figures(paths)
    shutil.copyfile(paths.raw / WTO, paths.raw / "wto_hs2" / "handmade_copy.csv")
    assert again(paths)[0].exit_code == 0
    assert figures(paths) == before


def test_files_that_are_gone_take_no_figures_with_them(make_root: MakeRoot):
    paths = make_root(WTO, UNCTAD)
    again(paths)
    before = figures(paths)
    (paths.raw / WTO).unlink()
    done, _ = again(paths)
    assert done.exit_code == 1
    assert "files are gone" in done.failures["wto_hs2"][0]
    assert figures(paths) == before
    assert again(paths)[0].is_new is False


def test_without_its_card_a_source_stays_as_it_was(make_root: MakeRoot):
    paths = make_root(WTO, UNCTAD)
    again(paths)
    before = figures(paths)
    (paths.raw / "wto_hs2" / "origin.toml").unlink()
    done, _ = again(paths)
    assert "wto_hs2/origin.toml" in done.failures["wto_hs2"][0]
    assert figures(paths) == before


def test_another_day_on_the_card_is_another_day_of_its_figures(make_root: MakeRoot):
    paths = make_root(WTO)
    again(paths)
    edit(paths.raw / "wto_hs2" / "origin.toml", "known_on = 2022-04-01", "known_on = 2022-05-02")
    again(paths)
    days = Store(paths.processed / "current").rows(
        "SELECT DISTINCT known_on::VARCHAR AS day FROM observations"
    )
    assert days == [{"day": "2022-05-02"}]


def test_one_source_asked_for_leaves_the_others_with_their_findings(make_root: MakeRoot):
    paths = make_root(PRESS, UNCTAD)
    again(paths)
    store = Store(paths.processed / "current")
    count = "SELECT source, count(*) AS found FROM findings GROUP BY ALL ORDER BY ALL"
    before = figures(paths), store.rows(count)
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    done, read = again(paths, "unctad_sitc")
    assert (done.exit_code, done.is_new, read) == (0, True, [UNCTAD])
    assert (figures(paths), store.rows(count)) == before
    assert again(paths)[0].is_new is False


def test_an_unknown_source_is_refused(make_root: MakeRoot):
    with pytest.raises(BadSelection, match="imf_dots"):
        again(make_root(), "imf_dot")


def test_a_second_refresh_at_the_same_time_is_refused(make_root: MakeRoot):
    paths = make_root(UNCTAD)
    refused: list[str] = []

    class Impatient(Listener):
        def expect(self, files: int) -> None:
            with pytest.raises(SourceUnavailable) as error:
                refresh(paths)
            refused.append(str(error.value))

    assert refresh(paths, told=Impatient()).exit_code == 0
    assert ["another refresh is running" in words for words in refused] == [True]


def test_three_versions_are_kept(make_root: MakeRoot):
    paths = make_root(UNCTAD)
    made: list[Path | None] = []
    for number in range(5):
        edit(
            paths.raw / UNCTAD,
            f"188.{390 + 3 * (number == 0) + number - (number > 0)}",
            f"188.{390 + number}",
        )
        made.append(again(paths)[0].folder)
    assert publish.versions(paths.processed) == made[2:]
    assert (paths.processed / "current").resolve() == made[-1]


def test_a_reader_of_the_old_version_reads_on_while_a_new_one_is_published(make_root: MakeRoot):
    paths = make_root(WORKBOOK, UNCTAD)
    first, _ = again(paths)
    store = Store(paths.processed / "current")
    reading = store.stream("SELECT * FROM trade", batch=1_000)
    rows = next(reading).num_rows
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    second, _ = again(paths)
    assert store.version == (second.folder or Path()).name
    assert store.rows(f"SELECT value_usd FROM trade WHERE {ARMENIA}") == [{"value_usd": 188_400.0}]
    assert rows + sum(batch.num_rows for batch in reading) == count_of(first, "trade")


def count_of(done: Refreshed, table: str) -> int:
    found = duckdb.execute(f"SELECT count(*) FROM read_parquet('{done.folder}/{table}/*.parquet')").fetchone()
    return found[0] if found else 0


def test_runs_tell_what_happened(make_root: MakeRoot):
    paths = make_root(WORKBOOK, UNCTAD)
    again(paths)
    (paths.raw / WORKBOOK).write_bytes(put_inside("xl/workbook.xml", "Exports, FOB", "Sheet1")(
        (paths.raw / WORKBOOK).read_bytes()))  # fmt: skip
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    again(paths)
    rows = Store(paths.processed / "current").rows(
        "SELECT source, outcome, files_read, message FROM runs WHERE source IN ('imf_dots', 'unctad_sitc') ORDER BY started_at, source"
    )
    assert [(row["source"], row["outcome"], row["files_read"]) for row in rows] == [
        ("imf_dots", "published", 1), ("unctad_sitc", "published", 1),
        ("imf_dots", "failed", 0), ("unctad_sitc", "published", 1),
    ]  # fmt: skip
    assert "expected the sheets" in rows[2]["message"]


def test_it_is_noted_that_a_refresh_found_nothing_new(make_root: MakeRoot):
    paths = make_root(UNCTAD)
    assert looked.last(paths.processed) is None
    again(paths)
    first = looked.last(paths.processed)
    again(paths)
    last = looked.last(paths.processed)
    assert first and last
    assert (first["outcome"], last["outcome"], last["version"]) == (
        "published",
        "unchanged",
        first["version"],
    )


def test_a_note_that_was_cut_off_is_passed_over(tmp_path: Path):
    looked.note(tmp_path, "published", "20181120T000000000000Z", {})
    with (tmp_path / looked.LOOKED).open("a") as stream:
        stream.write('{"time": "2018-')
    last = looked.last(tmp_path)
    assert last and last["outcome"] == "published"

"""A refresh reads what is new, publishes it in one step, and says what it did."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from handmade_damage import put_inside
from projects import AZERBAIJAN, PRESS, ROOT, UNCTAD, WORKBOOK, WTO, MakeRoot, published, small_root
from refreshing import ARMENIA, again, count_of, edit, figures, observed, values

from etl import looked, publish
from etl.refresh import Refreshed
from trade import looks, questions
from trade.store import Store


def test_nothing_new_makes_no_new_version(make_brief_root: MakeRoot):
    paths = make_brief_root(WORKBOOK, UNCTAD)
    first, read = again(paths)
    assert (first.exit_code, first.is_new, sorted(read)) == (0, True, [WORKBOOK, UNCTAD])
    second, read = again(paths)
    assert (second.exit_code, second.is_new, second.folder, read) == (0, False, first.folder, [])


def test_only_a_changed_file_is_read_again(make_brief_root: MakeRoot):
    paths = make_brief_root(WORKBOOK, UNCTAD, WTO)
    first, _ = again(paths)
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    second, read = again(paths)
    assert read == [UNCTAD]
    assert values(paths, ARMENIA) == [188_400]
    kept = {path.stat().st_ino for path in observed(first)} & {
        path.stat().st_ino for path in observed(second)
    }
    assert len(kept) == 2


def test_the_same_bytes_under_two_names_count_once(make_brief_root: MakeRoot):
    paths = make_brief_root(WTO)
    again(paths)
    before = figures(paths)
    shutil.copyfile(paths.raw / WTO, paths.raw / "wto_hs2" / "handmade_copy.csv")
    assert again(paths)[0].exit_code == 0
    assert figures(paths) == before


@pytest.mark.slow
def test_another_day_on_the_card_is_another_day_of_its_figures(make_brief_root: MakeRoot):
    paths = make_brief_root(WTO)
    again(paths)
    edit(paths.raw / "wto_hs2" / "origin.toml", "known_on = 2022-04-01", "known_on = 2022-05-02")
    again(paths)
    days = Store(paths.processed / "current").rows(
        "SELECT DISTINCT known_on::VARCHAR AS day FROM observations"
    )
    assert days == [{"day": "2022-05-02"}]


@pytest.mark.slow
def test_one_source_asked_for_leaves_the_others_with_their_findings(make_brief_root: MakeRoot):
    paths = make_brief_root(PRESS, UNCTAD)
    again(paths)
    store = Store(paths.processed / "current")
    count = "SELECT source, count(*) AS found FROM findings GROUP BY ALL ORDER BY ALL"
    before = figures(paths), store.rows(count)
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    done, read = again(paths, "unctad_sitc")
    assert (done.exit_code, done.is_new, read) == (0, True, [UNCTAD])
    assert (figures(paths), store.rows(count)) == before
    assert again(paths)[0].is_new is False


@pytest.mark.slow
def test_three_versions_are_kept(make_brief_root: MakeRoot):
    paths = make_brief_root(UNCTAD)
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


def test_a_reader_of_the_old_version_reads_on_while_a_new_one_is_published(make_brief_root: MakeRoot):
    paths = make_brief_root(WORKBOOK, UNCTAD)
    first, _ = again(paths)
    store = Store(paths.processed / "current")
    reading = store.stream("SELECT * FROM trade", batch=1_000)
    rows = next(reading).num_rows
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    second, _ = again(paths)
    assert store.version == (second.folder or Path()).name
    assert store.rows(f"SELECT value_usd FROM trade WHERE {ARMENIA}") == [{"value_usd": 188_400.0}]
    assert rows + sum(batch.num_rows for batch in reading) == count_of(first, "trade")


def test_runs_tell_what_happened(make_brief_root: MakeRoot):
    paths = make_brief_root(WORKBOOK, UNCTAD)
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


def test_it_is_noted_that_a_refresh_found_nothing_new(make_brief_root: MakeRoot):
    paths = make_brief_root(UNCTAD)
    assert looks.last(paths.processed) is None
    again(paths)
    first = looks.last(paths.processed)
    again(paths)
    last = looks.last(paths.processed)
    assert first and last
    assert (first["outcome"], last["outcome"], last["version"]) == (
        "published",
        "unchanged",
        first["version"],
    )


def test_a_note_that_was_cut_off_is_passed_over(tmp_path: Path):
    looked.note(tmp_path, Refreshed(tmp_path / "20181120T000000000000Z", True, {}), [], [])
    with (tmp_path / looks.LOOKED).open("a") as stream:
        stream.write('{"time": "2018-')
    last = looks.last(tmp_path)
    assert last and last["outcome"] == "published"


@pytest.mark.slow
def test_a_change_of_one_file_leads_to_what_a_build_from_nothing_gives(tmp_path: Path):
    """Row for row, in every table, whatever was taken over from the data set before."""
    files = (AZERBAIJAN, PRESS, WTO, UNCTAD)
    changed = small_root(tmp_path / "changed", *files, rows=200)
    again(changed)
    fresh = small_root(tmp_path / "fresh", *files, rows=200)
    for paths in (changed, fresh):
        edit(paths.raw / UNCTAD, "188.393", "188.4")
        (paths.raw / PRESS).write_bytes(published(PRESS, 150))
        again(paths)
    for table in ("trade", "observations", "findings", "codes"):
        columns = "COLUMNS(c -> c <> 'checked_at')"
        rows = [
            Store(paths.processed / "current").rows(f"SELECT {columns} FROM {table} ORDER BY ALL")
            for paths in (changed, fresh)
        ]
        assert rows[0]
        assert rows[0] == rows[1]


@pytest.mark.slow
def test_the_record_tells_how_many_figures_are_new_and_how_many_were_revised(make_root: MakeRoot):
    """Kazakhstan prints 2019 once more in the file of 2020."""
    name = "kazakhstan_bns/Основные показатели внешней торговли_{}.xls"
    paths = make_root(name.format(2019))
    shutil.copyfile(ROOT / "data/raw/kazakhstan_bns/added.csv", paths.raw / "kazakhstan_bns/added.csv")
    again(paths)
    (paths.raw / name.format(2020)).write_bytes(published(name.format(2020)))
    again(paths)
    store = Store(paths.processed / "current")
    first, second = store.rows(
        "SELECT added, revised FROM runs WHERE source = 'kazakhstan_bns' ORDER BY started_at"
    )
    printed = "FROM trade WHERE source = 'kazakhstan_bns' AND method = 'published'"
    (cells,) = store.rows(
        f"SELECT count(*) FILTER (known_to IS NULL) AS now, count(known_to) AS past {printed}"
    )
    assert first["added"] > 0 and first["revised"] == 0
    assert (first["added"] + second["added"], second["revised"]) == (cells["now"], cells["past"])
    assert second["revised"] > 0
    (row,) = [row for row in questions.sources(store) if row["source"] == "kazakhstan_bns"]
    assert (row["added"], row["revised"]) == (second["added"], second["revised"])

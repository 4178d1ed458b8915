"""A refresh that fails in part keeps what was good there and publishes the rest."""

from __future__ import annotations

import json

import pytest
from handmade_damage import half, put
from projects import UNCTAD, WORKBOOK, WTO, Cli, MakeRoot
from refreshing import ARMENIA, again, edit, figures, values

from etl import publish
from etl.progress import Listener
from etl.refresh import refresh
from trade.errors import BadSelection, SourceUnavailable


def test_a_damaged_file_keeps_its_last_good_figures_and_the_others_publish(make_brief_root: MakeRoot):
    paths = make_brief_root(WORKBOOK, UNCTAD, WTO)
    again(paths)
    before = figures(paths)
    (paths.raw / WORKBOOK).write_bytes(half((paths.raw / WORKBOOK).read_bytes()))
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    done, _ = again(paths)
    assert (done.exit_code, list(done.failures)) == (1, ["imf_dots"])
    assert "cut short" in done.failures["imf_dots"][0]
    assert figures(paths) == before
    assert values(paths, ARMENIA) == [188_400]


@pytest.mark.slow
def test_a_failure_stays_told_until_it_is_mended(make_brief_root: MakeRoot):
    paths = make_brief_root(WORKBOOK, UNCTAD)
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


def test_where_nothing_is_good_nothing_is_published(make_brief_root: MakeRoot):
    paths = make_brief_root(WORKBOOK)
    (paths.raw / WORKBOOK).write_bytes(b"")
    done, _ = again(paths)
    assert (done.exit_code, done.folder) == (3, None)
    assert not (paths.processed / "current").exists()
    assert not publish.versions(paths.processed)


def test_files_that_contradict_one_another_keep_their_source_as_it_was(make_brief_root: MakeRoot):
    paths = make_brief_root(WTO, UNCTAD)
    again(paths)
    before = figures(paths)
    other = paths.raw / "wto_hs2" / "handmade_other.csv"
    other.write_bytes(put("2373451.0", "2373452.0")((paths.raw / WTO).read_bytes()))
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    done, _ = again(paths)
    assert done.exit_code == 1
    assert "2373451.0 US dollars" in done.failures["wto_hs2"][0]
    assert figures(paths) == before
    assert values(paths, ARMENIA) == [188_400]


def test_files_that_contradict_one_another_from_the_start_publish_nothing(make_brief_root: MakeRoot):
    paths = make_brief_root(WTO)
    other = paths.raw / "wto_hs2" / "handmade_other.csv"
    other.write_bytes(put("2373451.0", "2373452.0")((paths.raw / WTO).read_bytes()))
    assert again(paths)[0].exit_code == 3
    assert not publish.versions(paths.processed)


def test_files_that_are_gone_take_no_figures_with_them(make_brief_root: MakeRoot):
    paths = make_brief_root(WTO, UNCTAD)
    again(paths)
    before = figures(paths)
    (paths.raw / WTO).unlink()
    done, _ = again(paths)
    assert done.exit_code == 1
    assert "files are gone" in done.failures["wto_hs2"][0]
    assert figures(paths) == before
    assert again(paths)[0].is_new is False


def test_without_its_card_a_source_stays_as_it_was(make_brief_root: MakeRoot):
    paths = make_brief_root(WTO, UNCTAD)
    again(paths)
    before = figures(paths)
    (paths.raw / "wto_hs2" / "origin.toml").unlink()
    done, _ = again(paths)
    assert "wto_hs2/origin.toml" in done.failures["wto_hs2"][0]
    assert figures(paths) == before


def test_an_unknown_source_is_refused(make_brief_root: MakeRoot):
    with pytest.raises(BadSelection, match="imf_dots"):
        again(make_brief_root(), "imf_dot")


def test_a_second_refresh_at_the_same_time_is_refused(make_brief_root: MakeRoot):
    paths = make_brief_root(UNCTAD)
    refused: list[str] = []

    class Impatient(Listener):
        def expect(self, files: int) -> None:
            with pytest.raises(SourceUnavailable) as error:
                refresh(paths)
            refused.append(str(error.value))

    assert refresh(paths, told=Impatient()).exit_code == 0
    assert ["another refresh is running" in words for words in refused] == [True]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_folder_that_cannot_be_written_to_is_told(cli: Cli, make_root: MakeRoot, form: str):
    paths = make_root(UNCTAD)
    paths.processed.write_text("handmade: a file where a folder should be")
    said = cli("refresh", "--offline", "--log", form, root=paths)
    assert (said.code, said.out) == (3, "")
    line = said.err.splitlines()[-1]
    words = json.loads(line)["message"] if form == "json" else line
    assert str(paths.processed) in words and "File exists" in words

"""An article on the command line: its figures as tidy CSV, its doubts on standard error, nothing stored."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from projects import ROOT, UNCTAD, Cli, MakeRoot, contents

LEAD = (
    "The trade turnover between Azerbaijan and Lithuania was $19.12 million in January-October 2018, "
    "according to the State Customs Committee of Azerbaijan."
)


def article(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "handmade_article.txt"
    path.write_bytes(text.encode(encoding))
    return path


def test_an_article_is_read_with_its_places_and_nothing_is_stored(
    cli: Cli, make_root: MakeRoot, tmp_path: Path
):
    paths = make_root()
    before = contents(paths.root)
    text = f"date: 2018-11-20\n\nRelations go back to 1995. {LEAD} Lithuanians invested $5 million.\n"
    said = cli("read", article(tmp_path, text), root=paths)
    (row,) = csv.DictReader(said.out.splitlines())
    assert said.code == 0
    assert (row["source"], row["agency"], row["reporter"], row["partner"], row["flow"]) == (
        "article", "AZ-SCC", "AZE", "LTU", "T",
    )  # fmt: skip
    assert (row["period"], row["value"], row["low_usd"], row["high_usd"]) == (
        "2018-01..2018-10", "19120000", "19115000", "19130000",
    )  # fmt: skip
    first, last = map(int, row["locator"].removeprefix("chars ").split("-"))
    assert text[first - 1 : last] == row["as_published"] == LEAD[4:-1]
    assert (row["published_on"], row["known_on"]) == ("2018-11-20", "2018-11-20")
    assert "money, and no word for trade" in said.err and said.err.endswith("nothing was stored.\n")
    assert contents(paths.root) == before


def test_what_cannot_be_told_is_a_problem_with_its_words(cli: Cli, make_root: MakeRoot, tmp_path: Path):
    text = LEAD.replace("October 2018", "October this year")
    without = cli("read", article(tmp_path, text), root=make_root())
    assert (without.code, len(without.out.splitlines())) == (1, 1)
    assert "the article has no date" in without.err and "$19.12 million" in without.err
    dated = cli("read", article(tmp_path, text), "--date", "2018-11-20")
    assert (dated.code, len(dated.out.splitlines())) == (0, 2)


@pytest.mark.parametrize(
    ("line", "option", "told"),
    [
        ("date: 2018-11-20", ["--date", "2018-11-21"], ["2018-11-20", "2018-11-21"]),
        ("date: 2018-11-31", [], ["2018-11-31"]),
    ],
)
def test_a_wrong_date_is_refused(cli: Cli, tmp_path: Path, line: str, option: list[str], told: list[str]):
    said = cli("read", article(tmp_path, f"{line}\n{LEAD}"), *option)
    assert (said.code, said.out) == (2, "")
    assert all(word in said.err for word in told)


def test_a_day_is_for_articles_alone(cli: Cli):
    said = cli("read", ROOT / "data" / "raw" / UNCTAD, "--date", "2018-11-20")
    assert said.code == 2 and "only an article" in said.err


def test_an_article_in_another_encoding_is_named(cli: Cli, tmp_path: Path):
    said = cli("read", article(tmp_path, "Товарооборот вырос.", "cp1251"))
    assert said.code == 3 and "not UTF-8" in said.err


def test_an_article_is_not_added(cli: Cli, make_root: MakeRoot, tmp_path: Path):
    paths = make_root()
    before = contents(paths.root)
    said = cli("add", article(tmp_path, LEAD), root=paths)
    assert said.code == 2
    assert "data/raw/press/published_figures.csv" in said.err
    assert contents(paths.root) == before

"""A file of pairs: read as people write it, and what is wrong with it is told with row, column and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import Cli

from etl.desk.pairs import read
from etl.paths import Paths
from trade.errors import BadSelection


@pytest.mark.parametrize(
    "raw",
    [
        b"reporter,partner\nAZE,LTU\nLTU,W00\n",
        b"\xef\xbb\xbfreporter;partner\r\nAZE;Lietuva\r\n\r\nLTU;World\r\n",  # as Excel writes it in Vilnius
        "Reporter\tPartner\nAzərbaycan\t Литва \nLitva\tW00".encode(),
        b'"reporter","partner"\n"AZE","LTU"\n"Lithuania","W00"\n',
    ],
)
def test_pairs_are_read_as_they_are_written(tmp_path: Path, raw: bytes):
    path = tmp_path / "pairs.csv"
    path.write_bytes(raw)
    assert [(pair.reporter, pair.partner) for pair in read(path)] == [("AZE", "LTU"), ("LTU", "W00")]


@pytest.mark.parametrize(
    ("raw", "where", "what", "todo"),
    [
        (b"", "", "it is empty", "reporter,partner"),
        (b" \n\n", "", "it is empty", "reporter,partner"),
        (b"reporter,partner\n", ", row 2", "there is no pair", "AZE,LTU"),
        (b"AZE,LTU\n", ", row 1, column 1", "'aze', not 'reporter'", "The first row is"),
        (b"reporter\nAZE\n", ", row 1, column 2", "'partner' is missing", "The first row is"),
        (b"reporter,partner,flow\nAZE,LTU,X\n", ", row 1, column 3", "'flow' that nothing reads", "Leave it out"),
        (b"reporter,partner\nAZE,LTU\nAZE,Lithuana\n", ", row 3, column partner", "'Lithuana'", "Did you mean LTU"),
        (b"reporter,partner\nAZE,\n", ", row 2, column partner", "it is empty", "W00 is the world"),
        (b"reporter,partner\nAZE\n", ", row 2", "1 cells instead of 2", "AZE,LTU"),
        (b"reporter,partner\nAZE,AZE\n", ", row 2, column partner", "AZE is the reporter too", "two economies"),
        (b"reporter,partner\nAZE,LTU\nGEO,AZE\nAZE,Litva\n", ", row 4", "stands in row 2", "Leave one"),
        ("reporter,partner\nAZE,LTU\nAzərbaycan,Türkiyə\n".encode("cp1254", "replace").replace(b"?", b"\xfd"),
         ", row 3", "not in UTF-8", "CSV UTF-8"),
        ("reporter,partner\nAZE,LTU\n".encode("utf-16"), ", row 1", "not in UTF-8", "CSV UTF-8"),
        (b'reporter,partner\nAZE,"LTU\n', ", row 2", "it is no CSV", "Close what is quoted"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, raw: bytes, where: str, what: str, todo: str):
    path = tmp_path / "pairs.csv"
    path.write_bytes(raw)
    with pytest.raises(BadSelection) as told:
        read(path)
    said = str(told.value)
    assert said.startswith(f"{path}{where}")
    assert what in said and todo in said


def test_the_command_ends_with_2_and_makes_nothing(cli: Cli, project: Paths, tmp_path: Path):
    said = cli("summary", "--pairs", tmp_path / "missing.csv", "--out", tmp_path / "out", root=project)
    assert (said.code, said.out) == (2, "")
    assert "missing.csv: it cannot be read" in said.err
    assert not (tmp_path / "out").exists()

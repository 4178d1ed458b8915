"""The command line as a person types it, in this process, and a project to ask."""

from __future__ import annotations

import sys

import pytest
from projects import AZERBAIJAN, PRESS, UNCTAD, WTO, Cli, Said, small_root

from etl.cli import main
from etl.paths import Paths
from etl.refresh import refresh


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Runs a command: ``cli("read", file, root=paths)``."""

    def run(*words: object, root: Paths | None = None) -> Said:
        command = ["python -m etl", *map(str, words), *(["--root", str(root.root)] if root else [])]
        monkeypatch.setattr(sys, "argv", command)
        capfdbinary.readouterr()
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        else:
            code = 0
        out, err = capfdbinary.readouterr()
        return Said(int(code or 0), out.decode(), err.decode())

    return run


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Azerbaijan's workbook, the press and Lithuania's chapters, published."""
    paths = small_root(tmp_path_factory.mktemp("cli"), AZERBAIJAN, PRESS, WTO, UNCTAD)
    assert refresh(paths).exit_code == 0
    return paths

"""What a reading said, put in order for a page; a line of an unknown form is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

#: Faults shown one by one; ``read`` on the command line shows all.
MOST_SHOWN = 40
_LABELLED = re.compile(r"(table|reporters|periods|currency|flows) {2,}(.+)")
_FOUND = re.compile(r"(error|warning|note): (.+)")
_PASSED = re.compile(r"passed over ([\d,]+): (.+)")


@dataclass
class Report:
    """The parts of a report in the order of a page."""

    total: str = ""
    facts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    passed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    findings: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    left_out: int = 0


def report(lines: Sequence[str]) -> Report:
    """The report of ``python -m etl read``: its last line is the total."""
    made = Report(total=lines[-1] if lines else "")
    for line in lines[:-1]:
        if labelled := _LABELLED.fullmatch(line):
            made.facts.setdefault(labelled[1], []).append(labelled[2])
        elif passed := _PASSED.fullmatch(line):
            made.passed.append((passed[1], passed[2]))
        elif found := _FOUND.fullmatch(line):
            made.findings.append((found[1], found[2]))
        else:
            made.facts.setdefault("more", []).append(line)
    made.findings.sort(key=lambda finding: ("error", "warning", "note").index(finding[0]))
    made.left_out = max(0, len(made.findings) - MOST_SHOWN)
    del made.findings[MOST_SHOWN:]
    return made


def sentences(lines: Sequence[str]) -> list[str]:
    """Why a command refused, without the word before it that a page says otherwise."""
    return [line.removeprefix("error: ") for line in lines]

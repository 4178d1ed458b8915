"""The page of results, which several benchmarks write: each its own section between two marks."""

from __future__ import annotations

import re

from bench._measuring import ROOT

PAGE = ROOT / "bench" / "RESULTS.md"


def put(name: str, text: str) -> None:
    """The section of that name replaced, or added at the end; all others stay as they are."""
    begins, ends = f"<!-- {name}: begins -->", f"<!-- {name}: ends -->"
    section = f"{begins}\n{text.strip()}\n{ends}\n"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    there = re.compile(rf"{re.escape(begins)}\n.*?{re.escape(ends)}\n", re.DOTALL)
    if there.search(page):
        page = there.sub(lambda _: section, page)
    else:
        page = f"{page.rstrip()}\n\n{section}".lstrip()
    PAGE.write_text(page, encoding="utf-8")

"""What the checks find in the shipped files is what a person has looked at (docs/findings.md)."""

from __future__ import annotations

import reviewed

from trade.store import Store


def test_findings_are_the_reviewed_ones(store: Store):
    def words(rows: list[dict[str, str]]) -> set[str]:
        return {" | ".join(row.values()) for row in rows}

    now, then = words(reviewed.found(store)), words(reviewed.reviewed())
    new, gone = "\n".join(sorted(now - then)[:20]), "\n".join(sorted(then - now)[:20])
    assert now == then, f"Look at them, then `make findings`.\nNew:\n{new}\nGone:\n{gone}"


def test_all_findings_are_on_shipped_files(store: Store):
    assert not store.rows("SELECT file FROM findings ANTI JOIN files ON file = path")

"""Names beside codes: those of the list, by whichever column says it; a code that has none stands for itself."""

from __future__ import annotations

import pyarrow as pa

from trade.files.coded import named

HANDMADE = {("fruit", "a"): "Apple", ("fruit", "b"): "Pear", ("tree", "a"): "Ash"}


def test_names_stand_where_they_are_asked_for_and_lists_are_not_mixed():
    asked: list[int] = []
    whole = named(
        ("code_name", "kind_name", "kind"),
        {"kind": "fruit"},
        {"code": "scheme"},
        lambda: asked.append(1) or HANDMADE,
    )
    rows = pa.record_batch(
        {"kind": ["b", "a", "zz"], "scheme": ["tree", "fruit", "tree"], "code": ["a", "a", "b"]}
    )
    for _ in range(2):
        made = whole(rows)
        assert made.to_pylist() == [
            {"code_name": "Ash", "kind_name": "Pear", "kind": "b"},
            {"code_name": "Apple", "kind_name": "Apple", "kind": "a"},
            {"code_name": "b", "kind_name": "zz", "kind": "zz"},
        ]
    assert asked == [1], "once for a whole file"
    assert whole(rows.slice(0, 0)).num_rows == 0

"""Questions about trade: a selection in, a tidy answer out. Only here and in ``pairs`` is queried.

Answers are lists of rows (dicts) with the columns of ``trade.tables.TRADE`` plus what a question
adds; money is in US dollars, shares are fractions of 1. Values of different sources or agencies
stand in rows of their own and are never added up or blended. Where a source names partners by two
rules, answers go by origin unless ``partner_rule`` says consignment.
"""

from __future__ import annotations

from trade.filters import WORLD, Row
from trade.questions.by_partner import (
    all_who_name_partners,
    partner_codes,
    partners,
    place,
    who_names_partners,
)
from trade.questions.by_product import products
from trade.questions.changes import (
    news,
    revised_cells,
    revised_reporters,
    revision_means,
    revision_steps,
    revisions,
    revisions_query,
)
from trade.questions.in_time import (
    OTHER_SIDE,
    coverage,
    known_days,
    mirror,
    newest,
    printed,
    same_cell,
    series,
)
from trade.questions.listed import files, finding_counts, findings, reporters, sources
from trade.questions.selected import count, extent, has_other_rule, table_query
from trade.questions.traced import of_file, provenance

__all__ = [
    "OTHER_SIDE",
    "WORLD",
    "Row",
    "all_who_name_partners",
    "count",
    "coverage",
    "extent",
    "files",
    "finding_counts",
    "findings",
    "has_other_rule",
    "known_days",
    "mirror",
    "newest",
    "news",
    "of_file",
    "partner_codes",
    "partners",
    "place",
    "printed",
    "products",
    "provenance",
    "reporters",
    "revised_cells",
    "revised_reporters",
    "revision_means",
    "revision_steps",
    "revisions",
    "revisions_query",
    "same_cell",
    "series",
    "sources",
    "table_query",
    "who_names_partners",
]

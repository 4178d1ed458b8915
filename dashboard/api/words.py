"""What the description of the API says in words, and what its examples ask."""

from __future__ import annotations

ABOUT = """\
Customs figures exactly as published, by the query of the pages: what stands behind the `?` of a page may be put behind
the `?` of an address here. No key, no limit of rows; rows travel while they are made.

Every number is as it is stored, never rounded, and the same in JSON, CSV, XLSX and Parquet. Money is in whole US
dollars; nothing is converted for an answer. Figures of different sources or agencies stand in rows of their own and
must not be added up. An empty value of a parameter is as good as none, blanks around it are dropped, and a parameter
of pages that changes nothing here is named in `ignored`.

`since` must not be after `until`, nor `against` be the year of `period` or later, and only one of `partners` and
`reporters` may be given."""
SUMMARIES = {
    "trade": ("Figures of the series", "One row an answer: what one publisher last said of one cell, and turnover and "
              "balance put together where nobody printed them."),
    "observations": ("Figures as published", "One row a published figure, every vintage of it, with its document, "
                     "place, words as printed and hash. Nothing is derived. `value` is in `currency`."),
    "revisions": ("Figures that their publisher changed", "One row a cell, with its first and its latest value."),
    "findings": ("What the checks found", "One row a disagreement. Whole unless it is narrowed."),
    "sources": ("Whose figures they are", "One row a source: publisher, terms, vintage, how the last refresh ended."),
    "economies": ("Economies and groups", "Codes and names, and what each reports."),
    "products": ("Products", "The classifications; with reporter only what it has figures of."),
    "indicators": ("Indicators there are", "Their names here, and how each is defined."),
    "tables": ("Files of the data set", "Parquet tables and a DuckDB database as they were "
               "published. A name here leads to the address of the newest version, whose bytes never change."),
}  # fmt: skip
#: Parts of a selection that make a first example, by address.
EXAMPLES = {
    "trade": "partner=LTU&period=2018-01..2018-10", "observations": "partner=LTU&source=press",
    "revisions": "reporter=ARM&since=2022&partner=RUS", "findings": "severity=warning", "sources": "source=press",
    "economies": "lang=lt", "products": "scheme=HS&lang=ru", "indicators": "", "tables": "",
}  # fmt: skip

"""The citation of a selection, for managers of references: the same that its files carry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Response

from dashboard import site
from dashboard.answering import said
from dashboard.data import store_of
from dashboard.discovery.documents import asked, document
from dashboard.texts import say
from trade import export, questions
from trade.files.names import file_name, years
from trade.files.told import cited
from trade.texts import citation
from trade.texts.citation import Cited

#: By ending of the address: media type, and what writes it.
FORMS: dict[str, tuple[str, Callable[[Cited, str], str]]] = {
    "json": ("application/vnd.citationstyles.csl+json", citation.csl_json),
    "bib": ("application/x-bibtex", citation.bibtex),
    "txt": ("text/plain", citation.plain),
}


def cite(form: str) -> Response:
    """It says on which day it was looked at, so it is as new as that day."""
    selection, _ = asked()
    data = store_of(selection)
    extent = export.extract(data, selection).extent()
    if not extent.rows:
        return said(say("files.empty", selection.lang), 404)
    name = file_name(selection, data.version, sources=extent.sources, days=years(extent.first, extent.last))
    sources = [row for row in questions.sources(data) if row["source"] in extent.sources]
    address = f"{site.home()}/data?{selection.to_query()}".rstrip("?")
    mimetype, written = FORMS[form]
    found = cited(data, selection, "trade", extent, sources, address, name)
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return document(f"{written(found, selection.lang).rstrip()}\n", mimetype, today)

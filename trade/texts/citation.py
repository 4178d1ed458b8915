"""How a view is cited: one sentence, one entry for BibTeX, one in CSL-JSON for other managers of references.

All of them name who published the figures, what is shown, for which time, from which data set of ours, where it
stands and when it was looked at: with these anyone finds the same figures again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from trade.texts import periods, say
from trade.versions import moment

#: What TeX would take for a command; in one pass, since replacements hold such signs themselves.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "\N{NO-BREAK SPACE}": "~", "\N{NARROW NO-BREAK SPACE}": "~", "\N{EN DASH}": "--", "\N{MINUS SIGN}": "$-$",
}  # fmt: skip
_TO_TEX = str.maketrans(_SPECIAL)


@dataclass(frozen=True)
class Cited:
    """A view as it is cited.

    ``publishers`` and ``works`` are the names of the publishers and of their data sets, ``period`` is in words,
    ``version`` the name of our data set, ``address`` a permalink (or empty), ``key`` what BibTeX calls it.
    """

    title: str
    publishers: Sequence[str]
    works: Sequence[str]
    period: str
    version: str
    address: str
    accessed: date
    key: str


def plain(cited: Cited, lang: str = "en") -> str:
    """One sentence in the language; of a file that no page shows, without an address."""
    slots = {"address": cited.address} if cited.address else {}
    return say(
        "cite.plain" if cited.address else "cite.plain_file",
        lang,
        publishers="; ".join(cited.publishers),
        title=cited.title,
        works="; ".join(cited.works),
        period=cited.period,
        version=cited.version,
        accessed=periods.date_of(cited.accessed, lang),
        **slots,
    )


def bibtex(cited: Cited, lang: str = "en") -> str:
    """An entry ``@misc`` in UTF-8: letters stay as they are (biber, and BibTeX with any LaTeX since 2018,
    read them), signs that TeX takes for commands are escaped, the address stands verbatim."""
    fields = {
        # braces of their own: a body is no person whose surname comes last, and a title keeps its capitals
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.publishers),
        "title": f"{{{_tex(cited.title)}}}",
        "year": cited.version[:4],
        "howpublished": _tex(say("cite.version", lang, version=cited.version)),
        "note": _tex(say("cite.note", lang, works="; ".join(cited.works), period=cited.period)),
        "url": _url(cited.address),
        "urldate": cited.accessed.isoformat() if cited.address else "",
    }
    body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@misc{{{_key(cited.key)},\n{body}\n}}\n"


def csl_json(cited: Cited, lang: str = "en") -> str:
    """A list of one item of CSL-JSON 1.0.2, as Zotero, pandoc and citeproc take it."""
    built = moment(cited.version)
    item = {
        "id": _key(cited.key),
        "type": "dataset",
        "author": [{"literal": name} for name in cited.publishers],
        "title": cited.title,
        **({"issued": _day(built)} if built else {}),
        "publisher": say("cite.publisher", lang),
        "version": cited.version,
        "note": say("cite.note", lang, works="; ".join(cited.works), period=cited.period),
        "URL": _url(cited.address),
        **({"accessed": _day(cited.accessed)} if cited.address else {}),
        "language": lang,
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _day(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _url(address: str) -> str:
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~-._")


def _tex(text: str) -> str:
    return text.translate(_TO_TEX)


def _key(text: str) -> str:
    """Letters, digits and hyphens of ASCII alone: all that every tool takes in a key."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")

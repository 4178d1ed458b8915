"""Asks the State Customs Committee's page for bulletins and keeps them; what no reader knows is kept unread.

Such files go to the hidden folder ``.unread``, with their days and addresses in its ``added.csv``: in the
archive itself they would end every refresh with an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from etl import archive
from etl.live.answer import Answer
from etl.live.fetching import Fetching
from etl.registry import source
from etl.sources.az_customs.az_customs import TODO
from etl.sources.az_customs.links import KINDS, file_name, is_of_site, kind, links
from trade.errors import SourceChanged

UNREAD = ".unread"


def fetch(work: Fetching) -> None:
    """Every file that the page links to, if it was not asked for in the last ``again_days``."""
    for ask in work.asks:
        with work.attempt():
            _bulletins(work, ask)


def _bulletins(work: Fetching, ask: Mapping[str, Any]) -> None:
    files = _files(work.client.get(ask["page"]))
    if ask.get("page_only"):
        work.shown += [f"Links to files on the page: {len(files)}", *(f"  {url}" for url in files)]
        return
    unread: list[Path] = []
    for url in files:
        if _is_due(work, url, int(ask["again_days"])):
            with work.attempt():
                unread += _file(work, url)
    if unread:
        raise _not_read(work, unread)


def _files(page: Answer) -> list[str]:
    """Addresses of the files that a page links to. Raises SourceChanged where there is none."""
    every = links(page.text(), page.url)
    files = [url for url in every if kind(url)]
    own = [url for url in files if is_of_site(url, page.url)]
    if not own:
        elsewhere = f"; on other sites: {', '.join(files[:5])}" if files else ""
        raise SourceChanged(
            f"none of its {len(every)} links leads to a file ({', '.join(KINDS)}) of its site{elsewhere}.",
            where=page.url,
            todo="Look at the page in a browser and mend the address in etl/sources/az_customs/live.toml.",
        )
    return own


def _is_due(work: Fetching, url: str, days: int) -> bool:
    """A bulletin may grow under its address, so that it is asked for again after some days, if it changed."""
    last = work.memory.get(f"asked {url}")
    return not last or (work.today - date.fromisoformat(last)).days >= days


def _file(work: Fetching, url: str) -> list[Path]:
    """Keeps a file; its place if it is new and not read."""
    answer = work.client.get(url, if_new=True)
    unread: list[Path] = []
    if answer.is_new:
        _check_begin(answer)
        named = answer.path.rename(answer.path.with_name(file_name(url)))
        answer = replace(answer, path=named)
        if source(work.source).recognises(named):
            work.store(answer, named.name)
        else:
            unread = _set_aside(work, answer)
            work.client.remember(answer)
    work.memory.put(f"asked {url}", f"{work.today}")
    return unread


def _check_begin(answer: Answer) -> None:
    """Raises SourceChanged where something else came than the ending of the address says."""
    with answer.path.open("rb") as stream:
        begin = stream.read(16)
    if not begin.startswith(KINDS[kind(answer.url)]):
        what = "a web page" if answer.is_page else f"something that begins with {begin!r}"
        raise SourceChanged(
            f"{what} came instead of a file {kind(answer.url)}.",
            where=answer.url,
            todo="Open the address in a browser.",
        )


def _set_aside(work: Fetching, answer: Answer) -> list[Path]:
    folder = work.paths.raw / work.source
    (folder / UNREAD).mkdir(exist_ok=True)
    days = archive.Days(work.today, work.today, answer.url)
    place, is_new = archive.take(answer.path, folder, UNREAD, answer.path.name, days)
    return [place] if is_new else []


def _not_read(work: Fetching, files: Sequence[Path]) -> SourceChanged:
    kinds = Counter(path.suffix.lower() for path in files)
    counted = ", ".join(f"{count} {ending}" for ending, count in sorted(kinds.items()))
    names = ", ".join(path.name for path in files[:3]) + (" ..." if len(files) > 3 else "")
    return SourceChanged(
        f"new bulletins were kept as they came and not read, since no reader knows them ({counted}): {names}.",
        where=f"{(work.paths.raw / work.source / UNREAD).relative_to(work.paths.root)}",
        todo=" ".join(dict.fromkeys(TODO[ending] for ending in sorted(kinds))),
    )

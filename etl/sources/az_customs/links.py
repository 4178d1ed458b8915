"""The links of a web page that lead to files."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

#: Endings of files that may hold a bulletin, and how such a file begins.
KINDS = {
    ".rar": b"Rar!\x1a\x07",
    ".zip": b"PK",
    ".7z": b"7z\xbc\xaf",
    ".pdf": b"%PDF",
    ".xls": b"\xd0\xcf\x11\xe0",
    ".xlsx": b"PK",
}


class _Anchors(HTMLParser):
    """Collects the targets of ``<a href>``."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (target := dict(attrs).get("href")):
            self.targets.append(target.strip())


def links(page: str, address: str) -> list[str]:
    """The addresses that a page at ``address`` links to, whole, each once, in their order."""
    anchors = _Anchors()
    anchors.feed(page)
    anchors.close()
    whole = (urldefrag(urljoin(address, target)).url for target in anchors.targets)
    return list(dict.fromkeys(url for url in whole if urlsplit(url).scheme in ("http", "https")))


def kind(url: str) -> str:
    """The ending of a file that may hold a bulletin; empty where it is none."""
    return next((ending for ending in KINDS if _whole_name(url).lower().endswith(ending)), "")


def _whole_name(url: str) -> str:
    """The last part of a path (``/up/2024.rar?v=2``), or of a question (``/get?file=up/2024.rar``)."""
    split = urlsplit(url)
    path, last = (re.split(r"[/\\=&]", unquote(part))[-1] for part in (split.path, split.query))
    return last if last.lower().endswith(tuple(KINDS)) else path


def is_of_site(url: str, address: str) -> bool:
    """Whether a link stays on the site of a page: its host, or one below it."""
    site = (urlsplit(address).hostname or "").removeprefix("www.")
    host = urlsplit(url).hostname or ""
    return host == site or host.endswith(f".{site}")


def file_name(url: str) -> str:
    """The last part of an address as the name of a file: letters, digits, dots, dashes; no path, not hidden."""
    plain = "".join(sign if sign.isalnum() or sign in ".-_" else "_" for sign in _whole_name(url)).lstrip(".")
    ending = kind(url)
    return plain[: len(plain) - len(ending)][:80] + ending

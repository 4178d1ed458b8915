"""What a service answered, on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from requests.structures import CaseInsensitiveDict

from trade.errors import SourceChanged

#: How a web page begins, in small letters.
_PAGES = (b"<!doctype html", b"<html")


@dataclass(frozen=True)
class Answer:
    """An answer. ``url`` is what was asked for, without a key; ``path`` holds the body, unpacked."""

    url: str
    path: Path
    status: int
    headers: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "headers", CaseInsensitiveDict(self.headers))

    @property
    def is_new(self) -> bool:
        """Whether something came that was not kept before."""
        return self.status != 304

    @property
    def is_page(self) -> bool:
        """Whether a web page came, as services send one where something is wrong."""
        with self.path.open("rb") as stream:
            return stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES)

    def text(self) -> str:
        """The body as UTF-8 with or without a mark. Raises SourceChanged where it is none."""
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceChanged(
                f"the answer is no text in UTF-8 ({error.reason}).", where=self.url
            ) from error

    def json(self) -> Any:
        """The body as JSON. Raises SourceChanged where it is none."""
        try:
            return json.loads(self.text())
        except ValueError as error:
            what = "a web page" if self.is_page else f"{self.text()[:60]!r}"
            raise SourceChanged(
                f"JSON was expected and {what} came.",
                where=self.url,
                todo="Look at the address in a browser.",
            ) from error

"""Who may hold pages of this server in a frame: the setting BILATERAL_FRAME_ANCESTORS."""

from __future__ import annotations

import os
import re

from trade.errors import TradeDataError

#: This server's own pages.
SELF = "'self'"
#: One source of a policy: a scheme, or a host with or without scheme, port and a star for its first part.
SOURCE = re.compile(
    r"'self'|'none'|https?:|(https?://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:(\d{1,5}|\*))?"
)


def ancestors() -> str:
    """The sources of ``frame-ancestors`` for pages made to be embedded; TradeDataError where they are none."""
    given = os.environ.get("BILATERAL_FRAME_ANCESTORS", "").split() or [SELF]
    wrong = next((each for each in given if not SOURCE.fullmatch(each)), None)
    if wrong or ("'none'" in given and len(given) > 1):
        raise TradeDataError(
            f"{(wrong or ' '.join(given))[:60]!r} names no site that may frame pages.",
            where="BILATERAL_FRAME_ANCESTORS",
            todo="Write sites with blanks between, such as: 'self' https://portal.example.org",
        )
    return " ".join(given)


def is_own(who: str) -> bool:
    """Whether no other site may."""
    return who in (SELF, "'none'")

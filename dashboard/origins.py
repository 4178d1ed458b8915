"""Pages of which other sites may read answers for programs: the setting BILATERAL_CORS_ORIGINS."""

from __future__ import annotations

import os
import re

from trade.errors import TradeDataError

#: An origin as browsers write it, or all of them.
ORIGIN = re.compile(r"\*|https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")


def allowed() -> tuple[str, ...]:
    """The origins, none unless they are set; TradeDataError where one is none."""
    given = tuple(os.environ.get("BILATERAL_CORS_ORIGINS", "").split())
    wrong = next((each for each in given if not ORIGIN.fullmatch(each)), None)
    if wrong or ("*" in given and len(given) > 1):
        raise TradeDataError(
            f"{(wrong or ' '.join(given))[:60]!r} names no sites whose pages may read answers.",
            where="BILATERAL_CORS_ORIGINS",
            todo="Write origins with blanks between, such as: https://portal.example.org http://localhost:3000, or: *",
        )
    return given

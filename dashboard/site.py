"""Where others find this site: the setting BILATERAL_PUBLIC_URL, else the host that was asked."""

from __future__ import annotations

import os
import re

from flask import request

from trade.errors import TradeDataError

FORM = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?/?")


def public() -> str:
    """The setting without a slash at its end, empty where there is none; TradeDataError where it is no address."""
    given = os.environ.get("BILATERAL_PUBLIC_URL", "").strip()
    if given and not FORM.fullmatch(given):
        raise TradeDataError(
            f"{given[:60]!r} is no address of a site.",
            where="BILATERAL_PUBLIC_URL",
            todo="Write it as https://trade.example.org, without a path.",
        )
    return given.rstrip("/")


def home() -> str:
    """Scheme and host that whole addresses begin with, no slash at the end; empty where a client names no host."""
    return public() or (request.host_url.rstrip("/") if request.host else "")


def host() -> str:
    """The host alone, without its port."""
    return home().partition("//")[2].partition(":")[0]

"""A second server, told where others find it and who may hold its charts; hosts are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PUBLIC = "https://handmade.example.org"


@pytest.fixture(scope="session")
def told(serve: Callable[..., str], address: str) -> str:
    return serve(
        address, BILATERAL_PUBLIC_URL=f"{PUBLIC}/", BILATERAL_FRAME_ANCESTORS="https://portal.example.org"
    )

"""Questions to published trade figures: ``import trade; trade.open().series(reporter="AZE", partner="LTU")``."""

# no "from __future__ import annotations" here: it would hide the module trade.annotations
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trade.opened import open as open

__all__ = ["open"]


def __getattr__(name: str) -> Any:
    """``open`` when first asked for: most who import a part of this package need no frames."""
    if name == "open":
        return import_module("trade.opened").open
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

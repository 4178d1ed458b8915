"""The code lists: what the codes of the tidy tables mean, with names in four languages.

Each list is a CSV file in this folder, read once when first asked for. ORIGINS.md says where
each comes from.
"""

from __future__ import annotations

from trade.codelists.areas import Economy, Membership, economies, economy, members, near
from trade.codelists.listed import LANGUAGES, Listed
from trade.codelists.others import (
    Agency,
    Flow,
    Product,
    agencies,
    flows,
    headings,
    official_in,
    product_schemes,
    products,
    whole_schemes,
)

__all__ = [
    "LANGUAGES",
    "Agency",
    "Economy",
    "Flow",
    "Listed",
    "Membership",
    "Product",
    "agencies",
    "economies",
    "economy",
    "flows",
    "headings",
    "members",
    "near",
    "official_in",
    "product_schemes",
    "products",
    "whole_schemes",
]

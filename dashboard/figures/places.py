"""Where economies lie on the map: the middle of each shape, as the map itself has it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from dashboard.wire import FOLDER

Place = tuple[float, float]


@cache
def places() -> Mapping[str, Place]:
    """ISO alpha-3 -> longitude, latitude in degrees; small economies without a shape have none."""
    shapes: dict[str, Any] = json.loads(gzip.decompress((FOLDER / "world_50m.json.gz").read_bytes()))
    return {
        shape["id"]: (shape["properties"]["ct"][0], shape["properties"]["ct"][1])
        for shape in shapes["objects"]["countries"]["geometries"]
    }

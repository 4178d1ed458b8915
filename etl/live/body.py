"""The body of an answer onto disk, piece by piece, whole or not at all."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

PIECE, MOST_BYTES = 65_536, 4_000_000_000
GZIP = 16 + zlib.MAX_WBITS


class Broken(Exception):
    """The body ends before its end, or is not packed as its header says."""


def save(raw: Any, target: Path, check_time: Callable[[], None]) -> None:
    """Writes the body of a urllib3 response, unpacked. Raises Broken, or what urllib3 raises.

    It is unpacked here: urllib3 takes a packed body that was cut short for a whole one. Pieces are
    taken as they come, so that a body that drips ends at the time limit.
    """
    packing = raw.headers.get("Content-Encoding", "identity").lower()
    if packing not in ("identity", "gzip"):
        raise Broken(f"packed as {packing[:20]}")
    unpacker = zlib.decompressobj(GZIP) if packing == "gzip" else None
    came = written = 0
    with target.open("wb") as stream:
        while piece := raw.read1(PIECE, decode_content=False):
            check_time()
            came += len(piece)
            written += stream.write(_unpacked(unpacker, piece) if unpacker else piece)
            if written > MOST_BYTES:
                raise Broken("larger than 4 GB")
    if unpacker and came and not unpacker.eof:
        raise Broken("cut short")
    if unpacker and unpacker.unused_data:
        raise Broken("something follows behind its end")


def _unpacked(unpacker: Any, piece: bytes) -> bytes:
    try:
        return unpacker.decompress(piece)
    except zlib.error as error:
        raise Broken(f"not packed as gzip: {error}") from error

"""A file that is sent while it is written: what writers put in is taken out piece by piece."""

from __future__ import annotations

import io


class Drain(io.RawIOBase):
    """Takes what is written and gives it out once; nobody can go back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        piece = bytes(memoryview(data))  # pyright: ignore[reportArgumentType]
        self._pieces.append(piece)
        self._written += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._written

    def taken(self) -> bytes:
        """All that was written since the last time."""
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece

"""Published files damaged by hand, as they break on the way from a publisher to us."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Damage = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Broken:
    """A damage, the words in which it is told, and the place that they name (besides the file)."""

    id: str
    file: str
    damage: Damage
    words: str
    place: str = ""

    def __str__(self) -> str:
        return f"{Path(self.file).parent.name}: {self.id}"


def put(old: str, new: str, count: int = 1) -> Damage:
    """Other words in a CSV; they must stand there."""

    def damage(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), count)

    return damage


def put_inside(member: str, pattern: str, new: str) -> Damage:
    """Other text in a part of a workbook; the pattern must be found there."""

    def damage(data: bytes) -> bytes:
        packed = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written,
        ):
            for item in old.namelist():
                text = old.read(item)
                if item == member:
                    text, found = re.subn(pattern.encode(), new.encode(), text, count=1)
                    assert found, pattern
                written.writestr(item, text)
        return packed.getvalue()

    return damage


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def empty(data: bytes) -> bytes:
    return b""


def as_it_is(data: bytes) -> bytes:
    return data


def cut_in_its_last_cell(data: bytes) -> bytes:
    return data[:-3]


def heading_alone(data: bytes) -> bytes:
    return data[: data.index(b"\n") + 1]


def web_page(data: bytes) -> bytes:
    return b"\n<!DOCTYPE html><html><body>This table has moved</body></html>\n"


def web_table(data: bytes) -> bytes:
    return "\ufeff\r\n<table border=1><tr><td>World</td></tr></table>\n".encode()


def noise(data: bytes) -> bytes:
    return random.Random(2018).randbytes(5_000)


def locked(data: bytes) -> bytes:
    """The first bytes of an OLE file and, in its directory, the name of the stream of a locked workbook."""
    return (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(96)
    )


def with_part(name: str) -> Damage:
    """A workbook with one more part, such as the one in which Excel keeps macros."""

    def damage(data: bytes) -> bytes:
        packed = io.BytesIO(data)
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(name, b"handmade")
        return packed.getvalue()

    return damage


def ole_with_storage(name: str) -> Damage:
    """The first bytes of an OLE file and, in its directory, the entry of a storage of that name."""
    word = name.encode("utf-16-le")
    entry = word.ljust(64, b"\0") + struct.pack("<HBB", len(word) + 2, 1, 1)
    return lambda data: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + entry.ljust(512, b"\0")


def bomb(data: bytes) -> bytes:
    """A workbook with one more part, which says of itself that it unpacks to four gigabytes."""
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/media/image1.png", b"0" * 100)
    made = packed.getvalue()
    entry = made.rindex(b"PK\x01\x02")
    return made[: entry + 24] + b"\xff\xff\xff\xf0"[::-1] + made[entry + 28 :]


def in_encoding(name: str) -> Damage:
    return lambda data: data.decode().replace("Lithuania", "Литва").encode(name)


def twice(pattern: str, new: str) -> Damage:
    """A line of a CSV once more, with another number."""

    def damage(data: bytes) -> bytes:
        (line, *_) = [line for line in data.decode().splitlines(keepends=True) if re.search(pattern, line)]
        return data + re.sub(pattern, new, line).encode()

    return damage

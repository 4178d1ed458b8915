"""Texts on their way through the writers of XML.

The writers of pysdmx 1.21 put attribute values between quotes by ``repr`` and turn every apostrophe of a message into
a quotation mark, so that ``"'M EUR'"`` breaks the document and ``d'Ivoire`` is printed as ``d"Ivoire``. Such signs
travel as their number between two brackets, and become character references once the message is written.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "⟦", "⟧"
_BACK = re.compile(f"{_OPEN}([0-9a-f]+){_CLOSE}")


def hidden(text: str) -> str:
    """The text with nothing in it that the writers change."""
    if text.isprintable() and not any(sign in text for sign in "'\"\\⟦"):
        return text
    return "".join(_hidden(sign) for sign in text)


def shown(message: str) -> str:
    """The written message with every hidden sign back in its place."""
    return _BACK.sub(r"&#x\1;", message)


def _hidden(sign: str) -> str:
    if sign.isprintable() and sign not in "'\"\\⟦":
        return sign
    # XML has no control signs but these three: what was one is seen to have been one
    number = ord(sign) if sign in "\t\n\r" or ord(sign) >= 0x20 else 0xFFFD
    return f"{_OPEN}{number:x}{_CLOSE}"

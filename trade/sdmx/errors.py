"""What goes wrong in a question of SDMX, with the numbers that the standard gives such errors."""

from __future__ import annotations

from trade.errors import TradeDataError


class SdmxError(TradeDataError):
    """An answer that cannot be given: ``status`` of HTTP, ``code`` of SDMX (section 7 of the standard)."""

    status, code, title = 500, 500, "Internal server error"


class NoResults(SdmxError):
    status, code, title = 404, 100, "No results found"


class BadSyntax(SdmxError):
    status, code, title = 400, 140, "Syntax error"


class NotAcceptable(SdmxError):
    status, code, title = 406, 140, "Format not offered"


class Gone(SdmxError):
    status, code, title = 412, 140, "Precondition failed"


class TooLarge(SdmxError):
    status, code, title = 413, 130, "Response too large"


class NotOffered(SdmxError):
    status, code, title = 501, 501, "Not implemented"


class Busy(SdmxError):
    status, code, title = 503, 503, "Service unavailable"

"""Hands a message to the mail server that the environment names; every way it can fail is one sentence.

Encrypted from the start on port 465, else by STARTTLS where the server can (``SMTP_TLS=required``: or not at all).
A password never goes out unencrypted, and no word of the server's is repeated, since it may hold what is secret.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage

from trade.errors import BadSelection, SourceUnavailable, TradeDataError

HOST, PORT, USER, PASSWORD, TLS = "SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS"
PATIENCE = 20
#: The port that speaks TLS before anything else.
FROM_THE_START = 465
_REQUIRED = "required"


def deliver(message: EmailMessage, environment: Mapping[str, str] = os.environ) -> None:
    """Sends it; BadSelection where a setting is wrong, SourceUnavailable where the server does not take it."""
    host, port = server_of(environment)
    where = f"mail server {host}:{port}"
    try:
        with _connected(host, port) as server:
            _encrypt(server, environment)
            if user := environment.get(USER):
                server.login(user, environment.get(PASSWORD, ""))
            refused = server.send_message(message)
    except Exception as error:
        raise _told(error, where) from None  # its text may hold the log-in
    if refused:
        raise SourceUnavailable(
            f"it does not take mail for {', '.join(sorted(refused))}; the others have theirs.",
            where=where, todo="Mend these addresses.",
        )  # fmt: skip


def server_of(environment: Mapping[str, str] = os.environ) -> tuple[str, int]:
    """Its name and port; BadSelection where a setting is missing or wrong."""
    host, port = environment.get(HOST, "").strip(), environment.get(PORT, "").strip() or "587"
    if not host:
        raise BadSelection(HOST, "it is not set.", todo="Set it as deploy/bilateral.env.example shows.")
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise BadSelection(PORT, f"{port[:20]!r} is no port.", todo="Write 587 (STARTTLS), 465 (TLS) or 25.")
    if environment.get(TLS, "").strip() not in ("", _REQUIRED):
        raise BadSelection(TLS, "it is not known.", todo=f"Leave it empty or write {_REQUIRED}.")
    return host, int(port)


def _connected(host: str, port: int) -> smtplib.SMTP:
    if port == FROM_THE_START:
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=PATIENCE)


def _encrypt(server: smtplib.SMTP, environment: Mapping[str, str]) -> None:
    server.ehlo()
    if isinstance(server, smtplib.SMTP_SSL):
        return
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    elif environment.get(USER) or environment.get(TLS, "").strip() == _REQUIRED:
        raise smtplib.SMTPNotSupportedError("no encryption")


def _told(error: Exception, where: str) -> TradeDataError:
    """What happened and what to do, in words of our own."""
    for kind, what, todo in _FAILURES:
        if isinstance(error, kind):
            return SourceUnavailable(what, where=where, todo=todo)
    raise error


#: The first that fits: subclasses stand before what they are made of.
_FAILURES: tuple[tuple[type[Exception], str, str], ...] = (
    (smtplib.SMTPAuthenticationError, "it refuses the log-in.", f"Check {USER} and {PASSWORD}."),
    (smtplib.SMTPNotSupportedError, "it offers no encryption (or no log-in).",
     f"Use a port with TLS (587, 465), or for a server that asks for no password leave {USER} and {TLS} empty."),
    (smtplib.SMTPRecipientsRefused, "it takes mail for none of the recipients.", "Check their addresses."),
    (smtplib.SMTPSenderRefused, "it refuses the sender or the size of the mail.",
     "Check the sender's address; ask for fewer pairs, tables or forms."),
    (smtplib.SMTPDataError, "it refuses the mail, perhaps for its size.", "Ask for fewer pairs, tables or forms."),
    (ssl.SSLCertVerificationError, "its certificate is not trusted here.",
     f"Write {HOST} as in its certificate; for an authority of your own set SSL_CERT_FILE."),
    (ssl.SSLError, "it cannot be spoken to encrypted.", f"Check {PORT}: 465 is TLS from the start, 587 STARTTLS."),
    (TimeoutError, f"it does not answer within {PATIENCE} seconds.", f"Check {HOST}, {PORT} and the firewall."),
    (smtplib.SMTPException, "it broke off.", "Try again; if it stays, look into the server's own log."),
    (OSError, "it cannot be reached.", f"Check {HOST}, {PORT} and the network."),
)  # fmt: skip

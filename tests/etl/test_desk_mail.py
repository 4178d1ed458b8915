"""The files of a desk by mail, to a server on this machine: the very bytes, encrypted, and failures in one sentence."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from projects import Cli

from etl import mail
from etl.paths import Paths

ASKED = ("summary", "--reporter", "AZE", "--partner", "NRU", "--mail", "--lang", "lt")
SECRET = "handmade-secret"


class Sink:
    """Takes mail, and refuses whom it is told to."""

    def __init__(self, refused: str = "") -> None:
        self.came: list[EmailMessage] = []
        self.refused = refused

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address == self.refused:
            return "550 nobody of that name, handmade-secret"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.came.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=default)))
        return "250 fine"


@contextmanager
def server(sink: Sink, tls: ssl.SSLContext | None = None, **more: Any) -> Iterator[dict[str, str]]:
    """A mail server for a while: the settings that lead to it."""

    class Quiet(Controller):
        def factory(self) -> SMTP:
            return SMTP(self.handler, tls_context=tls, **self.SMTP_kwargs)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = Quiet(sink, hostname="127.0.0.1", port=port, **more)
    running.start()
    try:
        yield {
            mail.HOST: "127.0.0.1",
            mail.PORT: str(port),
            "SUMMARY_MAIL_TO": "desk@example.org, vilnius@example.org",
        }
    finally:
        running.stop()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate of an authority that this process trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def sent(cli: Cli, project: Paths, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs the command with these settings, and whatever it says holds nothing secret."""

    def run(settings: dict[str, str], *words: object) -> Any:
        for name, word in settings.items():
            monkeypatch.setenv(name, word)
        said = cli(*ASKED, *words, root=project)
        assert SECRET not in said.err + said.out and "Traceback" not in said.err
        return said

    return run


def test_a_mail_brings_the_very_files_of_its_manifest(sent: Callable[..., Any], tmp_path: Path):
    sink = Sink()
    with server(sink) as settings:
        said = sent(settings, "--out", tmp_path / "out")
    assert (said.code, "Sent to desk@example.org, vilnius@example.org." in said.err) == (1, True)
    (came,) = sink.came
    brought = {part.get_filename(): part.get_payload(decode=True) for part in came.iter_attachments()}
    assert brought == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    told = json.loads(cast(bytes, brought["manifest.json"]))
    for file in told["files"]:
        assert sha256(cast(bytes, brought[file["file"]])).hexdigest() == file["sha256"]
    body = cast(EmailMessage, came.get_body(("plain",))).get_content().replace("\N{NO-BREAK SPACE}", " ")
    assert f"Failai: {len(told['files'])}. Poros: 1." in body
    assert "- Prekyba pagal sektorius: Azerbaidžanas – Nauru" in body
    assert told["data_set"] in came["Subject"]


def test_without_a_folder_the_files_are_sent_alone(sent: Callable[..., Any]):
    sink = Sink()
    with server(sink) as settings:
        assert sent(settings, "--table", "ytd", "--format", "csv").code == 0
    names = [part.get_filename() for part in sink.came[0].iter_attachments()]
    assert len(names) == 3 and names[0].endswith("_lt.csv")


def test_a_log_in_goes_out_encrypted(sent: Callable[..., Any], certificate: ssl.SSLContext):
    sink, seen = Sink(), list[tuple[str, bool]]()

    def judged(server: Any, session: Any, _envelope: Any, _mechanism: Any, data: Any) -> AuthResult:
        seen.append((data.password.decode(), session.ssl is not None))
        return AuthResult(success=data.login == b"desk", handled=False)

    login = {mail.USER: "desk", mail.PASSWORD: SECRET}
    with server(sink, certificate, auth_required=True, authenticator=judged) as settings:
        assert sent({**settings, **login}, "--table", "ytd").code == 0
        refused = sent({**settings, **login, mail.USER: "somebody"}, "--table", "ytd")
    assert set(seen) == {(SECRET, True)} and len(sink.came) == 1
    assert (refused.code, "it refuses the log-in. Check SMTP_USER and SMTP_PASSWORD." in refused.err) == (
        3,
        True,
    )


def test_port_465_is_encrypted_from_the_start(
    sent: Callable[..., Any], certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
):
    sink = Sink()
    with server(sink, ssl_context=certificate) as settings:
        monkeypatch.setattr(mail, "FROM_THE_START", int(settings[mail.PORT]))
        assert sent(settings, "--table", "ytd").code == 0
    assert len(sink.came) == 1


@pytest.mark.parametrize(
    ("more", "refused", "said"),
    [
        ({mail.USER: "desk", mail.PASSWORD: SECRET}, "", "it offers no encryption"),
        ({mail.TLS: "required"}, "", "it offers no encryption"),
        ({"SUMMARY_MAIL_TO": "desk@example.org"}, "desk@example.org", "for none of the recipients"),
        ({}, "vilnius@example.org", "does not take mail for vilnius@example.org; the others have theirs"),
        ({mail.PORT: "1"}, "", "it cannot be reached. Check SMTP_HOST, SMTP_PORT"),
    ],
)
def test_a_mail_that_is_not_taken_is_one_sentence(
    sent: Callable[..., Any], tmp_path: Path, more: dict[str, str], refused: str, said: str
):
    sink = Sink(refused)
    with server(sink) as settings:
        ended = sent({**settings, **more}, "--table", "ytd", "--out", tmp_path / "out")
    assert ended.code == 3
    *_, error = ended.err.strip().splitlines()
    assert error.startswith("error: mail server 127.0.0.1:") and said in error
    assert (tmp_path / "out" / "manifest.json").is_file()
    assert bool(sink.came) == ("others" in said)


def test_a_certificate_of_strangers_is_not_trusted(
    sent: Callable[..., Any], certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
):
    sink = Sink()
    monkeypatch.delenv("SSL_CERT_FILE")
    with server(sink, certificate) as settings:
        ended = sent(settings, "--table", "ytd")
    assert (ended.code, sink.came) == (3, [])
    assert "its certificate is not trusted here" in ended.err


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SUMMARY_MAIL_TO": " , "}, "SUMMARY_MAIL_TO: it is not set"),
        ({"SUMMARY_MAIL_TO": "desk@example.org"}, "SMTP_HOST: it is not set"),
        (
            {"SUMMARY_MAIL_TO": "desk@example.org", mail.HOST: "mail.example.org", mail.PORT: "smtp"},
            "no port",
        ),
        ({"SUMMARY_MAIL_TO": "desk@example.org", mail.HOST: "mail.example.org", mail.TLS: "yes"}, "SMTP_TLS"),
    ],
)
def test_a_wrong_setting_is_told_before_anything_is_made(
    sent: Callable[..., Any], tmp_path: Path, settings: dict[str, str], said: str
):
    ended = sent(settings, "--out", tmp_path / "out")
    assert (ended.code, said in ended.err, (tmp_path / "out").exists()) == (2, True, False)

"""The files of a run as a mail: a few lines in the reader's language, and every file as it lies in the folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from etl.desk.making import MANIFEST, SUMS, Manifest, Missing
from etl.mail import deliver
from trade.codelists.named import names
from trade.errors import BadSelection
from trade.questions import WORLD
from trade.texts import say

MAIL_TO, MAIL_FROM = "SUMMARY_MAIL_TO", "SUMMARY_MAIL_FROM"
_KINDS = {
    ".csv": ("text", "csv"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".json": ("application", "json"),
}
_OTHER = ("application", "octet-stream")


def recipients(environment: Mapping[str, str] = os.environ) -> str:
    """Whom the mail goes to; BadSelection where nobody is named."""
    found = ", ".join(part.strip() for part in environment.get(MAIL_TO, "").split(",") if part.strip())
    if not found:
        raise BadSelection(MAIL_TO, "it is not set.", todo="Name who gets the mail, or leave out --mail.")
    return found


def send(manifest: Manifest, folder: Path, lang: str, environment: Mapping[str, str] = os.environ) -> None:
    """Sends what lies in ``folder``; raises what ``etl.mail.deliver`` does."""
    deliver(written(manifest, folder, lang, environment), environment)


def written(manifest: Manifest, folder: Path, lang: str, environment: Mapping[str, str]) -> EmailMessage:
    """The mail, its attachments the very bytes of the files."""
    message = EmailMessage()
    to = recipients(environment)
    message["Subject"] = say("desk.mail_subject", lang, version=manifest.data_set)
    message["From"] = environment.get(MAIL_FROM) or to.partition(",")[0]
    message["To"] = to
    message.set_content(_body(manifest, lang))
    for name in (*(file.file for file in manifest.files), MANIFEST, SUMS):
        main, sub = _KINDS.get(Path(name).suffix, _OTHER)
        message.add_attachment((folder / name).read_bytes(), maintype=main, subtype=sub, filename=name)
    return message


def _body(manifest: Manifest, lang: str) -> str:
    count = {"files": len(manifest.files), "pairs": len(manifest.asked["pairs"])}
    lines = [say("desk.mail_about", lang, version=manifest.data_set, manifest=MANIFEST, **count)]
    if manifest.missing:
        lines += [
            "",
            say("desk.mail_missing", lang),
            *dict.fromkeys(_named(each, lang) for each in manifest.missing),
        ]
    return "\n".join(lines) + "\n"


def _named(each: Missing, lang: str) -> str:
    partner = say("files.world", lang) if each.partner == WORLD else names(lang).get(each.partner or "", "")
    return f"- {say(f'files.title_{each.table}', lang, reporter=names(lang)[each.reporter], partner=partner)}"

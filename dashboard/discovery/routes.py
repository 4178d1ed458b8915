"""Where the documents stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response

from dashboard.answering import answered
from dashboard.data import store
from dashboard.discovery import cite, feed, oembed, releases, sitemap, version
from dashboard.discovery.catalogue import catalogue
from dashboard.discovery.documents import JSON_LD, as_json, language, only


def attach(server: Flask) -> None:
    for path, answer in PATHS.items():
        server.add_url_rule(path, path, _answering(answer))
    for form in cite.FORMS:
        path = f"/cite.{form}"
        server.add_url_rule(path, path, _answering(cite.cite), defaults={"form": form})
    server.add_url_rule("/version/<stamp>/<path:name>", "version_file", version.file)


def _catalogue() -> Response:
    return as_json(catalogue(store(), language(only("lang"))), JSON_LD)


PATHS: dict[str, Callable[..., Response]] = {
    "/catalog.jsonld": _catalogue,
    "/feed.atom": feed.feed,
    "/calendar.ics": releases.calendar,
    "/oembed": oembed.oembed,
    "/version": version.every,
    "/version/<stamp>": version.one,
    "/robots.txt": sitemap.robots,
    "/sitemap.xml": sitemap.index,
    "/sitemap/pages.xml": sitemap.pages,
    "/sitemap/<reporter>.xml": sitemap.partners,
}


def _answering(answer: Callable[..., Response]) -> Callable[..., Response]:
    def view(**slots: Any) -> Response:
        return answered(lambda: answer(**slots))

    return view

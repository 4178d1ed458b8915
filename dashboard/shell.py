"""The frame of every page: navigation, languages, light and dark, and an empty screen.

A document is in one language from its first byte: its address names it, every link inside keeps it,
and the switch of languages loads the same address anew with another ``lang``.
"""

from __future__ import annotations

from dashboard.language import NAMES, address
from dashboard.texts import say
from dashboard.untyped import Node, components, dash, dcc

#: Name of the message and address of each page, in the order of the navigation.
PAGES = (
    ("overview", "/"),
    ("partner", "/partner"),
    ("sectors", "/sectors"),
    ("compare", "/compare"),
    ("mirror", "/mirror"),
    ("change", "/change"),
    ("data", "/data"),
    ("revisions", "/revisions"),
    ("checks", "/checks"),
    ("sources", "/sources"),
)


def index_string(lang: str = "en") -> str:
    """The HTML that carries the application; the words show until it runs or if it cannot."""
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<meta name="description" content="{say("app.about", lang)}">
{{%favicon%}}
{{%css%}}
</head>
<body>
{{%app_entry%}}
<noscript>{say("app.noscript", lang)}</noscript>
<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>"""


def layout(lang: str = "en") -> Node:
    """Everything around the page that the address names."""
    return components.Div(
        [
            dcc.Location(id="address", refresh="callback-nav"),
            dcc.Store(id="asked"),
            dcc.Store(id="told"),
            components.A(say("app.skip", lang), href="#content", className="skip"),
            _header(lang),
            components.Main(dash.page_container, id="content", className="page", tabIndex="-1"),
            _footer(lang),
        ]
    )


def _footer(lang: str) -> Node:
    """What this is, how every number comes about, how programs ask: to be looked up, so they take no room above."""
    method = dcc.Link(say("nav.method", lang), href="/method", id={"nav": "method"})
    api = components.A(say("nav.api", lang), href="/api/docs", id={"nav": "api"}, hrefLang="en")
    return components.Footer(
        [components.P([say("app.about", lang), " · ", method, " · ", api])], className="page-foot"
    )


def _header(lang: str) -> Node:
    links = [
        dcc.Link(
            say(f"nav.{name}", lang),
            href=address(path, lang),
            id={"nav": name},
            className="nav-link",
        )
        for name, path in PAGES
    ]
    signs = [components.Span("◐", className="when-light"), components.Span("◑", className="when-dark")]
    theme = components.Button(
        components.Span(signs, **{"aria-hidden": "true"}),
        id="theme",
        type="button",
        className="theme",
        **{"aria-label": say("app.theme", lang)},
    )
    return components.Header(
        components.Div(
            [
                dcc.Link(say("app.name", lang), href=address("/", lang), id="brand", className="brand"),
                components.Nav(links, **{"aria-label": say("app.navigation", lang)}),
                _search(lang),
                _languages(lang),
                theme,
            ],
            className="bar-inner",
        ),
        className="bar",
    )


def _search(lang: str) -> Node:
    """Room for the search box, which the browser makes (``assets/search.js``)."""
    words = {"label": "label", "hint": "placeholder", "list": "list", "failed": "failed"}
    said = {f"data-{name}": say(f"search.{message}", lang) for name, message in words.items()}
    return components.Div(id="search", className="search", role="search", **said)


def _languages(lang: str) -> Node:
    """The same page in each language; the browser adds the rest of the address (``assets/bilateral.js``)."""
    links = [
        components.A(
            code.upper(),
            id={"lang": code},
            href=f"?lang={code}",
            lang=code,
            hrefLang=code,
            title=name,
            className="lang-link",
            **{"aria-label": f"{code.upper()}: {name}"} | ({"aria-current": "true"} if code == lang else {}),
        )
        for code, name in NAMES.items()
    ]
    return components.Div(links, className="langs", role="group", **{"aria-label": say("app.language", lang)})

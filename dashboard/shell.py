"""The frame of every page: language, skip link, navigation, light and dark, and an empty screen."""

from __future__ import annotations

from dashboard.figures.style import FONT
from dashboard.texts import say
from dashboard.untyped import Node, dash, dcc, dmc, html

#: Name of the message and address of each page, in the order of the navigation.
PAGES = (
    ("overview", "/"),
    ("partner", "/partner"),
    ("sectors", "/sectors"),
    ("mirror", "/mirror"),
    ("data", "/data"),
    ("revisions", "/revisions"),
    ("checks", "/checks"),
    ("sources", "/sources"),
)
#: Pages with a grid: they are loaded whole, so that the grid's scripts travel only to them.
GRID_PAGES = ("/data", "/revisions", "/checks", "/sources")
THEME = {
    "primaryColor": "blue",
    "fontFamily": FONT,
    "defaultRadius": "sm",
    "respectReducedMotion": True,
}


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
    return dmc.MantineProvider(
        [
            dcc.Location(id="address", refresh="callback-nav"),
            html.A(say("app.skip", lang), href="#content", className="skip"),
            _header(lang),
            html.Main(dash.page_container, id="content", className="page", tabIndex="-1"),
            html.Footer(html.P(say("app.about", lang)), className="page-foot"),
        ],
        theme=THEME,
        defaultColorScheme="auto",
    )


def _header(lang: str) -> Node:
    links = [
        dcc.Link(
            say(f"nav.{name}", lang),
            href=path,
            id={"nav": name},
            className="nav-link",
            refresh=path in GRID_PAGES,
        )
        for name, path in PAGES
    ]
    theme = dmc.ColorSchemeToggle(
        id="theme",
        lightIcon=html.Span("◐", **{"aria-hidden": "true"}),
        darkIcon=html.Span("◑", **{"aria-hidden": "true"}),
        variant="subtle",
        color="gray",
        size="lg",
        **{"aria-label": say("app.theme", lang)},
    )
    return html.Header(
        html.Div(
            [
                dcc.Link(say("app.name", lang), href="/", className="brand"),
                html.Nav(links, **{"aria-label": say("app.navigation", lang)}),
                theme,
            ],
            className="bar-inner",
        ),
        className="bar",
    )

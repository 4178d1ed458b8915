"""The only door to libraries without usable types: everything behind it is ``Any``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dashboard.elements import Html

#: A component of any of these libraries, or text, or a list of them.
Node = Any

dash: Any = import_module("dash")
compress: Any = import_module("flask_compress").Compress
html: Any = Html()
#: What Dash must know before the first page: the frame around all of them.
components: Any = dash.html
dcc: Any = dash.dcc
ag_grid: Any = import_module("dash_ag_grid")  # its components are named in the browser alone

"""The plainest server of the same bytes: what gunicorn and Flask cost where nothing is worked out.

``python -m bench._raw FILE PORT`` answers as FILE says (a pickle of ``(method, path, body) -> bytes``), by the same
server with the same settings as the dashboard.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from flask import Flask, Response, request

from dashboard.serving import serve


def make() -> Flask:
    answers: dict[tuple[str, str, bytes], bytes] = pickle.loads(Path(sys.argv[1]).read_bytes())
    server = Flask("raw")

    @server.route("/", defaults={"path": ""}, methods=["GET", "POST"])
    @server.route("/<path:path>", methods=["GET", "POST"])
    def answer(path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        asked = (request.method, request.full_path.removesuffix("?"), request.get_data())
        return Response(answers[asked], mimetype="application/json", headers={"Content-Encoding": "br"})

    return server


if __name__ == "__main__":
    serve(make, "127.0.0.1", sys.argv[2])

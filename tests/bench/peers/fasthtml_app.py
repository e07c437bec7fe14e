"""The page that is measured, as one writes it for FastHTML, htmx by hand: `fasthtml_app.py PORT HTMX_FILE`.

FastHTML's own head takes htmx and Pico from a network of others; here the file is served beside the page.
"""

import sys

import uvicorn
from fasthtml.common import H1, Button, Div, FileResponse, Input, Label, P, Script, fast_app
from uuid import uuid4

port, htmx = sys.argv[1:]
app, route = fast_app(
    default_hdrs=False,
    pico=False,
    surreal=False,
    hdrs=(Script(src="/htmx"),),
    secret_key="only for this measurement",
)
sessions = {}


def runs_of(session):
    return sessions.setdefault(session.setdefault("id", str(uuid4())), {"fragment": 0})


def part(runs):
    runs["fragment"] += 1
    return Div(
        Button("Rerun", hx_post="/part", hx_target="#part", hx_swap="outerHTML"),
        P(f"fragment_runs: {runs['fragment']}"),
        P("line one: some ordinary text in the fragment"),
        id="part",
    )


def echo(name=""):
    return P(f"echo: {name}", id="echo")


@route("/")
def get(session):
    field = Input(name="name", hx_post="/echo", hx_trigger="change", hx_target="#echo", hx_swap="outerHTML")
    return H1("Small"), part(runs_of(session)), Label("Name", field), echo()


@route("/part")
def post(session):
    return part(runs_of(session))


@route("/echo")
def post(name: str):
    return echo(name)


@route("/htmx")
def get():
    return FileResponse(htmx, media_type="text/javascript")


uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning")

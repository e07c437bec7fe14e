"""The page that is measured, as one writes it for NiceGUI: `nicegui_app.py PORT`."""

import sys

from nicegui import ui


@ui.page("/")
def index():
    runs = {"fragment": 0}
    ui.label("Small")

    @ui.refreshable
    def part():
        runs["fragment"] += 1
        ui.button("Rerun", on_click=part.refresh)
        ui.label(f"fragment_runs: {runs['fragment']}")
        ui.label("line one: some ordinary text in the fragment")

    part()
    name = ui.input("Name").on("keydown.enter", lambda: echo.set_text(f"echo: {name.value}"))
    echo = ui.label("echo: ")


ui.run(port=int(sys.argv[1]), host="127.0.0.1", reload=False, show=False)

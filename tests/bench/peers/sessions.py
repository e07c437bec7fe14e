"""Plays browsers that have the page open, in the words of Streamlit's or NiceGUI's WebSocket.

`sessions.py streamlit|nicegui URL` takes lines on its standard input and answers each with one:
`open COUNT` opens pages until there are so many, `click COUNT SECONDS` has so many of them click, each
again after its answer, and answers how often that was.
"""

import ast
import asyncio
import json
import re
import sys
import time

import aiohttp
import websockets

kind, url = sys.argv[1], sys.argv[2].rstrip("/")
ws_url = url.replace("http", "ws", 1)


class StreamlitPage:
    async def open(self, http):
        self.socket = await websockets.connect(
            ws_url + "/_stcore/stream", subprotocols=["streamlit"], max_size=None, ping_interval=None
        )
        self.page = ""
        self.button = self.fragment = self.field = None
        await self.run(self.message())

    def message(self, pressed=False):
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = ""
        rerun.page_script_hash = self.page
        if pressed:
            rerun.fragment_id = self.fragment
            state = rerun.widget_states.widgets.add()
            state.id = self.button
            state.trigger_value = True
            state = rerun.widget_states.widgets.add()
            state.id = self.field
            state.string_value = ""
        return message.SerializeToString()

    async def run(self, message):
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        await self.socket.send(message)
        shown = None
        while True:
            forward = ForwardMsg()
            forward.ParseFromString(await self.socket.recv())
            what = forward.WhichOneof("type")
            if what == "new_session":
                self.page = forward.new_session.page_script_hash
            elif what == "script_finished":
                if shown is None:
                    raise RuntimeError("the run did not show its count")
                return shown
            elif what == "delta":
                element = forward.delta.new_element
                if element.HasField("button"):
                    self.button, self.fragment = element.button.id, forward.delta.fragment_id
                elif element.HasField("text_input"):
                    self.field = element.text_input.id
                elif element.HasField("markdown") and "fragment_runs" in element.markdown.body:
                    shown = element.markdown.body

    async def click(self):
        await self.run(self.message(pressed=True))


def button_in(elements):
    for name, element in elements.items():
        for event in (element or {}).get("events") or []:
            if event.get("type") == "click":
                return int(name), event["listener_id"]
    return None


class NiceguiPage:
    async def open(self, http):
        async with http.get(url + "/") as answer:
            html = await answer.text()
        elements = re.search(r"parseElements\(String\.raw`(.*?)`\)", html, re.S)[1]
        for escaped, plain in (("&lt;", "<"), ("&gt;", ">"), ("&#96;", "`"), ("&#36;", "$"), ("&amp;", "&")):
            elements = elements.replace(escaped, plain)
        query = ast.literal_eval(re.search(r"query:\s*(\{.*?\}),\n", html)[1])
        self.client = query["client_id"]
        self.button = button_in(json.loads(elements))
        query.update(tab_id="t" + self.client, document_id="d" + self.client)
        words = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in query.items()}
        self.socket = await websockets.connect(
            ws_url
            + "/_nicegui_ws/socket.io/?EIO=4&transport=websocket&"
            + "&".join(f"{name}={value}" for name, value in words.items()),
            max_size=None,
            ping_interval=None,
        )
        await self.socket.recv()
        await self.socket.send("40")
        while not (await self.socket.recv()).startswith("40"):
            pass
        if not query.get("implicit_handshake"):
            await self.socket.send("420" + json.dumps(["handshake", query]))

    async def click(self):
        element, listener = self.button
        said = {"id": element, "client_id": self.client, "listener_id": listener, "args": []}
        await self.socket.send("42" + json.dumps(["event", said]))
        while True:
            message = await self.socket.recv()
            if message == "2":
                await self.socket.send("3")
            elif message.startswith("42") and "fragment_runs" in message:
                update = json.loads(message[2:])[1]
                self.button = button_in(update) or button_in(update.get("elements") or {})
                return


Page = {"streamlit": StreamlitPage, "nicegui": NiceguiPage}[kind]


async def main():
    pages = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        while line := await asyncio.to_thread(sys.stdin.readline):
            what, *numbers = line.split()
            if what == "open":
                while len(pages) < int(numbers[0]):
                    page = Page()
                    await page.open(http)
                    pages.append(page)
                print(json.dumps({"open": len(pages)}), flush=True)
            else:
                count, seconds = int(numbers[0]), float(numbers[1])
                print(json.dumps(await click(pages[:count], seconds)), flush=True)


async def click(pages, seconds):
    start, busy = time.perf_counter(), time.process_time()

    async def keep_clicking(page):
        clicks = 0
        while time.perf_counter() < start + seconds:
            await page.click()
            clicks += 1
        return clicks

    clicks = sum(await asyncio.gather(*map(keep_clicking, pages)))
    spent = time.perf_counter() - start
    return {"clicks": clicks, "seconds": spent, "clientBusy": (time.process_time() - busy) / spent}


asyncio.run(main())

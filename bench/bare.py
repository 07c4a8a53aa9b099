"""The other side, as bare as Bolt gets; and ours over HTTP: python -m bench.bare socket|bare|ours.

The bare command does one raw sqlite3 insert with our durability. A lock in front of it, because
without one the threads wait for SQLite's own lock in steps of many milliseconds.
"""

import logging
import sqlite3
import sys
import threading
from datetime import timedelta
from typing import Any

import uvicorn
from slack_bolt import App
from slack_bolt.adapter.asgi import SlackRequestHandler
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bench.payloads import BOT, SECRET, TEAM
from bot.app import build
from bot.clock import WallClock
from bot.inbox import Inbox
from bot.installs import Alone
from bot.settings import Settings
from bot.wanted import Known
from bot.web import Web
from storage import open_store
from storage.records import Workspace

THREADS = 32  # as many as ours


def bolt(api_url: str = "https://slack.invalid/api/", before: bool = False) -> App:
    """Authorized without a call, as ours is."""
    quiet = logging.getLogger("bench.bolt")
    quiet.setLevel(logging.ERROR)
    who = AuthorizeResult(
        enterprise_id=None, team_id=TEAM, bot_token="xoxb-bench", bot_user_id=BOT, bot_id="BBENCH"
    )
    client = WebClient(token="xoxb-bench", base_url=api_url)
    return App(
        logger=quiet,
        client=client,
        signing_secret=SECRET,
        authorize=lambda: who,
        process_before_response=before,
    )


def noop(before: bool = False) -> App:
    """Bolt that hears every message and does nothing."""
    app = bolt(before=before)

    @app.event("message")
    def nothing() -> None:
        pass

    return app


def inserting(api_url: str, path: str) -> App:
    """`/win` as a bare Bolt app would keep it, answered once it is on disk."""
    app = bolt(api_url, before=True)
    book, turn = _opened(path), threading.Lock()

    @app.command("/win")
    def keep(ack: Any, command: dict[str, Any]) -> None:
        with turn:
            book.execute("BEGIN IMMEDIATE")
            book.execute(
                "INSERT INTO win (owner, text) VALUES (?, ?)",
                (command["user_id"], command["text"]),
            )
            book.execute("COMMIT")
        ack("Saved.")

    return app


def ours(path: str) -> Web:
    """Our ASGI app without its loops: only the road that an unwanted message takes is measured."""
    clock = WallClock()
    store = open_store(f"sqlite:///{path}", clock)
    here = Workspace(id=TEAM, bot_user=BOT, created_at=clock.now())
    settings = Settings(_env_file=None)
    houses = Alone(settings, here, store, clock)
    app = build(settings, houses, store=store, clock=clock, after=None, homes=None, seen=None)
    known = Known(BOT, settings.praise_emoji | settings.win_emoji, lambda user: False)
    inbox = Inbox(app, store, clock, lambda _: known, timedelta(seconds=120))
    return Web(app, inbox, SECRET, clock, lambda: True)


def _opened(path: str) -> sqlite3.Connection:
    book = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for rule in ("journal_mode=TRUNCATE", "synchronous=FULL"):
        book.execute(f"PRAGMA {rule}")
    book.execute("CREATE TABLE win (id INTEGER PRIMARY KEY, owner TEXT, text TEXT)")
    return book


def main() -> None:
    kind, where, path = sys.argv[1:4]
    if kind == "socket":
        handler = SocketModeHandler(inserting(where, path), "xapp-bare", concurrency=THREADS)
        handler.connect()
        threading.Event().wait()
    else:
        app: Any = ours(path) if kind == "ours" else SlackRequestHandler(noop())
        uvicorn.run(app, host="127.0.0.1", port=int(where), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()

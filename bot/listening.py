"""Answer over HTTP beside the bot, and leave in time when somebody stops us."""

import contextlib
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.errors import Refused
from bot.running import Bot
from storage import Store

if TYPE_CHECKING:
    from bot.web import Pages, Web

LEAVE_WITHIN = 7.0  # seconds after SIGTERM, of the ten that supervisors grant


def watched(bot: Bot, secret: str) -> "Web":
    """What answers over HTTP; without a secret only whoever watches us is answered."""
    from bot.metrics import Metrics  # noqa: PLC0415 - Socket Mode mostly does without
    from bot.web import Web  # noqa: PLC0415 - as above

    def is_ready() -> bool:
        return answers(bot.store) and (bot.link is None or bot.link.is_open())

    metrics = Metrics(bot.store, bot.inbox, bot.clock)
    return Web(bot.app, bot.inbox, secret, bot.clock, is_ready, metrics, bot.health, pages(bot))


def pages(bot: Bot) -> "Pages":
    """How a workspace installs us, where it may."""
    if bot.keys is None:
        return {}
    from bot import installing  # noqa: PLC0415 - for OAuth alone
    from bot.manifest import scopes  # noqa: PLC0415 - as above

    made = installing.Installing(bot.settings, bot.keys, bot.store, bot.clock, bot.houses, scopes())
    return dict.fromkeys((installing.START, installing.BACK), made.answer)


@contextlib.contextmanager
def listening(web: "Web", port: int) -> Iterator[None]:
    """In a thread of its own: in the main one uvicorn ends the process before we are done."""
    import uvicorn  # noqa: PLC0415 - only this mode needs it

    config = uvicorn.Config(web, host="0.0.0.0", port=port, log_level="warning", lifespan="off")  # noqa: S104
    config.timeout_graceful_shutdown = 2
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, name="http")
    running.start()
    while not server.started and running.is_alive():
        running.join(0.01)
    if not server.started:
        raise Refused(f"Port {port} cannot be listened on. Set PORT to another.")
    try:
        yield
    finally:
        server.should_exit = True
        running.join()


def leave_soon() -> None:
    """Who stops us waits ten seconds. What is under way then is taken up by another process."""
    last = threading.Timer(LEAVE_WITHIN, os._exit, (0,))
    last.daemon = True
    last.start()


def answers(store: Store) -> bool:
    """Whether the database can be read."""
    try:
        store.check()
    except Exception:  # noqa: BLE001 - whatever it is, the answer is no
        return False
    return True

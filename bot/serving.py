"""Start the bot in each of the ways it can run, and stop it well."""

import contextlib
import os
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from socket import socket as Socket  # noqa: N812 - `socket` is a way to run here
from typing import TYPE_CHECKING

import typer
from pydantic import SecretStr

from bot.cli import MANIFEST, PACKED, quiet_logs, wait_for_a_signal
from bot.clock import Clock, MovableClock, SharedClock, WallClock
from bot.errors import Refused
from bot.running import Bot
from bot.settings import Settings
from storage import Store, Unusable, migrate, open_store, prepare

if TYPE_CHECKING:
    from bot.web import Web
    from playground.server import Playground


LEAVE_WITHIN = 7.0  # seconds after SIGTERM, of the ten that supervisors grant
DRAIN = 1.0  # seconds between saying that we leave and leaving


def why_playground(settings: Settings) -> str:
    """Why `winbook run` does not talk to Slack."""
    missing = [
        name
        for name, value in (
            ("SLACK_BOT_TOKEN", settings.bot_token),
            ("SLACK_APP_TOKEN", settings.app_token),
        )
        if not value.get_secret_value()
    ]
    hint = " (or SLACK_SIGNING_SECRET, for HTTP)" if missing == ["SLACK_APP_TOKEN"] else ""
    lacking = " and no ".join(missing) + hint
    return f"No {lacking} in .env, so this is the playground, a pretend Slack."


@contextlib.contextmanager
def opened(settings: Settings, clock: Clock | None = None) -> Iterator[Store]:
    """The store, closed afterwards; what makes it unusable is one sentence."""
    try:
        store = open_store(settings.database_url, clock or WallClock())
    except Unusable as error:
        raise Refused(str(error)) from None
    try:
        yield store
    finally:
        store.close()


def migrated(settings: Settings) -> list[str]:
    try:
        prepare(settings.database_url)
        return migrate(settings.database_url)
    except Unusable as error:
        raise Refused(str(error)) from None


def moved(settings: Settings, to: str) -> dict[str, int]:
    """Rows by table."""
    from storage import moving  # noqa: PLC0415 - needed once in a book's life

    try:
        return moving.move(settings.database_url, to)
    except Unusable as error:
        raise Refused(str(error)) from None


def socket(settings: Settings) -> None:
    """Socket Mode until a signal comes."""
    quiet_logs(settings.log_level)
    with opened(settings) as store:
        bot = Bot(settings, store, clock_of(store))
        bot.start()
        with contextlib.ExitStack() as open_things:
            if settings.health_port:
                web = watched(bot, secret="")
                open_things.enter_context(listening(web, settings.health_port))
            app = bot.here.app_id or "app"
            typer.echo(f"{bot.here.name}: Winbook ({app}) listens, Socket Mode.")
            wait_for_a_signal()
            leave_soon()
        bot.stop()


def http(settings: Settings) -> None:
    """HTTP mode on `PORT` until a signal comes."""
    quiet_logs(settings.log_level)
    with opened(settings) as store:
        bot = Bot(settings, store, clock_of(store))
        bot.start()
        web = watched(bot, settings.signing_secret.get_secret_value())
        with listening(web, settings.port):
            typer.echo(f"{bot.here.name}: Winbook listens on port {settings.port}, HTTP mode.")
            wait_for_a_signal()
            leave_soon()
            web.is_leaving = True
            bot.clock.wait(bot.outbox.loop.stopping, DRAIN)  # whoever spreads requests sees it
        bot.stop()


def watched(bot: Bot, secret: str) -> "Web":
    """What answers over HTTP; without a secret only whoever watches us is answered."""
    from bot.metrics import Metrics  # noqa: PLC0415 - Socket Mode mostly does without
    from bot.web import Web  # noqa: PLC0415 - as above

    def is_ready() -> bool:
        return answers(bot.store) and (bot.link is None or bot.link.is_open())

    metrics = Metrics(bot.store, bot.inbox, bot.clock)
    return Web(bot.app, bot.inbox, secret, bot.clock, is_ready, metrics)


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


def clock_of(store: Store) -> Clock:
    """Where several processes share a database, all of them go by its clock."""
    return in_step(WallClock(), store.now) if store.is_shared else WallClock()


def in_step(own: Clock, ask: Callable[[], datetime]) -> Clock:
    return SharedClock(own, ask)


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


def demo(settings: Settings, port: int, open_page: bool, *, seeded: bool, data: str = "") -> None:
    """The playground with the real bot connected to it, until a signal comes."""
    quiet_logs(settings.log_level)
    clock = MovableClock(WallClock().now(), running=True)
    with contextlib.ExitStack() as open_things:
        folder = data or open_things.enter_context(tempfile.TemporaryDirectory())
        slack, bot = open_things.enter_context(
            together(settings, clock, Path(folder), port, seeded=seeded)
        )
        typer.echo(slack.url)
        if open_page:
            webbrowser.open(slack.url)
        wait_for_a_signal()


def free(port: int, *, or_any: bool) -> int:
    """The port if nobody listens there; 0, which picks one, or Refused otherwise."""
    with closing(Socket()) as probe:
        if not port or probe.connect_ex(("127.0.0.1", port)):
            return port
    if or_any:
        return 0
    raise Refused(f"Port {port} is taken. Choose another with --port, or --port 0 for any.")


@contextlib.contextmanager
def together(
    settings: Settings, clock: MovableClock, folder: Path, port: int, *, seeded: bool
) -> Iterator[tuple["Playground", Bot]]:
    """The pretend Slack and the bot, each wired to the other's clock and idleness."""
    from playground.server import Playground  # noqa: PLC0415 - only the demo needs it

    path = MANIFEST if MANIFEST.exists() else PACKED
    with Playground(manifest=path, clock=clock, seeded=seeded, port=port) as slack:
        mine = settings.model_copy(
            update={
                "bot_token": SecretStr(slack.bot_token),
                "app_token": SecretStr(slack.app_token),
                "api_url": slack.api_url,
                "database_url": f"sqlite:///{folder}/winbook.db",
            }
        )
        with opened(mine, clock) as store:
            bot = Bot(mine, store, clock)
            slack.on_idle, slack.on_clock = bot.settle, bot.schedule.tick
            bot.start()
            _linked(bot)
            try:
                yield slack, bot
            finally:
                bot.stop()


def _linked(bot: Bot, patience: timedelta = timedelta(seconds=5)) -> None:
    """Wait until the link is open, so that the first line on screen is true."""
    deadline = bot.clock.monotonic() + patience.total_seconds()
    while bot.link is not None and not bot.link.is_open():
        if bot.clock.monotonic() > deadline:
            raise Refused("The bot could not connect to the playground. Start it again.")
        bot.clock.wait(bot.outbox.loop.stopping, 0.01)

"""Start the bot in each of the ways it can run, and stop it well."""

import contextlib
import gc
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from socket import socket as Socket  # noqa: N812 - `socket` is a way to run here
from typing import TYPE_CHECKING

import typer
from pydantic import SecretStr

from bot import logs
from bot.cli import MANIFEST, PACKED, hear_signals, wait_for_a_signal
from bot.clock import Clock, MovableClock, SharedClock, WallClock
from bot.database import address
from bot.errors import Refused
from bot.listening import leave_soon, listening, watched
from bot.running import Bot
from bot.settings import Settings
from bot.slack.text import count
from storage import Store, Unusable, migrate, open_store, prepare

if TYPE_CHECKING:
    from playground.server import Playground

GARBAGE = (100_000, 20, 20)  # new objects until the youngest are looked at, and the older ones
DRAIN = 1.0  # seconds between saying that we leave and leaving


def why_playground(settings: Settings) -> str:
    """Why `winbook run` does not talk to Slack."""
    missing = [
        name
        for name, value in (
            ("SLACK_BOT_TOKEN", settings.bot_token),
            ("SLACK_APP_TOKEN", settings.app_token),
        )
        if not value.get_secret_value() and not (settings.is_oauth and name == "SLACK_BOT_TOKEN")
    ]
    hint = " (or SLACK_SIGNING_SECRET, for HTTP)" if missing == ["SLACK_APP_TOKEN"] else ""
    lacking = " and no ".join(missing) + hint
    return f"No {lacking} in .env, so this is the playground, a pretend Slack."


@contextlib.contextmanager
def opened(settings: Settings, clock: Clock | None = None) -> Iterator[Store]:
    """The store, closed afterwards; what makes it unusable is one sentence."""
    try:
        store = open_store(address(settings), clock or WallClock())
    except Unusable as error:
        raise Refused(str(error)) from None
    try:
        yield store
    finally:
        store.close()


def migrated(settings: Settings) -> list[str]:
    try:
        prepare(address(settings))
        return migrate(settings.database_url)
    except Unusable as error:
        raise Refused(str(error)) from None


def moved(settings: Settings, to: str) -> dict[str, int]:
    """Rows by table."""
    from storage import moving  # noqa: PLC0415 - needed once in a book's life

    try:
        return moving.move(address(settings), to)
    except Unusable as error:
        raise Refused(str(error)) from None


def socket(settings: Settings) -> None:
    """Socket Mode until a signal comes."""
    logs.quiet(settings.log_level, settings.log_format)
    with opened(settings) as store:
        bot = Bot(settings, store, clock_of(store))
        bot.start()
        seldom_look_for_garbage()
        heard = hear_signals()
        with contextlib.ExitStack() as open_things:
            if settings.health_port:
                web = watched(bot, secret="")
                open_things.enter_context(listening(web, settings.health_port))
            app = f" ({bot.here.app_id or 'app'})" if bot.here else ""
            typer.echo(f"{called(bot)}{app} listens, Socket Mode.")
            wait_for_a_signal(heard)
            leave_soon()
        bot.stop()


def http(settings: Settings) -> None:
    """HTTP mode on `PORT` until a signal comes."""
    logs.quiet(settings.log_level, settings.log_format)
    with opened(settings) as store:
        bot = Bot(settings, store, clock_of(store))
        bot.start()
        seldom_look_for_garbage()
        heard = hear_signals()
        web = watched(bot, settings.signing_secret.get_secret_value())
        with listening(web, settings.port):
            typer.echo(f"{called(bot)} listens on port {settings.port}, HTTP mode.")
            wait_for_a_signal(heard)
            leave_soon()
            web.is_leaving = True
            bot.clock.wait(bot.outbox.loop.stopping, DRAIN)  # whoever spreads requests sees it
        bot.stop()


def called(bot: Bot) -> str:
    """`Fernhill: Winbook`, or in how many workspaces, and where more may install it."""
    if bot.here is not None:
        return f"{bot.here.name}: Winbook"
    number = count(len(bot.store.workspaces.active()), "workspace", "workspaces")
    page = f"{bot.settings.public_url}/slack/install"
    is_open = bot.settings.mode == "http" or bot.settings.health_port
    where = f"installed from {page}" if is_open else "set HEALTH_PORT so that more can install it"
    return f"{number} ({where}): Winbook"


def seldom_look_for_garbage() -> None:
    """What was made until now stays. A book of thousands of wins is read at once, and Python would
    look through all of it again and again meanwhile: it took longer than the reading."""
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def clock_of(store: Store) -> Clock:
    """Where several processes share a database, all of them go by its clock."""
    return SharedClock(WallClock(), store.now) if store.is_shared else WallClock()


def demo(settings: Settings, port: int, open_page: bool, *, seeded: bool, data: str = "") -> None:
    """The playground with the real bot connected to it, until a signal comes."""
    logs.quiet(settings.log_level, settings.log_format)
    clock = MovableClock(WallClock().now(), running=True)
    with contextlib.ExitStack() as open_things:
        folder = data or open_things.enter_context(tempfile.TemporaryDirectory())
        slack, bot = open_things.enter_context(
            together(settings, clock, Path(folder), port, seeded=seeded)
        )
        heard = hear_signals()
        typer.echo(slack.url)
        if open_page:
            webbrowser.open(slack.url)
        wait_for_a_signal(heard)


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
                "database_key": SecretStr(""),
                "database_key_file": None,
                "is_backing_up": False,
                "keys_folder": folder / "keys",
            }
        )
        with opened(mine, clock) as store:
            bot = Bot(mine, store, clock)
            slack.on_idle, slack.on_clock = bot.settle, bot.schedule.tick
            bot.start()
            _with_a_key(bot)
            _linked(bot)
            try:
                yield slack, bot
            finally:
                bot.stop()


def _with_a_key(bot: Bot) -> None:
    """In the playground nobody has to make one before badges of one's own record can be tried."""
    from bot import holding  # noqa: PLC0415 - only the demo needs it

    if not holding.is_ready():
        return
    from bot.badges import vault  # noqa: PLC0415 - as above

    folder = bot.settings.keys_folder
    for one in bot.store.workspaces.active():
        if not vault.listed(folder, one.id):
            vault.make(folder, one.id, bot.clock.now())


def _linked(bot: Bot, patience: timedelta = timedelta(seconds=5)) -> None:
    """Wait until the link is open, so that the first line on screen is true."""
    deadline = bot.clock.monotonic() + patience.total_seconds()
    while bot.link is not None and not bot.link.is_open():
        if bot.clock.monotonic() > deadline:
            raise Refused("The bot could not connect to the playground. Start it again.")
        bot.clock.wait(bot.outbox.loop.stopping, 0.01)

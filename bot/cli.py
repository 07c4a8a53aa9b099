"""The command line: run, demo, migrate, export, import, rubric, keys, badge, inbox and more."""

import signal
from pathlib import Path
from queue import SimpleQueue
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError

from bot import cli_audit, cli_badge, cli_data, cli_keys, cli_rubric, cli_tokens
from bot.errors import Refused
from bot.settings import Settings

app = typer.Typer(
    help="Winbook builds the promotion case as the work happens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
inbox = typer.Typer(help="Events that could not be processed.", no_args_is_help=True)
app.add_typer(inbox, name="inbox")
app.add_typer(cli_rubric.app, name="rubric")
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_tokens.app, name="tokens")
app.add_typer(cli_badge.app, name="badge")
app.command("audit")(cli_audit.audit)
cli_data.register(app)

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
PACKED = Path(__file__).parent / "manifest.yml"  # where the wheel carries it


def main() -> None:
    """Errors are one sentence and a non-zero exit."""
    try:
        app()
    except Refused as error:
        _give_up(error.sentence)
    except ValidationError as error:
        _give_up(" ".join(_wrong(problem) for problem in error.errors()))


def _give_up(sentence: str) -> NoReturn:
    typer.echo(f"winbook: {sentence}", err=True)
    raise SystemExit(1) from None


def _wrong(problem: Any) -> str:
    """A setting that cannot be read, without its value: it may be a secret."""
    return f"The setting {problem['loc'][0]} is wrong: {problem['msg'].lower()}. See .env.example."


@app.command()
def run(
    port: Annotated[int, typer.Option(help="Port of the playground's page; 0 picks one.")] = 4000,
    open_page: Annotated[bool, typer.Option("--open/--no-open")] = True,
) -> None:
    """Answer Slack when there are tokens, otherwise start the playground."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick

    settings = Settings()
    if settings.mode == "none":
        typer.echo(serving.why_playground(settings), err=True)
        serving.demo(settings, serving.free(port, or_any=True), open_page, seeded=True)
    elif settings.mode == "socket":
        serving.socket(settings)
    else:
        serving.http(settings)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="0 picks a free one.")] = 4000,
    open_page: Annotated[bool, typer.Option("--open/--no-open")] = True,
    empty: Annotated[bool, typer.Option("--empty", help="No people, no messages.")] = False,
    data: Annotated[str, typer.Option(help="Keep the book in this folder.")] = "",
) -> None:
    """Start the playground: a pretend Slack with the real bot in it."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick

    port = serving.free(port, or_any=False)
    serving.demo(Settings(), port, open_page, seeded=not empty, data=data)


@app.command()
def migrate() -> None:
    """Bring the database to the newest revision, after a backup."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick

    applied = serving.migrated(Settings())
    typer.echo(f"Applied {', '.join(applied)}." if applied else "Nothing to do.")


@app.command()
def doctor(
    strict: Annotated[bool, typer.Option("--strict", help="Doubts count as wrong.")] = False,
) -> None:
    """Say what is wrong and how to fix it; ends with 1 when something is."""
    from bot import doctor as examining  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.clock import WallClock  # noqa: PLC0415

    bad = {examining.Level.WRONG} | ({examining.Level.DOUBTFUL} if strict else set())
    is_bad = False
    for finding in examining.examine(Settings(), WallClock().now()):
        fix = f" {finding.fix}" if finding.fix else ""
        typer.echo(f"{finding.level.value:<5}  {finding.what}{fix}")
        is_bad = is_bad or finding.level in bad
    if is_bad:
        raise typer.Exit(1)


@app.command()
def move(
    to: Annotated[str, typer.Option("--to", help="postgresql://user:password@host/database")],
) -> None:
    """Move the book from its SQLite file to PostgreSQL, every row compared. Stop Winbook first."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick

    moved = serving.moved(Settings(), to)
    typer.echo(
        f"Moved and compared {sum(moved.values())} rows in {len(moved)} tables. Now set "
        "DATABASE_URL to that address; keep the file until you have looked."
    )


@app.command()
def manifest(
    check: Annotated[bool, typer.Option("--check", help="Compare it with the code.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As the Slack CLI wants it.")] = False,
) -> None:
    """Print manifest.yml, or check that the code answers what it promises."""
    from bot import manifest as reading  # noqa: PLC0415 - keeps `winbook --help` quick

    path = MANIFEST if MANIFEST.exists() else PACKED
    if not check:
        typer.echo(reading.as_json(path) if as_json else path.read_text(encoding="utf-8"))
        return
    problems = reading.problems(path)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo("manifest.yml and the code agree.")


@app.command()
def template(file: Path) -> None:
    """Try a company's own Word template for packets, and say what is wrong with it."""
    from bot.exports import company  # noqa: PLC0415 - keeps `winbook --help` quick

    try:
        body = file.read_bytes()
    except OSError as error:
        raise Refused(
            f"{file} cannot be read: {(error.strerror or 'no reason given').lower()}."
        ) from None
    company.check(body)
    typer.echo(f"{file} can be used. Point PACKET_TEMPLATE at it.")


@inbox.command("list")
def parked() -> None:
    """Show parked events: id, kind, time and error class, never words."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick

    with serving.opened(Settings()) as store:
        rows = store.inbox.parked()
    for row in rows:
        typer.echo(f"{row.event_id}  {row.kind}  {row.received:%Y-%m-%d %H:%M}  {row.error}")
    typer.echo(f"{len(rows)} parked." if rows else "Nothing is parked.")


@inbox.command("retry")
def retry(event_id: str) -> None:
    """Try a parked event again."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick

    with serving.opened(Settings()) as store:
        found = store.inbox.retry(event_id)
    if not found:
        raise Refused(f"No parked event {event_id}. `winbook inbox list` shows what is parked.")
    typer.echo("It will be tried again within a minute.")


def hear_signals() -> SimpleQueue[int]:
    """From now on Ctrl+C and SIGTERM come here: to be called before anybody is told that we are up.

    A handler may run inside any call of this thread, so it uses the one queue that bears that.
    """
    heard: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: heard.put(number))
    return heard


def wait_for_a_signal(heard: SimpleQueue[int]) -> None:
    """Until one came. A second one ends the process at once."""
    heard.get()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)

"""The command line for people's data: export, import, and what was brought in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import Refused
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.bringing import Reader

User = Annotated[str, typer.Argument(help="Slack's id of the person, or the name they have there.")]
Team = Annotated[
    str, typer.Option("--workspace", help="Slack's team id; needed where several are.")
]


def register(app: typer.Typer) -> None:
    app.command("export")(export)
    app.command("import")(bring)
    app.command("erase")(erase)
    app.command("backup")(backup)
    app.command("restore")(restore)


def export(
    user: User,
    to: Annotated[Path | None, typer.Option(help="The file; winbook-<user>.zip otherwise.")] = None,
    workspace: Team = "",
) -> None:
    """Write everything that is held of a person into one file that they can read and import."""
    from bot import bundle, private  # noqa: PLC0415 - keeps `winbook --help` quick

    with _for(user, workspace) as who:
        place = to or Path(f"winbook-{who.me.user}.zip")
        private.write(place, bundle.bundled(who.store, who.me))
    typer.echo(f"Wrote {place}. Only its owner can read it; hand it over unread.")


def bring(
    file: Path,
    user: Annotated[str, typer.Option("--for", help="Whose book, by Slack's id or name.")],
    workspace: Team = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would bring.")] = False,
) -> None:
    """Bring a bundle or a brag document into a person's book."""
    from bot import bringing, bundle  # noqa: PLC0415 - keeps `winbook --help` quick

    data = _bytes(file)
    with _for(user, workspace) as who:
        looked = bringing.look(who, file.name, data, bundle.ON_SERVER)
        for line in looked.lines:
            typer.echo(line)
        if dry_run or not looked.new:
            typer.echo("Nothing was imported." if dry_run else "There is nothing new in it.")
            return
        try:
            new, _ = bringing.bring(who, looked.kept, Settings())
        except ValueError:
            raise Refused(
                "That bundle holds a row that does not fit. Nothing was imported."
            ) from None
    typer.echo(f"Imported {new} rows. `/win import` undoes it.")


def erase(
    user: User,
    workspace: Team = "",
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything of a person, for good; an older backup deletes it again."""
    from bot.clock import WallClock  # noqa: PLC0415 - keeps `winbook --help` quick

    with _for(user, workspace) as who:
        rows = sum(who.store.erasure.count(who.me).values())
        if not sure and typer.prompt(f"{rows} rows go. Type the id to go on") != who.me.user:
            raise Refused("Nothing was deleted.")
        who.store.erasure.forget(who.me, WallClock().now())
    typer.echo(f"Deleted {rows} rows. Messages in Slack stay Slack's.")


def backup(
    new_key: Annotated[bool, typer.Option("--new-key", help="Print a key for BACKUP_KEY.")] = False,
) -> None:
    """Make a verified copy of the database, also while the bot runs."""
    from bot.clock import WallClock  # noqa: PLC0415 - keeps `winbook --help` quick
    from storage import Unusable, backups, sealed  # noqa: PLC0415

    settings, now = Settings(), WallClock().now()
    try:
        if new_key:
            typer.echo(sealed.new_key())
            return
        file = settings.database_file
        if file is not None and not file.exists():
            raise Refused(f"There is no database {file}.")
        made = backups.make(settings.database_url, now, settings.backup_key.get_secret_value())
        gone = backups.prune(settings.database_url, now)
    except Unusable as error:
        raise Refused(error.sentence) from None
    typer.echo(f"Wrote {made}, verified. {gone} older than 30 days deleted.")


def restore(
    file: Path,
    without_ledger: Annotated[
        bool, typer.Option("--without-ledger", help="There was none: nobody was erased since.")
    ] = False,
) -> None:
    """Put a backup where no database is; whoever was erased since is erased again."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick
    from storage import Unusable, backups  # noqa: PLC0415

    settings = Settings()
    key = settings.backup_key.get_secret_value()
    try:
        found = backups.restore(settings.database_url, file, key, without_ledger=without_ledger)
    except Unusable as error:
        raise Refused(error.sentence) from None
    with serving.opened(settings):  # migrated, and the ledger replayed
        held = ", ".join(found.workspaces) or "no workspace"
        typer.echo(f"Restored {found.file}: {held}, {found.people} people, {found.wins} wins.")


@contextmanager
def _for(user: str, workspace: str) -> Iterator["Reader"]:
    """The person and their store; somebody who was never here yet by their id alone."""
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.bringing import Reader  # noqa: PLC0415
    from bot.clock import WallClock  # noqa: PLC0415
    from storage.records import Person, Principal  # noqa: PLC0415

    settings, now = Settings(), WallClock().now()
    with serving.opened(settings) as store:
        teams = [one.id for one in store.workspaces.active()]
        if not workspace and len(teams) != 1:
            known = ", ".join(teams) or "none yet"
            raise Refused(f"Name the workspace with --workspace. Known here: {known}.")
        team = workspace or teams[0]
        named = [p.user for p in store.people.all(team) if user in (p.user, p.name)]
        if len(named) > 1:
            raise Refused(f"Several people are called {user}: say whom by Slack's id.")
        me = Principal(team, named[0] if named else user)
        person = store.people.get(me)
        if person is None and not user.startswith(("U", "W")):
            raise Refused(
                f"Nobody here is called {user}. Use the id that Slack shows in a profile."
            )
        person = person or Person(workspace=team, user=me.user, created_at=now)
        yield Reader(store, me, person, now, settings.zone)


def _bytes(path: Path) -> bytes:
    from bot.bundle import ON_SERVER  # noqa: PLC0415 - keeps `winbook --help` quick

    try:
        with path.open("rb") as opened:
            return opened.read(ON_SERVER.packed + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {(error.strerror or 'unknown').lower()}.") from None

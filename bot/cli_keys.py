"""The command line for keys: the workspace's own, which sign badges of people's record."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import Refused
from bot.settings import Settings

app = typer.Typer(help="The key that signs badges of people's own record.", no_args_is_help=True)
Workspace = Annotated[str, typer.Option(help="The workspace's id, T…")]


@app.command("list")
def show(workspace: Workspace = "") -> None:
    """Which keys there are."""
    from bot.badges import vault  # noqa: PLC0415 - keeps `winbook --help` quick

    folder, team = where(workspace)
    for key in vault.listed(folder, team):
        typer.echo(f"{key.state:8} {key.made[:10]} {key.did}")


@app.command()
def make(workspace: Workspace = "") -> None:
    """Make the first key."""
    _made(workspace, again=False)


@app.command()
def rotate(workspace: Workspace = "") -> None:
    """Make the next key; what the last one signed stays good."""
    _made(workspace, again=True)


@app.command()
def backup(to: Path, workspace: Workspace = "") -> None:
    """Write every key into one file, readable by you alone. Keep it away from the server."""
    from bot.badges import vault  # noqa: PLC0415 - keeps `winbook --help` quick

    folder, team = where(workspace)
    number = vault.backup(folder, team, to)
    typer.echo(f"{number} keys are in {to}. Whoever holds that file can sign as this workspace.")


@app.command()
def restore(source: Path) -> None:
    """Bring keys back from a backup, where there are none."""
    from bot.badges import vault  # noqa: PLC0415 - keeps `winbook --help` quick

    team, number = vault.restore(Settings().keys_folder, source)
    typer.echo(f"{number} keys of {team} are back.")


@app.command()
def revoke(name: str, workspace: Workspace = "") -> None:
    """A key is in wrong hands: nothing that it signed is good any more."""
    from bot.badges import vault  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.clock import WallClock  # noqa: PLC0415

    folder, team = where(workspace)
    gone = vault.revoke(folder, team, name, WallClock().now())
    typer.echo(f"Revoked {gone.did}. Publish `winbook keys public` again, and make a new key.")


@app.command()
def public(to: Annotated[Path | None, typer.Argument()] = None, workspace: Workspace = "") -> None:
    """Print the public keys, for anybody who wants to verify; or write them into a file."""
    from bot.badges import vault  # noqa: PLC0415 - keeps `winbook --help` quick

    folder, team = where(workspace)
    said = json.dumps(vault.public(folder, team), indent=2)
    if to is None:
        typer.echo(said)
    else:
        to.write_text(f"{said}\n", encoding="utf-8")


@app.command()
def status(to: Path, workspace: Workspace = "") -> None:
    """Write the lists of badges that were taken back into a folder, to be published."""
    from bot.badges import register  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.clock import WallClock  # noqa: PLC0415

    folder, team = where(workspace)
    base = Settings().badge_status_url
    for path in register.write(folder, team, base, to, WallClock().now()):
        typer.echo(f"{path} belongs at {base.rstrip('/')}/{path.name}")


def _made(workspace: str, *, again: bool) -> None:
    from bot.badges import vault  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.clock import WallClock  # noqa: PLC0415

    folder, team = where(workspace)
    key = vault.make(folder, team, WallClock().now(), again=again)
    typer.echo(f"Made {key.did}. Back it up: winbook keys backup FILE.")


def where(workspace: str) -> tuple[Path, str]:
    """The folder, and the workspace; the only one when none is named."""
    from bot import holding, serving  # noqa: PLC0415 - keeps `winbook --help` quick

    if not holding.is_ready():
        raise Refused("Install Winbook with the extra `badges` for this.")
    settings = Settings()
    if workspace:
        return settings.keys_folder, workspace
    with serving.opened(settings) as store:
        known = [one.id for one in store.workspaces.active()]
    if len(known) != 1:
        raise Refused(f"Name the workspace with --workspace. Known here: {known or 'none yet'}.")
    return settings.keys_folder, known[0]

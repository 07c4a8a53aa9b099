"""The command line for badges: check one file, offline, step by step."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import Refused
from bot.settings import Settings

app = typer.Typer(help="Badges as files.", no_args_is_help=True)


@app.callback()
def badges() -> None:
    """Badges as files."""


@app.command()
def check(
    file: Path,
    to: Annotated[list[str] | None, typer.Option("--for", help="An address of yours.")] = None,
    trust: Annotated[list[str] | None, typer.Option(help="ISSUER=FILE with a key.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what is so of a badge. Ends with 0: verified; 2: signed well, not all shown; 1: not."""
    from bot import holding  # noqa: PLC0415 - keeps `winbook --help` quick

    if not holding.is_ready():
        raise Refused("Install Winbook with the extra `badges` for this.")
    from bot.badges import carrier, checking, keys  # noqa: PLC0415 - as above
    from bot.badges.whom import Trusted, Whom  # noqa: PLC0415
    from bot.career.credentials import steps  # noqa: PLC0415
    from bot.clock import WallClock  # noqa: PLC0415

    pairs = [one.partition("=")[::2] for one in trust or []]
    known = [Trusted(name, keys.from_text(_text(Path(path)))) for name, path in pairs]
    whom = Whom(WallClock().now(), tuple(to or ()), tuple(known))
    found = checking.check(_bytes(file, carrier.LARGEST + 1), whom)
    result = steps.result(found.steps)
    if as_json:
        said = {"verdict": found.verdict, "result": result, "steps": steps.as_data(found.steps)}
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join([f"{file.name}: {found.verdict}", *map(_line, found.steps)]))
    raise typer.Exit(result)


@app.command()
def revoke(
    badge: str,
    why: Annotated[str, typer.Option(help="Said to whoever checks it here.")] = "",
    to: Annotated[Path | None, typer.Option(help="Write the lists into this folder.")] = None,
    workspace: Annotated[str, typer.Option(help="The workspace's id, T…")] = "",
) -> None:
    """Take a badge back that this workspace made: its file, or its urn:uuid."""
    from bot import cli_keys  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.badges import register  # noqa: PLC0415 - as above
    from bot.clock import WallClock  # noqa: PLC0415

    folder, team = cli_keys.where(workspace)
    now = WallClock().now()
    gone = register.revoke(folder, team, _serial(badge, folder, team), why, now)
    typer.echo(f"{gone.serial} is taken back.")
    if gone.bit is None:
        typer.echo("It names no list, so only this workspace's own reader knows.")
    elif to is None:
        typer.echo("Publish the list anew: winbook keys status FOLDER.")
    else:
        for path in register.write(folder, team, Settings().badge_status_url, to, now):
            typer.echo(f"{path} is to be published.")


def _serial(badge: str, folder: Path, team: str) -> str:
    """A serial as it is; of a file the serial in it, if one of our own keys is its issuer."""
    if badge.startswith("urn:"):
        return badge
    from bot.badges import carrier, tokens, vault  # noqa: PLC0415 - as above

    carried = carrier.find(_bytes(Path(badge), carrier.LARGEST + 1))
    said = tokens.read(carried.text).payload if carried.form == "jws" else {}
    if said.get("iss") not in {key.did for key in vault.listed(folder, team)}:
        raise Refused("That badge was not made by this workspace.")
    return str(said.get("jti"))


def _line(step: object) -> str:
    from bot.career.credentials.steps import TITLES, Step  # noqa: PLC0415 - as above

    assert isinstance(step, Step)
    return f"  {step.verdict:11} {TITLES[step.name]}: {step.reason}"


def _bytes(file: Path, most: int) -> bytes:
    """Enough of the file to say that it is too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None


def _text(file: Path) -> str:
    return _bytes(file, 20_000).decode("utf-8", "replace")

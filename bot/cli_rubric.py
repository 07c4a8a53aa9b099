"""The command line for rubrics: check a file, import it, print a template."""

import shlex
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import Refused
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.career.ladders import Found, Ladder

app = typer.Typer(help="A company's ladder as a file.", no_args_is_help=True)
DATA = Path(__file__).parent / "career/data"
FIT = 200  # problems that are printed
File = Annotated[Path, typer.Argument(help="The ladder.")]
Base = Annotated[Path | None, typer.Argument(help="A second file that the first leans on.")]


class Template(StrEnum):
    yaml = "yaml"
    list = "list"
    matrix = "matrix"


FILES = {
    Template.yaml: "rubric_template.yml",
    Template.list: "rubric_list.csv",
    Template.matrix: "rubric_matrix.csv",
}


@app.command()
def check(file: File, base: Base = None) -> None:
    """Say what is in a file, or what is wrong with it, line by line. Imports nothing."""
    ladder = _sound(_read(file, base))
    from bot.career.ladders import proposing  # noqa: PLC0415 - keeps `winbook --help` quick

    typer.echo("Proposed, to be confirmed when it is imported:")
    for key, found in proposing.proposals(ladder).items():
        typer.echo(f"  {key} = {found.dimension}, because {found.because}")
    typer.echo("Nothing was imported.")


@app.command("import")
def bring(
    file: File,
    base: Base = None,
    workspace: Annotated[str, typer.Option(help="The workspace's id, T…")] = "",
    owner: Annotated[str, typer.Option(help="For one person alone: their id, U…")] = "",
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help="dimension=scope|ambiguity|influence|blast_radius|direction|none"
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept-proposals", help="Map the rest as `check` proposes.")
    ] = False,
) -> None:
    """Import a ladder for a workspace, and use it from now on."""
    found = _read(file, base)
    ladder = _sound(found)
    meant = _mapping(ladder, mapped or [], accept=accept)
    _store(found, ladder, workspace, owner, meant)


@app.command()
def template(
    form: Annotated[Template, typer.Option("--as", help="yaml, or CSV as a list or a matrix")] = (
        Template.yaml
    ),
) -> None:
    """Print a rubric to fill in."""
    typer.echo((DATA / FILES[form]).read_text(encoding="utf-8"), nl=False)


def _read(file: Path, base: Path | None) -> "Found":
    from bot.career import ladders  # noqa: PLC0415 - keeps `winbook --help` quick

    named = [(path.name, _bytes(path)) for path in (file, base) if path is not None]
    return ladders.read(*named[0], named[1] if base else None)


def _bytes(path: Path) -> bytes:
    """Enough of the file to say that it is too large."""
    try:
        with path.open("rb") as opened:
            return opened.read(1024 * 1024)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None


def _sound(found: "Found") -> "Ladder":
    """The ladder with its dry run printed; problems are printed and end the command."""
    from bot.career.ladders import telling  # noqa: PLC0415 - keeps `winbook --help` quick

    for line in telling.report(found, FIT):
        typer.echo(line, err=found.ladder is None)
    if found.ladder is None:
        raise typer.Exit(1)
    return found.ladder


def _mapping(ladder: "Ladder", said: list[str], *, accept: bool) -> dict[str, str]:
    """What each dimension means: as typed, as the file says, or as accepted; or Refused."""
    from bot.career.ladders import proposing  # noqa: PLC0415 - keeps `winbook --help` quick

    keys = [key for key, _ in ladder.sources]
    meant = dict(ladder.mapping) | dict(_pair(words, keys) for words in said)
    proposed = proposing.proposals(ladder)
    left = [key for key in keys if key not in meant]
    if left and not accept:
        pairs = [f"{key}={proposed[key].dimension}" for key in left[:12]]
        words = " ".join(f"--map {shlex.quote(pair)}" for pair in pairs)
        more = " …" if len(left) > 12 else ""
        raise Refused(
            f"Say what each dimension means, or pass --accept-proposals. Proposed: {words}{more}"
        )
    return meant | {key: proposed[key].dimension for key in left}


def _pair(words: str, keys: list[str]) -> tuple[str, str]:
    from bot.career import dimensions  # noqa: PLC0415 - keeps `winbook --help` quick

    key, _, said = words.partition("=")
    meant = "none" if said == "none" else dimensions.by_tag(said)
    if key not in keys:
        raise Refused(f"--map {words}: the file has no dimension {key}. It has {', '.join(keys)}.")
    if meant is None:
        known = ", ".join((*dimensions.KEYS, "none"))
        raise Refused(f"--map {words}: {said or 'nothing'} is none of {known}.")
    return key, meant


def _store(
    found: "Found", ladder: "Ladder", workspace: str, owner: str, meant: dict[str, str]
) -> None:
    from bot import rubrics, serving  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.career import ladders  # noqa: PLC0415
    from bot.clock import WallClock  # noqa: PLC0415
    from storage.records import Principal  # noqa: PLC0415

    kept = {
        "file": found.file,
        "shape": found.shape,
        "digest": found.digest,
        "ladder": ladders.as_data(ladder),
    }
    now = WallClock().now()
    with serving.opened(Settings()) as store:
        if not workspace or store.workspaces.get(workspace) is None:
            known = ", ".join(one.id for one in store.workspaces.active()) or "none yet"
            raise Refused(f"Name the workspace with --workspace. Known here: {known}.")
        version = rubrics.bring(store, Principal(workspace, owner), owner, kept, now)
        store.rubrics.map(workspace, owner, version.key, meant, now)
        store.rubrics.choose(workspace, owner, version, now)
    whose = f"for {owner}" if owner else "for everybody who chose nothing else"
    typer.echo(f"Imported {version.name}, version {version.number}, {whose}.")

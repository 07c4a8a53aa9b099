"""The command line for the audit: is it whole, and does it still hold what the log once said?"""

from typing import Annotated

import typer

from bot.errors import Refused
from bot.settings import Settings

Ends = Annotated[
    list[str],
    typer.Argument(help="What the log said once a day: workspace, number and seal, three words."),
]


def audit(ends: Ends = ()) -> None:  # type: ignore[assignment]  # typer wants a list, a default none
    """Say whether the audit is whole; ends with 1 when a row was changed, moved or removed.

    Somebody who cuts off its newest rows may cut the seal as well: give what the log wrote down.
    """
    from bot import serving  # noqa: PLC0415 - keeps `winbook --help` quick
    from storage.audits import End  # noqa: PLC0415

    said = list(ends)
    if len(said) % 3 or not all(number.isdigit() for number in said[1::3]):
        raise Refused("Give three words for each: workspace, number and seal, as the log has them.")
    told = zip(said[::3], said[1::3], said[2::3], strict=True)
    once = [End(team, int(number), seal.rstrip(".")) for team, number, seal in told]
    with serving.opened(Settings()) as store:
        now = store.audits.ends()
        broken = {end.workspace: store.audits.broken(end.workspace) for end in now}
        missing = [end for end in once if not store.audits.holds(end)]
    for end in now:
        rows = ", ".join(map(str, broken[end.workspace][:20]))
        state = f"is broken at {rows}" if rows else f"is whole, to {end.number} with {end.seal}"
        typer.echo(f"The audit of {end.workspace} {state}.")
    for end in missing:
        typer.echo(f"The audit of {end.workspace} does not hold {end.number} with {end.seal}.")
    if missing or any(broken.values()):
        raise typer.Exit(1)
    typer.echo("Nothing is missing." if once or now else "Nothing was noted yet.")

"""The command line for OAuth tokens: the keys they lie under."""

import typer

app = typer.Typer(help="The keys that workspaces' tokens lie under.", no_args_is_help=True)


@app.command()
def key() -> None:
    """Print a new key for TOKEN_KEYS. It is kept nowhere."""
    from bot import tokens  # noqa: PLC0415 - keeps `winbook --help` quick

    typer.echo(tokens.new_key())


@app.command()
def rotate() -> None:
    """Seal every token under the newest key, the first of TOKEN_KEYS, while Winbook serves."""
    from bot import rotating, serving, tokens  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.settings import Settings  # noqa: PLC0415 - as above

    settings = Settings()
    keys = tokens.keys_of(settings)
    with serving.opened(settings) as store:
        number = rotating.rotated(store, keys)
    typer.echo(
        f"Sealed {number} anew; the first key opens every token. When each process begins its "
        "TOKEN_KEYS with it, the others can be taken out and destroyed."
    )


@app.command()
def forget() -> None:
    """Delete tokens that no key opens; those workspaces have to install Winbook again."""
    from bot import rotating, serving, tokens  # noqa: PLC0415 - keeps `winbook --help` quick
    from bot.settings import Settings  # noqa: PLC0415 - as above

    settings = Settings()
    keys = tokens.keys_of(settings)
    with serving.opened(settings) as store:
        gone = rotating.forgotten(store, keys)
    typer.echo(f"Deleted: {', '.join(gone)}." if gone else "Every token can be opened.")

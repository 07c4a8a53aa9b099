"""Credentials: badges read and checked, logged, mapped, renewed; ladders, programmes, pathways."""

from typing import Any

from bot.features.credentials import checkup, dropping, form, identity, mapping, page

DUE = (*dropping.DUE, *checkup.DUE)
TAKES = dropping.TAKES
home = page.home


def register(app: Any) -> None:
    for part in (page, form, mapping, checkup, identity):
        part.register(app)

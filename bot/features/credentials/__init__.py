"""Credentials: badges read and checked, logged, mapped, renewed; ladders, programmes, pathways."""

from typing import Any

from bot.features.credentials import (
    ageing,
    checkup,
    consenting,
    dropping,
    expiry,
    filing,
    form,
    front,
    identity,
    ladders,
    mapping,
    matrix,
    page,
    pathways,
    programmes,
    proof,
)

DUE = (
    *(*dropping.DUE, *checkup.DUE, *ladders.DUE),
    *(*ageing.DUE, *expiry.DUE, *proof.DUE, *consenting.DUE, *filing.DUE),
)
TAKES = (*ladders.TAKES, *dropping.TAKES)
PARTS = (
    *(page, form, mapping, checkup, identity, matrix),
    *(ladders, programmes, pathways, proof, consenting, filing),
)
home = front.home


def register(app: Any) -> None:
    for part in PARTS:
        part.register(app)

"""Further workspaces that may install the same app: each a world, all with the app's secrets."""

from collections.abc import Sequence

from playground.control import Desk
from playground.delivery import Delivery
from playground.grants import Grants
from playground.state import World


def neighbour(first: Desk, name: str, retries: Sequence[float]) -> Desk:
    """A workspace without people, where the app is not installed; the links are the app's own."""
    known, stem = first.world, name.upper()[:4]
    world = World(
        known.manifest,
        known.clock,
        name=name,
        domain=name.lower(),
        team=f"T0{stem}0001",
        bot_user=f"U0{stem}B0T1",
        bot_id=f"B0{stem}0001",
        client_secret=known.client_secret,
        signing_secret=known.signing_secret,
        app_token=known.app_token,
        grants=Grants(""),
        is_installed=False,
    )
    delivery = Delivery(world, first.socket_mode, retries)
    world.emit = delivery.emit
    return Desk(world, delivery, first.socket_mode, first.ack_timeout)

"""What the operator turns: the clock, faults, HTTP mode; and what can be read of the traffic."""

import asyncio
from datetime import datetime, timedelta

from playground.control.desk import Desk, Unclear, Wish, deed
from playground.http_mode import HttpMode
from playground.ledger import KEPT
from playground.state import Json, World
from playground.web_api.scheduled import send_due

QUIET = 0.3


@deed("health")
async def health(wish: Wish) -> Json:
    desk, world = wish.desk, wish.world
    return {
        "links": len(desk.socket_mode.links),
        "mode": "http" if desk.http_mode else "socket",
        "now": world.clock.now().isoformat(),
        "running": desk.delivery.running + world.calls_running,
    }


@deed("clock")
async def clock(wish: Wish) -> Json:
    """Read the clock, or move it: `to` an ISO time, or `advance_seconds`."""
    world = wish.world
    if "advance_seconds" in wish.given:
        move(world, timedelta(seconds=float(wish.given["advance_seconds"])))
    elif "to" in wish.given:
        target = datetime.fromisoformat(wish.text("to"))
        if target.tzinfo is None:
            raise Unclear("Say the time zone of `to`, such as 2026-11-01T09:00:00+01:00.")
        move(world, target - world.clock.now())
    else:
        return {"now": world.clock.now().isoformat()}
    send_due(world)
    world.pulse.beat()
    if wish.desk.on_clock:
        await asyncio.to_thread(wish.desk.on_clock)
    return {"now": world.clock.now().isoformat()}


def move(world: World, by: timedelta) -> None:
    """Forward as time passes, back as an operator sets a clock back."""
    world.ledger.note("clock", seconds=by.total_seconds(), forward=by > timedelta(0))
    held = world.clock
    advance, jump = getattr(held, "advance", None), getattr(held, "jump", None)
    if advance is None or jump is None:
        raise Unclear("This playground runs on real time; its clock cannot be moved.")
    if by >= timedelta(0):
        advance(by.total_seconds())
    else:
        jump(held.now() + by)


@deed("settle")
async def settle(wish: Wish) -> Json:
    """Wait until everything is acknowledged, answered and, if the bot can say so, done."""
    seconds = float(wish.given.get("timeout", 10))
    return {"idle": await comes_to_rest(wish.desk, seconds)}


async def comes_to_rest(desk: Desk, seconds: float) -> bool:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    desk.delivery.release()
    while loop.time() < end:
        if not is_quiet(desk):
            await desk.world.pulse.next(end - loop.time())
            continue
        before = desk.world.pulse.count
        if not await _is_still(desk, end - loop.time()):
            continue
        if is_quiet(desk) and desk.world.pulse.count == before:
            return True
    return False


def is_quiet(desk: Desk) -> bool:
    return not (desk.delivery.running or desk.world.calls_running)


async def _is_still(desk: Desk, seconds: float) -> bool:
    """Ask the bot; where it cannot be asked, a while without any change must do."""
    if desk.on_idle is None:
        return not await desk.world.pulse.next(min(QUIET, seconds))
    return await asyncio.to_thread(desk.on_idle, seconds)


@deed("faults")
async def faults(wish: Wish) -> Json:
    """Switch a fault on, or all off with `clear`; without a wish, list them."""
    world, given = wish.world, wish.given
    if given.get("clear"):
        world.faults.clear()
        world.withheld_scopes.clear()
        world.refused_blocks.clear()
    elif "refuse_blocks" in given:
        world.refused_blocks = set(given["refuse_blocks"])
    elif isinstance(given.get("off"), dict):
        world.faults.remove(given["off"])
    elif "withhold_scopes" in given:
        unknown = set(given["withhold_scopes"]) - world.manifest.optional_scopes
        if unknown:
            raise Unclear(f"Only optional scopes can be withheld, not {', '.join(unknown)}.")
        world.withheld_scopes = set(given["withhold_scopes"])
    elif "link" in given and given["link"] in ("disconnect", "close", "silent"):
        return {"links": await _trouble_links(wish), "active": world.faults.active()}
    elif given:
        world.faults.add(given)
    return {
        "active": world.faults.active(),
        "withheld_scopes": sorted(world.withheld_scopes),
        "optional_scopes": sorted(world.manifest.optional_scopes),
    }


async def _trouble_links(wish: Wish) -> int:
    links = wish.desk.socket_mode
    match wish.text("link"):
        case "disconnect":
            return await links.disconnect(wish.text("reason", "refresh_requested"))
        case "close":
            return await links.close()
    return links.silence_some(int(wish.given.get("first") or len(links.links)))


@deed("log")
async def log(wish: Wish) -> Json:
    """Everything that passed; `entry` says of which kind, `since` after which number."""
    since, last = int(wish.given.get("since", 0)), int(wish.given.get("last", KEPT))
    return {"log": wish.world.ledger.entries(wish.text("entry"), since, last)}


@deed("http")
async def http(wish: Wish) -> Json:
    """Deliver by signed HTTP requests to `url` from now on; an empty one means Socket Mode."""
    desk, url = wish.desk, wish.text("url")
    use_http(desk, url)
    return {"mode": "http" if url else "socket"}


def use_http(desk: Desk, url: str) -> None:
    if desk.http_mode:
        desk.http_mode.close()
    desk.http_mode = HttpMode(desk.world, url, desk.ack_timeout) if url else None
    desk.delivery.carrier = desk.http_mode or desk.socket_mode

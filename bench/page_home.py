"""A workspace with nothing in it but a Home at Slack's limits."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.clock import MovableClock
from playground.driver import ask
from playground.server import Playground

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
ROWS, COLUMNS, SERIES, POINTS, BLOCKS, FIELDS = 200, 20, 12, 20, 100, 40


@contextmanager
def published() -> Iterator[tuple[str, int]]:
    """Its address, and how many bytes the Home has."""
    with Playground(MANIFEST, MovableClock(datetime.now(UTC)), seeded=False) as slack:
        dana = ask(f"{slack.url}/control/person", {"name": "dana", "tz": "Europe/Berlin"})
        ask(f"{slack.url}/control/channel", {"name": "eng", "members": ["dana", slack.bot_user]})
        view = {"type": "home", "blocks": blocks()}
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        client.views_publish(user_id=dana["person"]["id"], view=view)
        yield slack.url, len(json.dumps(view))


def blocks() -> list[dict[str, Any]]:
    """100 of them: a full table, two full charts, fields to type in, and words."""
    found = [_field(number) for number in range(1, FIELDS + 1)]
    found += [_chart("bar"), _chart("line"), _table()]
    words = {"type": "plain_text", "text": "word " * 60}
    found += [{"type": "section", "text": words} for _ in range(BLOCKS - len(found) - 1)]
    return [*found, {"type": "header", "text": {"type": "plain_text", "text": "The last block"}}]


def _field(number: int) -> dict[str, Any]:
    label = {"type": "plain_text", "text": f"Note {number}"}
    element = {"type": "plain_text_input", "action_id": "note", "multiline": True}
    return {"type": "input", "block_id": f"note{number}", "label": label, "element": element}


def _table() -> dict[str, Any]:
    cells = [
        [{"type": "raw_text", "text": f"{y}.{x}"[:4]} for x in range(COLUMNS)]
        for y in range(ROWS + 1)
    ]
    return {"type": "data_table", "caption": "Everything", "rows": cells, "page_size": 100}


def _chart(kind: str) -> dict[str, Any]:
    labels = [f"Point {number}" for number in range(POINTS)]
    series = [
        {"name": f"Series {s}", "data": [_point(n, (i * s) % 9) for i, n in enumerate(labels)]}
        for s in range(SERIES)
    ]
    chart = {"type": kind, "series": series, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": f"Everything, as a {kind}", "chart": chart}


def _point(label: str, value: int) -> dict[str, Any]:
    return {"label": label, "value": value}

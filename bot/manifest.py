"""Compare manifest.yml with what the features register."""

import json
from pathlib import Path
from typing import Any

from bot import echoes
from bot.career.tables import typed
from bot.cli import MANIFEST, PACKED
from bot.features import ECHOES, FEATURES

# Events under other names in the manifest than on the wire.
MESSAGES = ("message.channels", "message.groups", "message.im")


class Recorder:
    """Stands in for the Bolt app and notes what each feature registers."""

    def __init__(self) -> None:
        self.listeners: list[tuple[str, Any, Any]] = []

    def __getattr__(self, kind: str) -> Any:
        def register(name: Any, **_: Any) -> Any:
            def take(listener: Any) -> Any:
                self.listeners.append((kind, name, listener))
                return listener

            return take

        return register

    def names(self, kind: str) -> set[str]:
        return {str(name) for k, name, _ in self.listeners if k == kind}


def scopes() -> list[str]:
    """What the app asks for when it is installed; Slack knows which of them are optional."""
    path = MANIFEST if MANIFEST.exists() else PACKED
    said: dict[str, list[str]] = typed(path)["oauth_config"]["scopes"]
    return [*said["bot"], *said.get("bot_optional", ())]


def registered() -> Recorder:
    app = Recorder()
    for feature in FEATURES:
        feature.register(app)
    echoes.listen(app, ECHOES)
    return app


def as_json(path: Path) -> str:
    return json.dumps(typed(path))


def problems(path: Path) -> list[str]:
    """What one promises and the other does not answer, a sentence each."""
    said = typed(path)
    features, code = said["features"], registered()
    events = {
        "message" if event in MESSAGES else event
        for event in said["settings"]["event_subscriptions"]["bot_events"]
    }
    pairs = (
        ("command", {c["command"] for c in features["slash_commands"]}, code.names("command")),
        ("shortcut", {s["callback_id"] for s in features["shortcuts"]}, code.names("shortcut")),
        ("event", events, code.names("event")),
    )
    found = []
    for kind, promised, answered in pairs:
        found += [f"The manifest has {kind} {n}, no listener does." for n in promised - answered]
        found += [
            f"A listener takes {kind} {n}, the manifest has none." for n in answered - promised
        ]
    return sorted(found)

"""The app as its manifest.yml describes it, read strictly: a wrong file fails with one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

MESSAGE_EVENTS = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
# Event -> the scopes of which one is enough; an empty list needs none.
EVENT_SCOPES: dict[str, tuple[str, ...]] = {
    **{name: (scope,) for name, scope in MESSAGE_EVENTS.items()},
    "app_mention": ("app_mentions:read",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "app_home_opened": (),
    "app_uninstalled": (),
    "tokens_revoked": (),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "team_join": ("users:read",),
    "user_change": ("users:read",),
    "channel_id_changed": (),
}


@dataclass(frozen=True)
class SlashCommand:
    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    name: str
    type: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True)
class Manifest:
    """What the pretend Slack needs to know of the app."""

    name: str
    description: str = ""
    commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    optional_scopes: frozenset[str] = frozenset()
    home_tab: bool = False
    messages_tab: bool = False
    messages_read_only: bool = False
    is_interactive: bool = False


def load(path: Path) -> Manifest:
    """Read a manifest; raises ValueError with a sentence that names the culprit's path."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise ValueError(f"{path} cannot be read: {problem.strerror}.") from problem
    try:
        return _checked(text)
    except yaml.YAMLError as problem:
        raise ValueError(f"{path} is not YAML: {' '.join(str(problem).split())}.") from problem


@cache
def _checked(text: str) -> Manifest:
    """Read once: YAML is slow, and hundreds of pretend Slacks share one manifest."""
    manifest = read(yaml.safe_load(text))
    check(manifest)
    return manifest


def read(tree: Any) -> Manifest:
    """The manifest in a parsed YAML tree."""
    if not isinstance(tree, dict):
        raise ValueError("$ must be a mapping.")
    settings = _at(tree, "settings", dict)
    return Manifest(
        name=_at(tree, "display_information.name", str, needed=True),
        description=_at(tree, "display_information.description", str),
        commands=tuple(_commands(_at(tree, "features.slash_commands", list))),
        shortcuts=tuple(_shortcuts(_at(tree, "features.shortcuts", list))),
        events=frozenset(_names(tree, "settings.event_subscriptions.bot_events")),
        scopes=frozenset(_names(tree, "oauth_config.scopes.bot")),
        optional_scopes=frozenset(_names(tree, "oauth_config.scopes.bot_optional")),
        home_tab=_at(tree, "features.app_home.home_tab_enabled", bool),
        messages_tab=_at(tree, "features.app_home.messages_tab_enabled", bool),
        messages_read_only=_at(tree, "features.app_home.messages_tab_read_only_enabled", bool),
        is_interactive=_at(settings, "interactivity.is_enabled", bool),
    )


def check(manifest: Manifest) -> None:
    """What fits together: events have a scope that delivers them, commands have theirs."""
    granted = manifest.scopes | manifest.optional_scopes
    for event in sorted(manifest.events):
        where = "$.settings.event_subscriptions.bot_events"
        if event not in EVENT_SCOPES:
            raise ValueError(f"{where}: {event!r} is not an event the playground can send.")
        needed = EVENT_SCOPES[event]
        if needed and not granted & set(needed):
            raise ValueError(f"{where}: {event!r} needs the scope {' or '.join(needed)}.")
    if (manifest.commands or manifest.shortcuts) and "commands" not in granted:
        raise ValueError("$.oauth_config.scopes.bot: commands and shortcuts need 'commands'.")


def _at(tree: dict[str, Any], path: str, kind: type, *, needed: bool = False) -> Any:
    value: Any = tree
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if value is None:
        if needed:
            raise ValueError(f"$.{path} is missing.")
        return kind()
    if not isinstance(value, kind):
        raise ValueError(f"$.{path} must be a {kind.__name__}, not {value!r}.")
    return value


def _names(tree: dict[str, Any], path: str) -> list[str]:
    names: list[str] = []
    for index, name in enumerate(_at(tree, path, list)):
        if not isinstance(name, str):
            raise ValueError(f"$.{path}[{index}] must be a string, not {name!r}.")
        if name in names:
            raise ValueError(f"$.{path}[{index}]: {name!r} is listed twice.")
        names.append(name)
    return names


def _commands(items: list[Any]) -> Iterator[SlashCommand]:
    for index, item in enumerate(items):
        where = f"$.features.slash_commands[{index}]"
        known = _fields(item, where, ("command", "description"), ("usage_hint", "should_escape"))
        if not known["command"].startswith("/"):
            raise ValueError(f"{where}.command must begin with a slash, not {known['command']!r}.")
        yield SlashCommand(**known)


def _shortcuts(items: list[Any]) -> Iterator[Shortcut]:
    for index, item in enumerate(items):
        where = f"$.features.shortcuts[{index}]"
        known = _fields(item, where, ("name", "type", "callback_id", "description"), ())
        if known["type"] not in ("message", "global"):
            raise ValueError(f"{where}.type must be 'message' or 'global', not {known['type']!r}.")
        yield Shortcut(**known)


def _fields(
    item: Any, where: str, needed: tuple[str, ...], optional: tuple[str, ...]
) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise ValueError(f"{where} must be a mapping, not {item!r}.")
    for key in needed:
        if not isinstance(item.get(key), str) or not item[key]:
            raise ValueError(f"{where}.{key} must be a string that is not empty.")
    return {key: item[key] for key in (*needed, *optional) if key in item}

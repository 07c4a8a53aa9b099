"""What a person has put into a view: the state of every element, and what is still missing."""

import re
from collections.abc import Iterator
from typing import Any

from playground import rich, shapes
from playground.state import Json, View, World

TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
# Element type -> (key in the state, key in the element that fills it at first, when untouched).
KEYS: dict[str, tuple[str, str, Any]] = {
    **dict.fromkeys(TEXTS, ("value", "initial_value", None)),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "overflow": ("selected_option", "", None),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "checkboxes": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "file_input": ("files", "", []),
}
NOT_IN_STATE = ("overflow",)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class CannotFill(ValueError):  # noqa: N818 - a sentence for whoever drives the client
    """The value does not fit the element."""


def elements(blocks: list[Any]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        found = [block.get("element"), block.get("accessory")]
        found += [e for e in block.get("elements", []) if isinstance(e, dict)]
        found += [block.get("actions")] if isinstance(block.get("actions"), dict) else []
        for element in found:
            if isinstance(element, dict) and element.get("action_id"):
                yield block, element
        yield from elements(block.get("child_blocks", []))
        if block.get("type") == "carousel":
            yield from elements(block["elements"])
        if block.get("type") == "card":
            yield from ((block, e) for e in block.get("actions", []) if e.get("action_id"))
        for row in block.get("rows", []) if block.get("type") == "data_table" else []:
            cells = (c.get("element") for c in row if c.get("type") == "action_cell")
            yield from ((block, e) for e in cells if isinstance(e, dict) and e.get("action_id"))


def first_entry(element: Json) -> Json | None:
    """The state of an untouched element; None for what has no state, such as a button."""
    kind = element["type"]
    if kind not in KEYS or kind in NOT_IN_STATE:
        return None
    key, initial, empty = KEYS[kind]
    return {"type": kind, key: element.get(initial, empty) if initial else empty}


def state_of(blocks: list[Any]) -> dict[str, dict[str, Json]]:
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        entry = first_entry(element)
        if entry is not None:
            values.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return values


def stand_in(view: View, channel: str) -> None:
    """Fill in the conversation a form was opened from, where an element asks for that."""
    for block, element in elements(view.content["blocks"]):
        entry = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        if not element.get("default_to_current_conversation") or not channel:
            continue
        if entry.get("selected_conversation", "") is None:
            entry["selected_conversation"] = channel
        if entry.get("selected_conversations") == []:
            entry["selected_conversations"] = [channel]


def fresh_values(view: View) -> dict[str, dict[str, Json]]:
    return state_of(view.content["blocks"])


def kept_values(view: View, before: dict[str, dict[str, Json]]) -> dict[str, dict[str, Json]]:
    """After an update, what was put in survives where both ids stayed the same."""
    return kept(view.content["blocks"], before)


def kept(blocks: list[Any], before: Any) -> dict[str, dict[str, Json]]:
    """The state of these blocks: what was put in before where it still fits, else the start."""
    values = state_of(blocks)
    before = before if isinstance(before, dict) else {}
    for block_id, entries in values.items():
        for action_id, entry in entries.items():
            old = (before.get(block_id) or {}).get(action_id)
            if isinstance(old, dict) and old.get("type") == entry["type"]:
                entries[action_id] = old
    return values


def fill(world: World, view: View, values: Json) -> None:
    """Put simple values (or whole state entries) in, named by block_id or action_id."""
    for name, value in values.items():
        places = [
            (b, e)
            for b, e in elements(view.content["blocks"])
            if name in (b["block_id"], e["action_id"]) and first_entry(e) is not None
        ]
        if not places:
            raise CannotFill(f"The view has no input {name!r}.")
        nested = value if isinstance(value, dict) and "type" not in value else None
        for block, element in places if nested else places[:1]:
            if nested is None or element["action_id"] in nested:
                wanted = nested[element["action_id"]] if nested else value
                made = entry(world, element, wanted, view.offered.get(element["action_id"], []))
                view.values[block["block_id"]][element["action_id"]] = made


def entry(world: World, element: Json, value: Any, offered: list[Json]) -> Json:
    """The state entry that a simple value makes of an element."""
    kind = element["type"]
    if isinstance(value, dict) and value.get("type") == kind:
        return value
    if kind not in KEYS:
        raise CannotFill(f"A {kind} takes no value.")
    return {"type": kind, KEYS[kind][0]: _converted(world, element, value, offered)}


def _converted(world: World, element: Json, value: Any, offered: list[Json]) -> Any:
    kind = element["type"]
    key = KEYS[kind][0]
    if key == "selected_options":
        return _options(element, value, offered)
    if key.endswith("s") and key != "files":
        return [_id(world, key, v) for v in value or []]
    if value in (None, ""):
        return None
    if key == "selected_option":
        return _option(element, value, offered)
    if key == "rich_text_value":
        return value if isinstance(value, dict) else rich.rich_text(str(value), "rich")
    if key in ("selected_user", "selected_channel", "selected_conversation"):
        return _id(world, key, value)
    if key == "files":
        return [shapes.file(world, world.files[v]) if isinstance(v, str) else v for v in value]
    return int(value) if kind == "datetimepicker" else str(value)


def _all_options(element: Json, offered: list[Json]) -> list[Json]:
    grouped = [o for g in element.get("option_groups") or [] for o in g["options"]]
    return [*(element.get("options") or []), *grouped, *offered]


def _options(element: Json, value: Any, offered: list[Json]) -> list[Json]:
    every = _all_options(element, offered)
    if isinstance(value, bool):
        return every if value else []
    values = value if isinstance(value, list) else [value] if value else []
    return [_option(element, v, offered) for v in values]


def _option(element: Json, value: Any, offered: list[Json]) -> Json:
    every = _all_options(element, offered)
    wanted = value.get("value") if isinstance(value, dict) else str(value)
    for option in every:
        if wanted in (option.get("value"), option["text"]["text"]):
            return option
    names = ", ".join(repr(o.get("value") or o["text"]["text"]) for o in every)
    raise CannotFill(f"{wanted!r} is not offered; there are {names or 'no options'}.")


def _id(world: World, key: str, value: Any) -> str:
    name = str(value).lstrip("@#")
    ids = [p.id for p in world.people.values() if name in (p.id, p.name)]
    ids += [c.id for c in world.channels.values() if name in (c.id, c.name) and name]
    if not ids:
        raise CannotFill(f"There is no {key.removeprefix('selected_')} {value!r}.")
    return ids[0]


def unfilled(view: View) -> dict[str, str]:
    """What the person's own client refuses before the app is asked."""
    errors = {}
    for block in view.content["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        held = view.values[block["block_id"]][element["action_id"]]
        complaint = _complaint(block, element, held[KEYS[element["type"]][0]])
        if complaint:
            errors[block["block_id"]] = complaint
    return errors


def _complaint(block: Json, element: Json, value: Any) -> str:
    if value in (None, "", []):
        return "" if block.get("optional") else "Please complete this required field."
    kind = element["type"]
    if kind == "plain_text_input" and len(value) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    if kind == "plain_text_input" and len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if kind == "email_text_input" and not EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.match(r"https?://\S+", value):
        return "Please enter a valid URL."
    return _number_complaint(element, value) if kind == "number_input" else ""


def _number_complaint(element: Json, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a valid number."
    number = float(value)
    low, high = element.get("min_value"), element.get("max_value")
    if (low is not None and number < float(low)) or (high is not None and number > float(high)):
        return f"Please enter a number between {low} and {high}."
    return ""

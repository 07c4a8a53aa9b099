"""What Slack could have sent: whatever else carries a signature is refused before it is read."""

from typing import Any

VALUE, BLOCK_ID, METADATA = 2000, 255, 3000  # characters, as Slack limits them
LINE = 40_000  # of a command
TYPED = 12_000  # of one answer; a field of ours takes 3,000
ONE = ("value", "selected_date", "selected_time", "selected_user", "selected_channel")
SEVERAL = ("selected_users", "selected_channels")


def is_possible(body: dict[str, Any]) -> bool:
    """Whether buttons, forms and hints have the types and lengths that Slack allows them."""
    view = body.get("view") or {}
    is_line = _is_text(body.get("text") or "", LINE)
    return is_line and _are_presses(body.get("actions") or []) and _is_view(view)


def _are_presses(presses: Any) -> bool:
    return isinstance(presses, list) and all(_is_press(one) for one in presses)


def _is_press(press: Any) -> bool:
    return (
        isinstance(press, dict)
        and isinstance(press.get("action_id", ""), str)
        and _is_text(press.get("value", ""), VALUE)
        and _is_text(press.get("block_id", ""), BLOCK_ID)
        and _is_box(press)
    )


def _is_view(view: Any) -> bool:
    if not isinstance(view, dict) or not _is_text(view.get("private_metadata", ""), METADATA):
        return False
    values = (view.get("state") or {}).get("values", {})
    boxes = values.values() if isinstance(values, dict) else [None]
    return all(
        isinstance(box, dict)
        and all(isinstance(one, dict) and _is_box(one) for one in box.values())
        for box in boxes
    )


def _is_box(box: dict[str, Any]) -> bool:
    """One element's state."""
    options = [box.get("selected_option"), *_list(box.get("selected_options"))]
    several = [one for key in SEVERAL for one in _list(box.get(key))]
    return (
        all(box.get(key) is None or _is_text(box[key], TYPED) for key in ONE)
        and all(one is None or _is_option(one) for one in options)
        and all(_is_text(one, VALUE) for one in several)
        and isinstance(box.get("rich_text_value") or {}, dict)
    )


def _is_option(option: Any) -> bool:
    return isinstance(option, dict) and _is_text(option.get("value", ""), VALUE)


def _is_text(said: Any, most: int) -> bool:
    return isinstance(said, str) and len(said) <= most


def _list(said: Any) -> list[Any]:
    """What should be a list; anything else is an entry that no rule takes."""
    return [] if said is None else said if isinstance(said, list) else [{"value": None}]

"""Block Kit in short words. Each function returns one plain dict, ready to send."""

from typing import Any

Block = dict[str, Any]
SECTION, HEADER, BUTTON, OPTION, HINT = 3000, 150, 75, 75, 150


def cut(text: str, most: int) -> str:
    """The text, shortened with an ellipsis when Slack would refuse its length."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def plain(text: str, most: int = SECTION) -> Block:
    return {"type": "plain_text", "text": cut(text, most) or " ", "emoji": False}


def mrkdwn(text: str, most: int = SECTION) -> Block:
    return {"type": "mrkdwn", "text": cut(text, most) or " ", "verbatim": True}


def section(text: str, block_id: str = "", *, accessory: Block | None = None) -> Block:
    block = {"type": "section", "text": mrkdwn(text)}
    return _named(block | ({"accessory": accessory} if accessory else {}), block_id)


def plain_section(text: str, block_id: str = "") -> Block:
    """Someone's words, shown exactly as typed: no markup, no mentions."""
    words = plain(text) | {"emoji": True}
    return _named({"type": "section", "text": words}, block_id)


def fields(*texts: str, block_id: str = "") -> Block:
    return _named({"type": "section", "fields": [mrkdwn(t, 2000) for t in texts[:10]]}, block_id)


def header(text: str, block_id: str = "") -> Block:
    return _named({"type": "header", "text": plain(text, HEADER)}, block_id)


def context(*texts: str, block_id: str = "") -> Block:
    return _named({"type": "context", "elements": [mrkdwn(t) for t in texts[:10]]}, block_id)


def divider(block_id: str = "") -> Block:
    return _named({"type": "divider"}, block_id)


def actions(*elements: Block, block_id: str = "") -> Block:
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button(
    label: str,
    action_id: str,
    value: str = "",
    *,
    style: str = "",
    says: str = "",
    confirm: Block | None = None,
) -> Block:
    """`style` is primary or danger; `says` is what a screen reader reads instead of the label."""
    block: Block = {"type": "button", "text": plain(label, BUTTON), "action_id": action_id}
    for key, extra in (("value", value), ("style", style), ("confirm", confirm)):
        if extra:
            block[key] = extra
    if says:
        block["accessibility_label"] = cut(says, BUTTON)
    return block


def sure(title: str, text: str, yes: str, no: str = "Cancel") -> Block:
    """The question before something that cannot be undone."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
        "style": "danger",
    }


def option(label: str, value: str) -> Block:
    return {"text": plain(label, OPTION), "value": value}


def select(
    action_id: str, options: list[tuple[str, str]], chosen: str = "", placeholder: str = "Choose"
) -> Block:
    """One of (label, value) pairs."""
    offered = [option(label, value) for label, value in options[:100]]
    block: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, HINT),
        "options": offered,
    }
    picked = [o for o in offered if o["value"] == chosen]
    return block | ({"initial_option": picked[0]} if picked else {})


def multi_select(
    action_id: str,
    options: list[tuple[str, str]],
    chosen: list[str] | None = None,
    placeholder: str = "Choose",
) -> Block:
    """Any of (label, value) pairs."""
    offered = [option(label, value) for label, value in options[:100]]
    block: Block = {
        "type": "multi_static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, HINT),
        "options": offered,
    }
    picked = [o for o in offered if o["value"] in (chosen or [])]
    return block | ({"initial_options": picked} if picked else {})


def overflow(action_id: str, options: list[tuple[str, str]]) -> Block:
    return {
        "type": "overflow",
        "action_id": action_id,
        "options": [option(label, value) for label, value in options[:5]],
    }


def text_area(initial: str = "", *, most: int = 3000, placeholder: str = "") -> Block:
    return text_line(initial, most=most, placeholder=placeholder) | {"multiline": True}


def text_line(initial: str = "", *, most: int = 300, placeholder: str = "") -> Block:
    block: Block = {"type": "plain_text_input", "max_length": most}
    if initial:
        block["initial_value"] = initial[:most]
    return block | ({"placeholder": plain(placeholder, HINT)} if placeholder else {})


def date_picker(initial: str = "") -> Block:
    return {"type": "datepicker"} | ({"initial_date": initial} if initial else {})


def time_picker(initial: str = "") -> Block:
    return {"type": "timepicker"} | ({"initial_time": initial} if initial else {})


def people_picker(chosen: list[str] | None = None) -> Block:
    block: Block = {"type": "multi_users_select", "placeholder": plain("Choose people")}
    return block | ({"initial_users": chosen} if chosen else {})


def field(
    name: str, label: str, element: Block, *, optional: bool = False, hint: str = ""
) -> Block:
    """An input whose answer `forms.answers` returns under `name`."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "optional": optional,
        "element": {"action_id": "answer", **element},
    }
    return block | ({"hint": plain(hint, 2000)} if hint else {})


def modal(
    callback_id: str,
    title: str,
    blocks: list[Block],
    *,
    submit: str = "Save",
    close: str = "Cancel",
    kept: str = "",
) -> Block:
    """A form. `kept` travels as private metadata: a hint to be checked when it comes back."""
    view: Block = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, 24),
        "close": plain(close, 24),
        "private_metadata": kept,
        "blocks": blocks,
    }
    return view | ({"submit": plain(submit, 24)} if submit else {})


def home(blocks: list[Block]) -> Block:
    return {"type": "home", "blocks": blocks[:100]}


def bars(title: str, series: str, values: list[tuple[str, float]], block_id: str = "") -> Block:
    """A bar chart of at most six named values. Messages and Home only."""
    return grouped_bars(title, {series: values[:6]}, block_id)


def grouped_bars(
    title: str, series: dict[str, list[tuple[str, float]]], block_id: str = ""
) -> Block:
    """Bars side by side for at most six series over the same names. Messages and Home only.

    Lines would hide each other where counts are small and alike.
    """
    shown = {
        cut(name, 20): [{"label": cut(label, 20), "value": value} for label, value in values]
        for name, values in list(series.items())[:6]
    }
    chart = {
        "type": "bar",
        "series": [{"name": name, "data": data} for name, data in shown.items()],
        "axis_config": {"categories": [point["label"] for point in next(iter(shown.values()))]},
    }
    return _named({"type": "data_visualization", "title": cut(title, 50), "chart": chart}, block_id)


def data_table(caption: str, rows: list[list[str]], block_id: str = "", *, page: int = 5) -> Block:
    """A table whose first row is the header and first column names each row."""
    cells = [[{"type": "raw_text", "text": cell or "–"} for cell in row] for row in rows]
    block = {
        "type": "data_table",
        "caption": caption,
        "rows": cells,
        "page_size": page,
        "row_header_column_index": 0,
    }
    return _named(block, block_id)


def _named(block: Block, block_id: str) -> Block:
    return block | ({"block_id": block_id} if block_id else {})


def person_select(action_id: str) -> Block:
    """One person of the workspace."""
    return {
        "type": "users_select",
        "action_id": action_id,
        "placeholder": plain("Choose a Person", HINT),
    }

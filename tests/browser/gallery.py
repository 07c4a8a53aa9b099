"""One of every block and element, for the tests that look at all of them at once."""

from typing import Any

from tests.browser.conftest import Json, asked, button, modal, option, row, text

SMALL, LARGE = option("Small"), option("Large", description=text("Weeks"))
CHOICES = {"options": [SMALL, LARGE]}
SURE = {
    "title": text("Sure"),
    "text": text("For good."),
    "confirm": text("Yes"),
    "deny": text("No"),
}


def mrkdwn(said: str) -> Json:
    return {"type": "mrkdwn", "text": said}


def cell(said: str) -> Json:
    return {"type": "raw_text", "text": said}


def table(rows: int = 7, columns: int = 3) -> list[list[Json]]:
    return [
        [cell(f"{'head' if not y else 'cell'} {y}.{x}") for x in range(columns)]
        for y in range(rows)
    ]


def chart(kind: str, series: int = 2, points: int = 4) -> Json:
    labels = [f"Month {number}" for number in range(1, points + 1)]
    if kind == "pie":
        segments = [{"label": label, "value": at + 1} for at, label in enumerate(labels)]
        drawn: Json = {"type": "pie", "segments": segments}
    else:
        lines = [
            {
                "name": f"Series {line + 1}",
                "data": [
                    {"label": label, "value": (at + 2 * line) % 7}
                    for at, label in enumerate(labels)
                ],
            }
            for line in range(series)
        ]
        axis = {"categories": labels, "x_label": "Month", "y_label": "Wins"}
        drawn = {"type": kind, "series": lines, "axis_config": axis}
    return {"type": "data_visualization", "title": f"Wins, as a {kind}", "chart": drawn}


PICTURE = {
    "type": "image",
    "image_url": "https://elsewhere.example/a.png",
    "alt_text": "A green hill",
}
CARD = {
    "type": "card",
    "title": mrkdwn("Kudos"),
    "subtitle": mrkdwn("from Ben"),
    "body": mrkdwn("Well *done*"),
}
RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "It is "}, {"type": "text", "text": "bold", "style": {"bold": True}}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
    ],
}  # fmt: skip
CONTAINER = {
    "type": "container",
    "title": text("Direction"),
    "subtitle": text("Two examples"),
    "is_collapsible": True,
}


def messages() -> list[list[Json]]:
    """Blocks by message: no message may hold everything."""
    section = {
        "type": "section",
        "block_id": "s",
        "text": mrkdwn("*Saved* <!date^1795559400^{date_short}|x> `code`"),
    }
    menu = {"type": "overflow", "action_id": "dots", "options": [SMALL, LARGE]}
    buttons = [
        button("Save", style="primary"),
        button("Drop", style="danger", confirm=SURE),
        button("Docs", url="https://a.example"),
    ]
    selects = [
        {"type": "static_select", "action_id": "pick", "placeholder": text("Pick"), **CHOICES},
        {"type": "multi_users_select", "action_id": "people", "placeholder": text("People")},
        {"type": "datepicker", "action_id": "day", "placeholder": text("Day")},
        {"type": "timepicker", "action_id": "hour", "placeholder": text("Hour")},
    ]
    boxes = [
        {"type": "checkboxes", "action_id": "boxes", **CHOICES},
        {"type": "radio_buttons", "action_id": "radios", **CHOICES},
    ]
    feedback = {
        "type": "feedback_buttons",
        "action_id": "useful",
        "positive_button": {"text": text("Useful"), "value": "y"},
        "negative_button": {"text": text("Not Useful"), "value": "n"},
    }
    trash = {"type": "icon_button", "action_id": "trash", "icon": "trash", "text": text("Remove")}
    return [
        [{"type": "header", "text": text("Everything")}, {**section, "accessory": menu}, {"type": "divider"},
         {"type": "section", "fields": [mrkdwn("*Scope*\n5 wins"), mrkdwn("*Reach*\n2 wins")]},
         {"type": "context", "elements": [PICTURE, mrkdwn("Only you can see this")]}, {**PICTURE, "title": text("Where we were")},
         row(*buttons), row(*selects, block_id="selects"), row(*boxes, block_id="boxes")],
        [RICH, {"type": "markdown", "text": "# Case\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|"}, {"type": "context_actions", "elements": [feedback, trash]}],
        [{"type": "table", "rows": table(3)}, {"type": "data_table", "caption": "Recent wins", "rows": table(), "row_header_column_index": 0}],
        [chart("bar"), chart("line")], [chart("area"), chart("pie")],
        [{**CARD, "actions": [button("Keep")]}, {"type": "carousel", "elements": [CARD, CARD, CARD]},
         {**CONTAINER, "child_blocks": [{"type": "section", "text": mrkdwn("Inside")}]},
         {"type": "plan", "title": "Packet", "tasks": [{"type": "task_card", "task_id": "1", "title": "Gather", "status": "complete"},
                                                       {"type": "task_card", "task_id": "2", "title": "Write", "status": "in_progress"}]}],
    ]  # fmt: skip


NEEDS: dict[str, Json] = {"number_input": {"is_decimal_allowed": False}} | dict.fromkeys(
    ("checkboxes", "radio_buttons", "static_select", "multi_static_select"), CHOICES
)
INPUTS = (
    "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
    "datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons", "static_select",
    "multi_static_select", "external_select", "users_select", "multi_users_select", "channels_select",
    "conversations_select", "multi_conversations_select",
)  # fmt: skip


def form(**more: Any) -> Json:
    """Every input there is, an alert on top."""
    alert = {"type": "alert", "level": "error", "text": text("Two fields do not agree.")}
    inputs = [
        asked(kind, {"type": kind, **NEEDS.get(kind, {})}, hint=text("As you like it"))
        for kind in INPUTS
    ]
    return modal(alert, *inputs, **more)


def home() -> Json:
    parts = messages()
    blocks = [*parts[0], *parts[2], *parts[3], parts[5][2]]
    return {"type": "home", "blocks": [b for b in blocks if b["type"] not in ("carousel",)]}

"""The structure of Block Kit as data: for every type its keys, and what stands behind each.

A key with a star must be there. Behind it stands: str, bool, num; plain, mrkdwn, text (either);
=a|b one of these words; <name> an object described in OBJECTS; @name one element of a GROUP;
[x] a list of x.
"""

from playground.judge.elements import ELEMENTS, OBJECTS, Shape

_ID: Shape = {"block_id": "str"}

BLOCKS: dict[str, Shape] = {
    "actions": {**_ID, "elements*": "[@action]"},
    "alert": {**_ID, "text*": "text", "level": "=default|info|warning|error|success"},
    "card": {
        **_ID,
        "hero_image": "@picture",
        "icon": "@picture",
        "title": "mrkdwn",
        "subtitle": "mrkdwn",
        "body": "mrkdwn",
        "actions": "[@button]",
    },
    "carousel": {**_ID, "elements*": "[@card]"},
    "container": {
        **_ID,
        "title": "plain",
        "rich_text_title": "@rich_text",
        "subtitle": "text",
        "child_blocks*": "[@child]",
        "width": "=narrow|standard|wide|full",
        "icon": "@picture",
        "is_collapsible": "bool",
        "default_collapsed": "bool",
        "has_header_divider": "bool",
    },
    "context": {**_ID, "elements*": "[@context]"},
    "context_actions": {**_ID, "elements*": "[@context_action]"},
    "data_table": {
        **_ID,
        "rows*": "[[@cell]]",
        "caption*": "str",
        "page_size": "num",
        "row_header_column_index": "num",
    },
    "data_visualization": {**_ID, "title*": "str", "chart*": "@chart"},
    "divider": _ID,
    "file": {**_ID, "source*": "str", "external_id*": "str"},
    "header": {**_ID, "text*": "plain"},
    "image": {
        **_ID,
        "image_url": "str",
        "slack_file": "<slack_file>",
        "alt_text*": "str",
        "title": "plain",
    },
    "input": {
        **_ID,
        "label*": "plain",
        "hint": "plain",
        "optional": "bool",
        "element*": "@input",
        "dispatch_action": "bool",
    },
    "markdown": {**_ID, "text*": "str"},
    "plan": {**_ID, "title*": "str", "tasks": "[any]"},
    "rich_text": {**_ID, "elements*": "[@rich_block]"},
    "section": {
        **_ID,
        "text": "text",
        "fields": "[text]",
        "accessory": "@accessory",
        "expand": "bool",
    },
    "table": {**_ID, "rows*": "[[@table_cell]]", "column_settings": "[<column>]"},
    "task_card": {
        **_ID,
        "task_id*": "str",
        "title*": "str",
        "details": "@rich_text",
        "output": "@rich_text",
        "sources": "[@source]",
        "status*": "=pending|in_progress|complete|error",
    },
    "video": {
        **_ID,
        "video_url*": "str",
        "thumbnail_url*": "str",
        "alt_text*": "str",
        "title*": "plain",
        "title_url": "str",
        "author_name": "str",
        "provider_name": "str",
        "provider_icon_url": "str",
        "description": "plain",
    },
}

_SELECTS = tuple(name for name in ELEMENTS if name.endswith("_select"))
_PICKED = ("checkboxes", "datepicker", "radio_buttons", "timepicker", *_SELECTS)

GROUPS: dict[str, tuple[str, ...]] = {
    "action": (
        "button",
        "workflow_button",
        "overflow",
        "datetimepicker",
        "rich_text_input",
        *_PICKED,
    ),
    "accessory": ("button", "workflow_button", "overflow", "image", *_PICKED),
    "input": (
        "datetimepicker",
        "email_text_input",
        "file_input",
        "number_input",
        "plain_text_input",
        "rich_text_input",
        "url_text_input",
        *_PICKED,
    ),
    "button": ("button",),
    "card": ("card",),
    "child": (
        "actions",
        "context",
        "divider",
        "file",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "table",
        "video",
    ),
    "context": ("image", "plain_text", "mrkdwn"),
    "context_action": ("feedback_buttons", "icon_button"),
    "cell": ("raw_text", "raw_number", "rich_text", "action_cell"),
    "table_cell": ("raw_text", "raw_number", "rich_text"),
    "chart": ("pie", "bar", "line", "area"),
    "picture": ("image",),
    "rich_text": ("rich_text",),
    "rich_block": (
        "rich_text_section",
        "rich_text_list",
        "rich_text_quote",
        "rich_text_preformatted",
    ),
    "rich_section": ("rich_text_section",),
    "rich_code": ("text", "link"),
    "rich": (
        "broadcast",
        "channel",
        "color",
        "date",
        "emoji",
        "link",
        "team",
        "text",
        "user",
        "usergroup",
    ),
    "source": ("url",),
}
BLOCK_GROUPS = ("card", "child", "rich_text")

VIEWS: dict[str, Shape] = {
    "modal": {
        "title*": "plain",
        "blocks*": "[any]",
        "close": "plain",
        "submit": "plain",
        "private_metadata": "str",
        "callback_id": "str",
        "clear_on_close": "bool",
        "notify_on_close": "bool",
        "external_id": "str",
    },
    "home": {
        "blocks*": "[any]",
        "private_metadata": "str",
        "callback_id": "str",
        "external_id": "str",
    },
}

__all__ = ["BLOCKS", "BLOCK_GROUPS", "ELEMENTS", "GROUPS", "OBJECTS", "VIEWS", "Shape"]

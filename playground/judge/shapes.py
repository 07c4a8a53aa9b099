"""The structure of Block Kit as data: for every type its keys, and what stands behind each.

A key with a star must be there. Behind it stands: str, bool, num; plain, mrkdwn, text (either);
=a|b one of these words; <name> an object described in OBJECTS; @name one element of a GROUP;
[x] a list of x.
"""

Shape = dict[str, str]

_CONFIRM: Shape = {"confirm": "<confirm>"}
_FOCUS: Shape = {"focus_on_load": "bool", **_CONFIRM}
_ACTION: Shape = {"action_id": "str"}
_PLACEHOLDER: Shape = {"placeholder": "plain", "focus_on_load": "bool"}
_SELECT: Shape = {**_ACTION, **_PLACEHOLDER, **_CONFIRM}
_MULTI: Shape = {**_SELECT, "max_selected_items": "num"}
_OPTIONS: Shape = {"options": "[<plain_option>]", "option_groups": "[<option_group>]"}
_CONVERSATIONS: Shape = {
    "default_to_current_conversation": "bool",
    "filter": "<conversation_filter>",
}
_RESPONSE: Shape = {"response_url_enabled": "bool"}
_TYPED: Shape = {
    **_ACTION,
    **_PLACEHOLDER,
    "dispatch_action_config": "<dispatch_action_config>",
    "initial_value": "str",
}
_STYLED: Shape = {"style": "<rich_style>"}

OBJECTS: dict[str, Shape] = {
    "confirm": {
        "title*": "plain",
        "text*": "text",
        "confirm": "plain",
        "deny": "plain",
        "style": "=primary|danger",
    },
    "option": {"text*": "text", "value": "str", "url": "str", "description": "plain"},
    "plain_option": {"text*": "plain", "value": "str", "url": "str", "description": "plain"},
    "option_group": {"label*": "plain", "options*": "[<plain_option>]"},
    "conversation_filter": {
        "include": "[=im|mpim|private|public]",
        "exclude_external_shared_channels": "bool",
        "exclude_bot_users": "bool",
    },
    "dispatch_action_config": {
        "trigger_actions_on": "[=on_enter_pressed|on_character_entered]",
    },
    "slack_file": {"id": "str", "url": "str"},
    "workflow": {"trigger*": "<trigger>"},
    "trigger": {"url*": "str", "customizable_input_parameters": "[<parameter>]"},
    "parameter": {"name*": "str", "value*": "str"},
    "feedback": {"text*": "plain", "value*": "str", "accessibility_label": "str"},
    "rich_style": {
        "bold": "bool",
        "code": "bool",
        "italic": "bool",
        "strike": "bool",
        "underline": "bool",
    },
    "column": {"align": "=left|center|right", "is_wrapped": "bool"},
    "point": {"label*": "str", "value*": "num"},
    "series": {"name*": "str", "data*": "[<point>]"},
    "axes": {"categories*": "[str]", "x_label": "str", "y_label": "str"},
}

ELEMENTS: dict[str, Shape] = {
    "button": {
        **_ACTION,
        **_CONFIRM,
        "text*": "plain",
        "value": "str",
        "url": "str",
        "style": "=primary|danger",
        "accessibility_label": "str",
    },
    "workflow_button": {
        **_ACTION,
        **_CONFIRM,
        "text*": "plain",
        "workflow*": "<workflow>",
        "style": "=primary|danger",
        "accessibility_label": "str",
    },
    "checkboxes": {
        **_ACTION,
        **_FOCUS,
        "options*": "[<option>]",
        "initial_options": "[<option>]",
    },
    "radio_buttons": {
        **_ACTION,
        **_FOCUS,
        "options*": "[<option>]",
        "initial_option": "<option>",
    },
    "overflow": {**_ACTION, **_CONFIRM, "options*": "[<plain_option>]"},
    "datepicker": {**_SELECT, "initial_date": "str"},
    "timepicker": {**_SELECT, "initial_time": "str", "timezone": "str"},
    "datetimepicker": {**_ACTION, **_FOCUS, "initial_date_time": "num"},
    "static_select": {**_SELECT, **_OPTIONS, "initial_option": "<plain_option>"},
    "external_select": {**_SELECT, "initial_option": "<plain_option>", "min_query_length": "num"},
    "users_select": {**_SELECT, "initial_user": "str"},
    "channels_select": {**_SELECT, **_RESPONSE, "initial_channel": "str"},
    "conversations_select": {
        **_SELECT,
        **_RESPONSE,
        **_CONVERSATIONS,
        "initial_conversation": "str",
    },
    "multi_static_select": {**_MULTI, **_OPTIONS, "initial_options": "[<plain_option>]"},
    "multi_external_select": {
        **_MULTI,
        "initial_options": "[<plain_option>]",
        "min_query_length": "num",
    },
    "multi_users_select": {**_MULTI, "initial_users": "[str]"},
    "multi_channels_select": {**_MULTI, "initial_channels": "[str]"},
    "multi_conversations_select": {**_MULTI, **_CONVERSATIONS, "initial_conversations": "[str]"},
    "plain_text_input": {
        **_TYPED,
        "multiline": "bool",
        "min_length": "num",
        "max_length": "num",
    },
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
    "number_input": {
        **_TYPED,
        "is_decimal_allowed*": "bool",
        "min_value": "str",
        "max_value": "str",
    },
    "rich_text_input": {
        **_TYPED,
        "initial_value": "@rich_text",
        "min_lines": "num",
        "max_lines": "num",
    },
    "file_input": {**_ACTION, "filetypes": "[str]", "max_files": "num"},
    "image": {"image_url": "str", "slack_file": "<slack_file>", "alt_text*": "str"},
    "plain_text": {"text*": "str", "emoji": "bool"},
    "mrkdwn": {"text*": "str", "verbatim": "bool"},
    "feedback_buttons": {
        **_ACTION,
        "positive_button*": "<feedback>",
        "negative_button*": "<feedback>",
    },
    "icon_button": {
        **_ACTION,
        **_CONFIRM,
        "icon*": "str",
        "text*": "plain",
        "accessibility_label": "str",
        "value": "str",
        "visible_to_user_ids": "[str]",
    },
    "raw_text": {"text*": "str"},
    "raw_number": {"value*": "num", "text*": "str"},
    "action_cell": {"element": "any", "fallback": "@cell"},
    "url": {"url*": "str", "text*": "str"},
    "rich_text_section": {"elements*": "[@rich]"},
    "rich_text_list": {
        "elements*": "[@rich_section]",
        "style*": "=bullet|ordered",
        "indent": "num",
        "border": "=0|1",
    },
    "rich_text_quote": {"elements*": "[@rich]", "border": "=0|1"},
    "rich_text_preformatted": {"elements*": "[@rich_code]", "border": "=0|1"},
    "text": {**_STYLED, "text*": "str"},
    "link": {**_STYLED, "url*": "str", "text": "str", "unsafe": "bool"},
    "emoji": {**_STYLED, "name*": "str", "unicode": "str", "url": "str"},
    "user": {**_STYLED, "user_id*": "str"},
    "usergroup": {**_STYLED, "usergroup_id*": "str"},
    "team": {**_STYLED, "team_id*": "str"},
    "channel": {**_STYLED, "channel_id*": "str"},
    "broadcast": {**_STYLED, "range*": "=here|channel|everyone"},
    "color": {**_STYLED, "value*": "str"},
    "date": {
        **_STYLED,
        "timestamp*": "num",
        "format*": "str",
        "url": "str",
        "fallback": "str",
    },
    "pie": {"segments*": "[<point>]"},
    "bar": {"series*": "[<series>]", "axis_config*": "<axes>"},
    "line": {"series*": "[<series>]", "axis_config*": "<axes>"},
    "area": {"series*": "[<series>]", "axis_config*": "<axes>"},
}

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

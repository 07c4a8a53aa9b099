"""The structure of Block Kit's elements and objects as data; `shapes` says how to read it."""

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

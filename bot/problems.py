"""Where errors become sentences: for a person one line, for the log a class and a place."""

import json
import logging
import re
import secrets
import traceback
from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.career import commands
from bot.errors import Missing, Refused
from bot.slack import blocks, messages, text
from bot.slack.people import actor_of
from bot.slack.trouble import is_slacks

log = logging.getLogger(__name__)

SLOW = "Too slow, try again. Slack gives a form three seconds to open."
UNKNOWN = "Slack did not say whether that worked. Look, and try again if it did not."
GONE = "This is from an earlier version of Winbook and does nothing now. Type `/win help`."
USUAL = ("/win", "/kudos")
STRANGER = "Winbook answers only people of the workspace it is installed in."


def explain(error: Exception, body: dict[str, Any], context: Any, after: Any) -> BoltResponse:
    """What the person is told, in the place where they are."""
    if "event" in body:
        return _event(error, context)
    if isinstance(error, Missing):
        audited(context, f"refused {deed(body)}", _about(body))
    sentence = _sentence(error, body, context)
    for usual, own in _commands(context).items():  # sentences are written with the usual names
        sentence = sentence.replace(f"`{usual}", f"`{own}")
    fields = error.fields if isinstance(error, Refused) else {}
    return _answer(sentence, fields, body, context, after)


def answer_the_unknown(app: Any) -> None:
    """Registered last: a button or form that no feature takes is from an earlier version."""

    def gone() -> None:
        raise Refused(GONE)

    for listen in (app.action, app.view, app.shortcut):
        listen(re.compile(""))(gone)


def outsider(body: dict[str, Any]) -> BoltResponse:
    """One polite line for people of other workspaces, and nothing else."""
    if "command" not in body:
        return BoltResponse(status=200, body="")
    return _json({"response_type": "ephemeral", "text": STRANGER})


def audited(context: Any, verb: str, thing: str = "") -> None:
    """One row without words; a database that takes none just now must not cost the answer."""
    try:
        context["store"].audits.note(context["me"], verb, thing, context["clock"].now())
    except Exception as error:  # noqa: BLE001 - the log carries it, the person gets their sentence
        note(error)


def deed(body: dict[str, Any]) -> str:
    """What was pressed, sent or typed, under our own name for it."""
    pressed = (body.get("actions") or [{}])[0].get("action_id")
    named = pressed or (body.get("view") or {}).get("callback_id") or body.get("callback_id")
    return str(named or body.get("command") or "")[:60]


def _about(body: dict[str, Any]) -> str:
    pressed = (body.get("actions") or [{}])[0]
    return json.dumps(pressed.get("value") or (body.get("view") or {}).get("private_metadata"))


def note(error: BaseException) -> str:
    """Log class and places, never messages: they may carry what a person wrote."""
    name = secrets.token_hex(3)
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))
    told = {"quote": name, "error": type(error).__name__, "place": where}
    log.error("Problem %s: %s%s at %s", name, told["error"], _code(error), where, extra=told)
    return name


def _event(error: Exception, context: Any) -> BoltResponse:
    """Trouble is tried again; what was refused stays refused, however often it is heard."""
    if isinstance(error, Refused):
        return BoltResponse(status=200, body="")
    report = context.get("report")
    if isinstance(report, dict):
        report["error"] = error
    note(error)
    return BoltResponse(status=500, body="")


def _sentence(error: Exception, body: dict[str, Any], context: Any) -> str:
    if isinstance(error, Refused):
        return error.sentence + (_kept(body, _names(body, context)) if _is_prose(body) else "")
    if _code(error) in (" expired_trigger_id", " exchanged_trigger_id", " invalid_trigger_id"):
        return SLOW + _kept(body)
    if is_slacks(error):
        note(error)
        return UNKNOWN + _kept(body)
    return (
        f"That did not work and nothing was changed. Try again; if it stays, quote {note(error)}."
        + (_kept(body))
    )


def _is_prose(body: dict[str, Any]) -> bool:
    """Words of a win, which took longer to write than a command."""
    return body.get("command") == "/win" and commands.read(body.get("text") or "").word == "log"


def _commands(context: Any) -> dict[str, str]:
    """The usual names of the commands, and those of this installation where they differ."""
    settings = context.get("settings")
    own = (settings.win_command, settings.kudos_command) if settings else ()
    return {usual: name for usual, name in zip(USUAL, own, strict=False) if usual != name}


def _names(body: dict[str, Any], context: Any) -> dict[str, str]:
    """Who is named in the line; not asked when it may be the store that failed."""
    users = text.mentioned(body.get("text") or "")
    found: dict[str, str] = context["store"].people.names(context["me"].workspace, users)
    return found


def _kept(body: dict[str, Any], names: Mapping[str, str] | None = None) -> str:
    """A command's line, to be copied back: nothing typed is lost."""
    line = " ".join((body.get("text") or "").split()) if "command" in body else ""
    return f"\n```{body['command']} {text.retyped(line, names)}```" if line else ""


def _answer(
    sentence: str, fields: dict[str, str], body: dict[str, Any], context: Any, after: Any
) -> BoltResponse:
    if "command" in body:
        return _json({"response_type": "ephemeral", "text": sentence})
    if body.get("type") == "view_submission":
        return _json({"response_action": "errors", "errors": _errors(sentence, fields, body)})
    if body.get("response_url"):
        shown = [blocks.section(sentence, "problem")]
        after(messages.answer, body, sentence, shown, replace_original=False)
    elif body.get("trigger_id"):
        after(_open, context.client, body, sentence)
    return BoltResponse(status=200, body="")


def _errors(sentence: str, fields: dict[str, str], body: dict[str, Any]) -> dict[str, str]:
    """Each named input with its sentence; what names none of them stands under the first."""
    inputs: list[str] = [b["block_id"] for b in body["view"]["blocks"] if b["type"] == "input"]
    found = {field: said for field, said in fields.items() if field in inputs}
    return found or {(inputs or [""])[0]: sentence}


def _open(client: Any, body: dict[str, Any], sentence: str) -> None:
    """In Home there is no place for a sentence but a view, else the direct message."""
    shown = [blocks.section(sentence, "problem")]
    view = blocks.modal("problem", "Winbook", shown, submit="", close="Done")
    try:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    except (SlackClientError, OSError):
        client.chat_postMessage(channel=actor_of(body)[0], text=sentence)


def _code(error: BaseException) -> str:
    """Slack's own error code, which is never a person's words."""
    if isinstance(error, SlackApiError):
        return f" {str(error.response.get('error', ''))[:40]}"
    return ""


def _json(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(
        status=200, body=json.dumps(answer), headers={"content-type": "application/json"}
    )

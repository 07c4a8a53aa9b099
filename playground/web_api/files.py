"""files.*: uploads in three steps, and suggested prompts, which need an agent app."""

from typing import Any

from playground import shapes, talk
from playground.state import File, Json
from playground.web_api.calls import Call, SlackError, method
from playground.web_api.chat import in_thread, spoken

WRITE = ("files:write",)


@method("files.getUploadURLExternal", scopes=WRITE)
def upload_url(call: Call) -> Json:
    world, length = call.world, call.whole("length", 0, "missing_argument")
    if not call.text("filename") or length <= 0:
        raise SlackError("missing_argument")
    made = File(world.new_id("F"), call.text("filename"), world.bot_user, length)
    made.created = world.seconds()
    world.files[made.id] = made
    return {"upload_url": f"{world.base_url}/upload/{made.id}", "file_id": made.id}


@method("files.completeUploadExternal", scopes=WRITE, needed=("files",))
def complete(call: Call) -> Json:
    wanted = call.arguments["files"]
    if not isinstance(wanted, list):
        raise SlackError("invalid_arguments")
    held = [_held(call, item) for item in wanted]
    shown = [shapes.file(call.world, file) for file in held]
    if call.text("channel_id"):
        _share(call, held, shown)
    return {"files": shown}


def _held(call: Call, item: Any) -> File:
    file = call.world.files.get(str(item.get("id"))) if isinstance(item, dict) else None
    if file is None or not file.is_uploaded:
        raise SlackError("file_not_found")
    file.title = str(item.get("title") or file.name)
    return file


def _share(call: Call, held: list[File], shown: list[Json]) -> None:
    world = call.world
    channel = call.channel("channel_id", "invalid_channel")
    if world.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    said = spoken(world, call.text("initial_comment"), None)
    said |= {"subtype": "file_share", "files": shown, "upload": True, "display_as_bot": False}
    talk.post(world, channel, in_thread(call, channel, said))
    for file in held:
        file.shared_in.append(channel.id)


@method(
    "assistant.threads.setSuggestedPrompts",
    scopes=("assistant:write",),
    needed=("channel_id", "prompts"),
)
def suggested_prompts(call: Call) -> Json:
    call.channel("channel_id")
    raise SlackError("not_agent_app")

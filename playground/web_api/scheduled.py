"""chat.scheduleMessage and its relatives: messages that the workspace's clock sends."""

from playground import talk
from playground.state import Json, Scheduled, World
from playground.web_api.calls import Call, SlackError, method, page
from playground.web_api.chat import WRITE, content, place

MOST_AHEAD = 120 * 24 * 3600
MOST_IN_WINDOW = 30


@method("chat.scheduleMessage", scopes=WRITE, needed=("channel", "post_at"))
def schedule_message(call: Call) -> Json:
    world, channel = call.world, place(call)
    at = call.whole("post_at", 0, "invalid_time")
    if at <= world.seconds():
        raise SlackError("time_in_past")
    if at > world.seconds() + MOST_AHEAD:
        raise SlackError("time_too_far")
    near = [s for s in world.scheduled.values() if s.channel == channel.id]
    if sum(abs(s.post_at - at) < 300 for s in near) >= MOST_IN_WINDOW:
        raise SlackError("restricted_too_many")
    said = content(call, too_long="msg_too_long")
    made = Scheduled(world.new_id("Q"), channel.id, at, said, world.seconds())
    world.scheduled[made.id] = made
    shown = {k: v for k, v in said.items() if k not in ("user", "bot_profile", "app_id")}
    answer = {"channel": channel.id, "scheduled_message_id": made.id, "post_at": at}
    return {**answer, "message": {**shown, "user": world.bot_user}}


@method("chat.scheduledMessages.list")
def scheduled_messages(call: Call) -> Json:
    wanted = call.text("channel")
    if wanted and wanted not in call.world.channels:
        raise SlackError("invalid_channel")
    rows = [
        {
            "id": s.id,
            "channel_id": s.channel,
            "post_at": s.post_at,
            "date_created": s.made,
            "text": s.arguments["text"],
        }
        for s in call.world.scheduled.values()
        if wanted in ("", s.channel)
    ]
    shown, metadata = page(rows, call)
    return {"scheduled_messages": shown, "response_metadata": metadata}


@method("chat.deleteScheduledMessage", scopes=WRITE, needed=("channel", "scheduled_message_id"))
def delete_scheduled(call: Call) -> Json:
    made = call.world.scheduled.get(call.text("scheduled_message_id"))
    if made is None or made.channel != call.text("channel"):
        raise SlackError("invalid_scheduled_message_id")
    del call.world.scheduled[made.id]
    return {}


def send_due(world: World) -> None:
    """Post what the clock has reached."""
    due = [s for s in world.scheduled.values() if s.post_at <= world.seconds()]
    for made in sorted(due, key=lambda s: s.post_at):
        del world.scheduled[made.id]
        talk.post(world, world.channels[made.channel], made.arguments)

"""A message with files: uploaded unseen, noted in its row, then shown by one call."""

from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.posting import LIMITED, Outcome, Posted, share
from bot.slack import uploads
from bot.slack.messages import Message

# Slack takes no files here, and will not in an hour either.
FORBIDDEN = frozenset(
    {"missing_scope", "file_uploads_disabled", "storage_limit_reached", "restricted_action"}
)


def shared(
    client: WebClient, channel: str, message: Message, noted: Callable[[list[str]], bool]
) -> Posted:
    """Until the last call nobody sees anything, so whatever fails before it was not sent.

    `noted` writes the ids into the message's row: a lost answer to the last call is settled by
    looking for them in the conversation. It says False when the row is somebody else's by now.
    """
    try:
        ids = [uploads.put(client, one) for one in message.files]
    except SlackApiError as error:
        return _refused(error)
    except OSError as error:
        return Posted(Outcome.NOT_SENT, reason=type(error).__name__)
    if not noted(ids):
        return Posted(Outcome.NOT_SENT, reason="claimed by another")
    return share(client, channel, uploads.shown(ids, message.files), message.text)


def _refused(error: SlackApiError) -> Posted:
    code = str(error.response.get("error", ""))
    if code in FORBIDDEN:
        return Posted(Outcome.REFUSED, reason=code)
    if code in LIMITED or error.response.status_code == 429:
        return Posted(Outcome.LATER, reason="ratelimited", wait=30.0)
    return Posted(Outcome.NOT_SENT, reason=code[:60])

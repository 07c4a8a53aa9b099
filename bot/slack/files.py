"""Files that people share with the bot: fetched with its token, and never more than was agreed."""

import urllib.error
import urllib.request
from email.message import Message as Headers
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

from slack_sdk import WebClient

PATIENCE = 5  # seconds


class NotAllowed(Exception):  # noqa: N818 - says what Slack answered
    """Slack shows a sign-in page instead of the file: the scope `files:read` is missing."""


class TooLarge(Exception):  # noqa: N818 - says what the file is
    """It has more bytes than were asked for; nothing of it is kept."""


class Elsewhere(Exception):  # noqa: N818 - says where the file is
    """The message only points to a file that lies with another service."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect leads to the sign-in page, and would carry our token along."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage | Headers,
        newurl: str,
    ) -> None:
        return None


def ending(name: str) -> str:
    """`yml` of `Ladder.YML`; "" when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def names(event: dict[str, Any]) -> list[str]:
    """The names of the files that came with a message."""
    return [str(file.get("name") or "") for file in event.get("files") or []]


def fetch(client: WebClient, file: dict[str, Any], most: int) -> bytes:
    """The file's bytes; raises NotAllowed, TooLarge, Elsewhere, or OSError for Slack's trouble."""
    if file.get("is_external") or file.get("mode") == "external":
        raise Elsewhere
    if int(file.get("size") or 0) > most:
        raise TooLarge
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not _is_slacks(url, client.base_url):
        raise NotAllowed
    asked = urllib.request.Request(url, headers={"Authorization": f"Bearer {client.token}"})
    try:
        with urllib.request.build_opener(_NoRedirect).open(asked, timeout=PATIENCE) as answer:
            _refuse_a_page(file, answer.headers.get_content_type())
            data: bytes = answer.read(most + 1)
    except urllib.error.HTTPError as error:
        with error:
            if error.code in (301, 302, 303, 307, 308, 401, 403, 404):
                raise NotAllowed from None
            raise OSError(f"Slack answered {error.code}") from None
    if len(data) > most:
        raise TooLarge
    return data


def _refuse_a_page(file: dict[str, Any], kind: str) -> None:
    if kind == "text/html" and ending(str(file.get("name"))) not in ("html", "htm"):
        raise NotAllowed


def _is_slacks(url: str, api: str) -> bool:
    """Our token goes to Slack alone, whatever a message says where its file lies."""
    asked, ours = urlsplit(url), urlsplit(api)
    if (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc):
        return True
    host = asked.hostname or ""
    return asked.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))

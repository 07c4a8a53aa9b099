"""Files that go out: uploaded where nobody sees them, then shown in one conversation."""

import json
import urllib.request
from typing import Any, NamedTuple

from slack_sdk import WebClient

PATIENCE = 5  # seconds for one file's bytes
LARGEST = 20_000_000  # bytes, far below what Slack takes


class Upload(NamedTuple):
    """`name` is a file's name of our own making, `title` what people read."""

    name: str
    title: str
    body: bytes


def put(client: WebClient, upload: Upload) -> str:
    """The id of an uploaded file that nobody can see yet. Raises what Slack or the network say."""
    if len(upload.body) > LARGEST:
        raise OSError(f"{upload.name} is too large")
    given = client.files_getUploadURLExternal(filename=upload.name, length=len(upload.body))
    address = str(given["upload_url"])
    if not address.startswith(("https://", "http://")):
        raise OSError("no address to upload to")
    request = urllib.request.Request(address, data=upload.body, method="POST")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        answer.read(1000)
    return str(given["file_id"])


def shown(ids: list[str], uploads: tuple[Upload, ...]) -> str:
    """What `files.completeUploadExternal` wants to know of uploaded files."""
    pairs = zip(ids, uploads, strict=True)
    told: list[dict[str, Any]] = [{"id": id_, "title": one.title} for id_, one in pairs]
    return json.dumps(told)

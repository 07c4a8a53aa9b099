"""Sign a credential as a VC-JWT with Ed25519, and bake it into a picture of its own."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.badges import png
from bot.badges.vault import Key

HERE = Path(__file__).parent
PIXELS = 110  # per inch: some 700 pixels wide
CONTROL = dict.fromkeys([*range(32), 127], " ")


def sign(credential: dict[str, Any], private: Any, key: Key) -> str:
    """The credential at the top of the payload, with the claims that the standard wants."""
    import jwt  # noqa: PLC0415 - see bot.badges

    starts = datetime.fromisoformat(credential["validFrom"])
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": int(starts.timestamp()),
    }
    header = {"kid": key.kid, "typ": "JWT"}
    return jwt.encode(credential | claims, private, "EdDSA", headers=header)


def picture(told: dict[str, Any]) -> bytes:
    """A PNG of what the badge says, by typst: data goes in as JSON, so no word is markup."""
    import typst  # noqa: PLC0415 - what only a badge needs is loaded for one

    said = json.dumps(_printable(told), ensure_ascii=False)
    drawn = typst.compile(
        (HERE / "badge.typ").read_bytes(),
        format="png",
        ppi=PIXELS,
        sys_inputs={"badge": said},
    )
    assert isinstance(drawn, bytes)
    return drawn


def baked(token: str, told: dict[str, Any]) -> bytes:
    return png.bake(picture(told), token)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(CONTROL)
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list | tuple) else value

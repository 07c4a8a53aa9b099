"""Whose fault a failed call was: Slack's and the network's pass, ours do not."""

from http.client import HTTPException

from slack_sdk.errors import SlackApiError

SLACKS_CODES = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "token_expired",  # the next one is being fetched
    }
)


def is_slacks(error: Exception) -> bool:
    """Slack or the network failed, not we: wait, and use up no attempt."""
    if isinstance(error, SlackApiError):
        code = error.response.get("error")
        is_code = isinstance(code, str) and " " not in code  # else no JSON came, or none at all
        return not is_code or _status(error) >= 429 or code in SLACKS_CODES
    return isinstance(error, OSError | HTTPException)


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 200) or 200)

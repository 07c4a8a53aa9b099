"""The Web API: reads a call, checks token and scopes, runs the method, answers as Slack does."""

from playground.web_api import (  # noqa: F401 - importing registers the methods
    account,
    chat,
    conversations,
    files,
    people,
    reactions,
    scheduled,
    views,
)
from playground.web_api.serving import WebApi

__all__ = ["WebApi"]

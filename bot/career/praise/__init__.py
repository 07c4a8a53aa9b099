"""Praise: somebody's words about somebody else, read by the rules of CONVENTIONS 5."""

from bot.career.praise.reader import Praise, may_be_praise, read

__all__ = ["Praise", "may_be_praise", "read"]

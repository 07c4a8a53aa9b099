"""Brag documents of other programs, read into wins: Markdown, CSV and JSON of any maker."""

from bot.career.brags.entries import Brags, Entry, Problem
from bot.career.brags.reading import MOST, looks_like_one, read
from bot.career.brags.winning import Found, found

__all__ = ["MOST", "Brags", "Entry", "Found", "Problem", "found", "looks_like_one", "read"]

"""Reads a win as a tired reader in a calibration meeting would."""

from bot.career.bullets.reader import Reading, read

__all__ = ["Reading", "read"]

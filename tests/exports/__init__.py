"""Packets as files: written, read back, and looked at byte by byte."""

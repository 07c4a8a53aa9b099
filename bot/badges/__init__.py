"""Badge files: found in their carrier, read strictly, checked step by step, and written.

Needs the extra `badges`; nothing here is imported before the first badge. See docs/credentials.md.
"""

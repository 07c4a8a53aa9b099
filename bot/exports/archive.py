"""Zip files that are equal when their contents are."""

import zipfile
from io import BytesIO

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name


def same_bytes(body: bytes) -> bytes:
    """The archive again: same members in the same order, without the time it was packed."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(body)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            about = zipfile.ZipInfo(member.filename, LONG_AGO)
            about.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(about, old.read(member), compresslevel=6)
    return packed.getvalue()

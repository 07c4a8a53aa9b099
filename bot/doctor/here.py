"""The machine: zones, database, disk, backups, keys, fonts, template, extras."""

import importlib.util
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import database as unlocking
from bot.doctor.finding import Finding, good, look, wrong
from bot.errors import Refused
from bot.settings import Settings
from storage import HEAD, Unusable, cipher, prepare, sealed
from storage import backups as copies
from storage.ledger import KEY, LEDGER
from storage.migrating import revision_of
from storage.opening import may_use_wal

LATE = timedelta(hours=36)
ROOM = 200_000_000  # bytes
LARGE = 500_000_000  # bytes: a backup holds up answers from here on
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
EXTRAS = {"lock": "pyrage", "forms": "docxtpl", "places": "fsspec", "encryption": "sqlcipher3"}


def zones(settings: Settings, now: datetime) -> Iterator[Finding]:
    for name in ("America/New_York", "Asia/Kolkata", settings.zone):
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            fix = "Install tzdata." if name != settings.zone else "Set DEFAULT_TIMEZONE to a name."
            yield wrong(f"The time zone {name} is not known here.", fix)
            return
    yield good(f"Time zones are known; the default is {settings.zone}.")


def database(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Nothing is made or changed: a file that is not there yet is said to be so."""
    file = settings.database_file
    if file is None:
        yield look("The database is no SQLite file.", "Encrypt and back it up with its own tools.")
        return
    if not file.exists():
        yield look(f"{file} is not there yet.", "`winbook run` or `winbook migrate` makes it.")
        return
    try:
        prepare(unlocking.address(settings))
        revision = revision_of(settings.database_url)
    except (Unusable, Refused) as error:
        yield wrong(error.sentence.partition(":")[0] + ".", error.sentence.partition(": ")[2])
        return
    if revision != HEAD:
        said = f"The database is at {revision or 'nothing'}, this Winbook at {HEAD}."
        yield look(said, "The next start brings it up, after a backup; or `winbook migrate`.")
    version = cipher.driver(cipher.key_of(file)).sqlite_version
    wal = "could use WAL" if may_use_wal(version) else "must not use WAL, and does not"
    yield good(f"{file} is whole, revision {revision}; SQLite {version} {wal}.")
    if file.stat().st_size > LARGE:
        yield look(f"{file} has more than 500 MB.", "Consider PostgreSQL: backups hold up answers.")


def place(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Who else on this machine can read it."""
    file = settings.database_file
    if file is None or not file.exists():
        return
    for path in (file, file.parent):
        if path.stat().st_mode & 0o077:
            mode = "700" if path.is_dir() else "600"
            yield wrong(f"Others on this machine can open {path}.", f"chmod {mode} {path}")
    if settings.is_encrypted:
        yield good("The database is encrypted; who has its key as well can read every book in it.")
        return
    yield look(
        f"Whoever can read {file} can read every book in it.",
        "`winbook encrypt` or an encrypted disk; say who runs this server in your privacy notice.",
    )


def disk(settings: Settings, now: datetime) -> Iterator[Finding]:
    file = settings.database_file
    if file is None:
        return
    folder = next(path for path in file.absolute().parents if path.exists())
    free, size = shutil.disk_usage(folder).free, file.stat().st_size if file.exists() else 0
    if free < max(ROOM, 3 * size):
        fix = "Make room: a backup needs as much as the database has."
        yield wrong(f"Only {free // 10**6} MB are free in {folder}.", fix)
    else:
        yield good(f"{free // 10**6:,} MB are free.")


def backups(settings: Settings, now: datetime) -> Iterator[Finding]:
    file = settings.database_file
    if file is None or not file.exists():
        return
    last = copies.newest(settings.database_url)
    if last is None:
        yield look("There is no backup yet.", "`winbook backup` makes one; the bot does nightly.")
    elif now - last > LATE:
        yield wrong(
            f"The last backup is of {last:%Y-%m-%d %H:%M} UTC.", "`winbook backup`; read the log."
        )
    else:
        yield good(f"The last backup is of {last:%Y-%m-%d %H:%M} UTC.")
    if not settings.is_backing_up:
        yield look("NIGHTLY_BACKUP is off.", "Set it to true, or back up in another way.")


def keys(settings: Settings, now: datetime) -> Iterator[Finding]:
    key = settings.backup_key.get_secret_value()
    if not key:
        yield look("Backups are not encrypted.", "`winbook backup --new-key`, then set BACKUP_KEY.")
    else:
        try:
            sealed.check(key)
        except Unusable as error:
            yield wrong("BACKUP_KEY cannot be used.", error.sentence)
        else:
            yield good("Backups are encrypted.")
    file = settings.database_file
    if file and (file.parent / LEDGER).exists() and not (file.parent / KEY).exists():
        said = "The ledger of erasures has lost its key: it can erase nobody again."
        yield wrong(said, f"Bring {KEY} back from beside the backups.")


def fonts(settings: Settings, now: datetime) -> Iterator[Finding]:
    found = {path.name for folder in FONTS if folder.is_dir() for path in folder.rglob("Noto*")}
    wanted = {"CJK": "fonts-noto-cjk", "Emoji": "fonts-noto-color-emoji", "Sans": "fonts-noto-core"}
    missing = [package for part, package in wanted.items() if not any(part in n for n in found)]
    if missing:
        said = "Packets cannot show every script: fonts are missing."
        yield look(said, f"apt-get install {' '.join(missing)}")
    else:
        yield good("Fonts for every script are there.")


def template(settings: Settings, now: datetime) -> Iterator[Finding]:
    """A company's own form for packets."""
    if settings.packet_template is None:
        return
    from bot.exports import company  # noqa: PLC0415 - only where one is set

    try:
        company.check(settings.packet_template.read_bytes())
    except OSError:
        yield wrong(f"{settings.packet_template} cannot be read.", "Set PACKET_TEMPLATE anew.")
    except Refused as refused:
        yield wrong("PACKET_TEMPLATE cannot be used.", refused.sentence)
    else:
        yield good("The company's template can be used.")


def extras(settings: Settings, now: datetime) -> Iterator[Finding]:
    for extra, module in EXTRAS.items():
        if importlib.util.find_spec(module) is None:
            said = f"The extra {extra} is not installed."
            yield look(said, f"Only if you want it: pip install 'winbook[{extra}]'.")

"""Edits and deletions of messages whose words we hold."""

from bot.career import praise as rules
from bot.echoes import Echo
from bot.features.praise import gesture, keeping
from storage.records import Principal


def heard(echo: Echo) -> None:
    if echo.message:
        edited(echo)
    else:
        deleted(echo)


def edited(echo: Echo) -> None:
    """What waits gets the new words; what is kept stays as it stood and says so."""
    if echo.is_direct:
        return
    words = gesture.words_of(echo.workspace, echo.channel, echo.message)
    words = words._replace(newest=echo.stamp)
    where = (echo.workspace, words.channel, words.ts)
    was = rules.read(str(echo.before.get("text") or ""), words.author, None)
    found = rules.read(words.quote, words.author, None)
    words = words._replace(reason=found.reason if found else "")
    praise = echo.store.praise
    praise.repaint(praise.edited(*where, words.quote, words.newest, echo.now, words.reason))
    if was and found and not echo.message.get("bot_id"):  # it may overtake the words it edits
        both = [user for user in found.praised if user in was.praised]  # an edit praises nobody new
        gesture.offer(echo.store, words, both, echo.now, echo.settings, echo.bot)


def deleted(echo: Echo) -> None:
    """The author took the words back: they leave every book, the record says so."""
    where = (echo.workspace, echo.channel, echo.ts)
    rows = echo.store.praise.withdrawn(*where, echo.stamp, echo.now)
    for row in rows:
        owner = Principal(row.workspace, row.owner)
        keeping.drop_draft(echo.store, owner, row, echo.now)
        echo.homes.stale(owner)
    echo.store.praise.repaint(rows)

"""Privacy: what is stored and who can read it, deleting everything, and leaving a workspace."""

from typing import Any

from bot.errors import Refused
from bot.features.privacy import leavers
from bot.features.privacy.leavers import DUE
from bot.settings import Settings
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import count, listed

__all__ = ["DUE", "form", "leave", "page", "register"]

FORM, TYPED, PHRASE = "privacy_delete", "phrase", "delete everything"
NAMES = {
    "wins": ("win", "wins"),
    "versions": ("earlier version", "earlier versions"),
    "corrections": ("changed suggestion", "changed suggestions"),
    "praise": ("piece of praise", "pieces of praise"),
    "packets": ("packet", "packets"),
    "rubrics": ("rubric of your own", "rubrics of your own"),
    "assessments": ("assessment of yourself", "assessments of yourself"),
    "imports": ("import that can be undone", "imports that can be undone"),
    "manager words": ("note of your manager's words", "notes of your manager's words"),
    "requests": ("request to a colleague", "requests to colleagues"),
    "plans": ("plan with a sponsor", "plans with a sponsor"),
    "papers": ("text sent to be confirmed", "texts sent to be confirmed"),
    "check-ins": ("check-in", "check-ins"),
    "shares": ("share", "shares"),
    "decisions": ("decision", "decisions"),
    "credentials": ("credential", "credentials"),
    "programmes": ("programme in progress", "programmes in progress"),
    "pathways": ("pathway", "pathways"),
    "addresses": ("address badges are issued to", "addresses badges are issued to"),
    "proofs": ("badge of your own record", "badges of your own record"),
    "said about others": (
        "quote of yours in a colleague's book",
        "quotes of yours in colleagues' books",
    ),
}
REMAINS = (
    "• Messages I sent you stay in Slack until you delete them there: a copy in Slack is Slack's.\n"
    "• A rubric, a ladder of credentials or an issuer's key you brought in for the whole workspace "
    "stays, without your name.\n"
    "• A badge that names you with your consent stays with whoever had it made.\n"
    "• Words of yours that a colleague kept, or that you gave when one asked you to confirm a win, "
    "stay in their book as those of “a colleague”. Take It Back in the message removes an answer "
    "before.\n"
    "• What you confirmed, corrected or noted as somebody's sponsor stays with them, without your "
    "name. What you sent others to confirm, or shared with them, is deleted there, too.\n"
    "• Who was refused something stands in a log without names or words.\n"
    "• Backups of the last 30 days still hold what you deleted. Whoever restores one deletes you "
    "again: a list of who was deleted, by keyed hashes and without names, is kept for that."
)


def register(app: Any) -> None:
    app.command("/win", matchers=[word("privacy")])(show)
    app.action("privacy_open")(show_privately)
    app.action("privacy_delete_open")(ask)
    app.view(FORM)(delete)
    leavers.register(app)
    app.event("app_uninstalled")(leave)
    app.event("tokens_revoked")(leave)


def show(ack: Any, client: Any, store: Any, me: Any, settings: Any) -> None:
    *most, note = page(store.erasure.count(me), settings)
    shown = [*most, *leavers.section(client, store, me), note]
    ack(text="What Winbook stores about you, and who can read it.", blocks=shown)


def show_privately(ack: Any, body: Any, client: Any, store: Any, me: Any, settings: Any) -> None:
    shown = page(store.erasure.count(me), settings)
    view = blocks.modal("privacy", "Privacy", shown, submit="", close="Done")
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def ask(ack: Any, body: Any, client: Any) -> None:
    """The form in which the words must be typed; on top of the page when that is a form too."""
    show_form = (
        client.views_push if body.get("view", {}).get("type") == "modal" else client.views_open
    )
    show_form(trigger_id=body["trigger_id"], view=form())
    ack()


def delete(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, after: Any
) -> None:
    """Delete everything, at once; what is still shown in Home goes as well."""
    typed = forms.text(forms.answers(view), TYPED)
    if " ".join(typed.lower().split()).strip("\"'“”.") != PHRASE:
        raise Refused(f"Type “{PHRASE}” to delete your book, or press Cancel to keep it.", TYPED)
    gone = store.erasure.forget(me, clock.now())
    ack(response_action="update", view=done(gone, settings))
    after(client.views_publish, user_id=me.user, view=blocks.home([_emptied(settings)]))


def leave(event: Any, body: Any, store: Any, me: Any, clock: Any, houses: Any) -> None:
    """The workspace took Winbook out: nothing is sent or processed from now on."""
    revoked = event.get("tokens")
    is_ours = revoked is None or revoked.get("bot")
    if is_ours and not houses.is_late(me.workspace, body):
        store.workspaces.leave(me.workspace, clock.now())
        houses.forget(me.workspace)


def page(counts: dict[str, int], settings: Settings) -> list[Block]:
    """What is stored, where, who can read it, how long, what remains, and the way out."""
    command = settings.win_command
    return [
        blocks.section(f"*Stored about you now*: {stored(counts)}.", "privacy_what"),
        blocks.section(f"*Where and who*\n{where(settings)}", "privacy_who"),
        blocks.section(
            "*How long*\nYour book stays until you delete it. Praise you do not keep, words of a "
            f"form you never sent and what `{command} delete` puts into the bin go after 30 days, "
            "the times of messages sent to you after 13 months, everything 30 days after Winbook "
            "leaves this workspace.",
            "privacy_how_long",
        ),
        blocks.section(f"*What stays when you delete everything*\n{REMAINS}", "privacy_remains"),
        blocks.actions(_export_button(), _delete_button(), block_id="privacy_do"),
        blocks.context("Only you can see this.", block_id="privacy_note"),
    ]


def stored(counts: dict[str, int]) -> str:
    """`12 wins, 0 earlier versions, … and your name, time zone and choices`."""
    said = [count(counts.get(kind, 0), *names) for kind, names in NAMES.items()]
    return listed([*said, "your name, time zone and choices"])


def where(settings: Settings) -> str:
    kept = "in one file" if settings.database_file else "in a database"
    locked = "It is encrypted" if settings.is_encrypted else "It is not encrypted by Winbook"
    return (
        f"• {kept.capitalize()} on the server that runs Winbook. {locked}.\n"
        "• Nobody else in Slack can read your book, except what you send or share yourself. "
        "Whoever runs the server can read what lies there.\n"
        "• Nothing is sent to any service but Slack, unless you choose a place for a monthly copy."
        f"{_links(settings)}"
    )


def _links(settings: Settings) -> str:
    """Only where whoever runs the server listed hosts, and only when a person asks."""
    if not settings.badge_hosts:
        return ""
    return (
        " When you press Check Online, the address of a badge is asked for at its issuer's, and "
        "from then on once a month again until you retire it."
    )


def form() -> Block:
    return blocks.modal(
        FORM,
        "Delete Everything",
        [
            blocks.section(
                "Your wins, their history, the praise you kept, your rubrics and assessments, your "
                "manager's words, your credentials with their files, what you agreed with a "
                "sponsor, what you shared, the decisions and your settings are deleted at once. "
                "This cannot be undone.",
                "delete_what",
            ),
            blocks.field(
                TYPED,
                "To go on, type: delete everything",
                blocks.text_line() | {"focus_on_load": True},
            ),
        ],
        submit="Delete Everything",
    )


def done(gone: dict[str, int], settings: Settings) -> Block:
    """Says that it is done, and what remains."""
    deleted = f"*Deleted*: {stored(gone)}."
    shown = [
        blocks.section(deleted, "deleted"),
        blocks.section(f"*What remains*\n{REMAINS}", "deleted_remains"),
        blocks.context(
            f"`{settings.win_command}` begins a new book whenever you want one.",
            block_id="deleted_note",
        ),
    ]
    return blocks.modal("privacy_deleted", "Deleted", shown, submit="", close="Done")


def _export_button() -> Block:
    return blocks.button("Export", "export_order", says="Export everything as one file")


def _delete_button() -> Block:
    sure = blocks.sure(
        "Delete everything?",
        "You are asked to type the words once more before anything is deleted.",
        "Go On",
    )
    return blocks.button("Delete Everything", "privacy_delete_open", style="danger", confirm=sure)


def _emptied(settings: Settings) -> Block:
    said = f"Your book is deleted. `{settings.win_command}` begins a new one."
    return blocks.section(said, "deleted")

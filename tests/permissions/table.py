"""Who may do what: every button, form and shortcut, whose ids it carries, and who may use them.

The one written table: `docs/permissions.md` is made from it, and the tests try every cell.
"""

from typing import NamedTuple

ROLES = (
    "owner",
    "stranger",
    "asked peer",
    "sponsor",
    "reader",
    "former reader",
    "admin",
    "guest",
    "deactivated",
    "external",
    "other workspace",
)
SHUT_OUT = ("deactivated", "external", "other workspace")  # may use nothing of ours

# whose thing it is -> the one role that may act on it
OWNER, ASKED, SPONSOR, READER = "owner", "asked peer", "sponsor", "reader"
OWN = "own"  # carries no id, or one that only finds one's own: everybody acts for themselves
EVERYBODY = "everybody"  # things that belong to the whole workspace
ADMIN = "admin"
OWNER_ID = "U0OWNER001"


class Row(NamedTuple):
    """`value` is a button's, `kept` a form's metadata, `block` a block's id; @name@ is an id."""

    who: str
    value: str = ""
    kept: str = ""
    block: str = ""
    picked: str = ""  # what the form's box "win" says


def _own(*names: str) -> dict[str, Row]:
    return dict.fromkeys(names, Row(OWN))


def _of(who: str, value: str, *names: str) -> dict[str, Row]:
    return {name: Row(who, value=value) for name in names}


def _form(who: str, kept: str, *names: str) -> dict[str, Row]:
    return {name: Row(who, kept=kept) for name in names}


ACTIONS: dict[str, Row] = {
    **_of(OWNER, "@win@", "win_edit", "win_land_open", "win_undo", "win_restore", "confirm_open"),
    **_of(OWNER, "@draft@", "win_keep", "win_discard"),
    **_of(OWNER, "@win@:scope", "win_file", "win_file_1", "win_file_2"),
    **_of(OWNER, "edit:@win@", "win_row"),
    **_of(OWNER, "@win@:change", "win_answer_open", "win_nothing"),
    **_own("win_open", "win_save", "win_list_back", "win_list_next"),
    **_of(OWNER, "@praise@ ", "praise_keep"),
    **_of(OWNER, "@praise@", "praise_choose", "praise_not_now", "praise_undo", "praise_leave"),
    **_of(OWNER, "@kept@", "praise_outcome"),
    **_of(ASKED, "@kept@", "praise_not_this"),
    **_own("praise_never", "praise_review", "praise_who"),
    **_own("kudos_post", "kudos_cancel"),
    **_of(OWNER, "@packet@", "packet_curate", "packet_freeze", "packet_send", "packet_versions"),
    "packet_do_with": Row(OWNER, value="words:0:@win@", kept='{"id": "@packet@"}'),
    "packet_add": Row(OWNER, value="@win@", kept='{"id": "@packet@"}'),
    "packet_bring_back": Row(OWNER, value="@win@", kept='{"id": "@packet@"}'),
    **_own("packet_open", "packet_opening"),
    **_of(OWNER, "@rubric@", "rubric_pick"),
    **_of(OWNER, "me:@rubric@", "rubric_map_open"),
    **_of(OWNER, "place:@words@", "rubric_words_do"),
    **_of(ADMIN, "@dropped@", "rubric_use_all"),
    **_of(ADMIN, "@gone@", "privacy_hand_over"),
    **_of(OWNER, "@dropped@", "rubric_use_me", "rubric_not_now"),
    **_own("rubric_open", "rubric_changes"),
    **_own("rubric_assess_open", "rubric_words_open"),
    **_of(ASKED, "@request@", "confirm_yes", "confirm_not_mine", "confirm_more"),
    **_of(ASKED, "@request@", "confirm_differs"),
    **_of(ASKED, "@answered@", "confirm_withdraw"),
    **_of(ASKED, "@answered@:team", "confirm_tie"),
    **_of(OWNER, "@request@", "confirm_recall"),
    **_own("confirm_list", "confirm_never"),
    **_of(SPONSOR, "@paper@", "paper_confirm", "paper_correct"),
    **_of(OWNER, "@plan@", "plan_edit", "plan_send", "plan_end", "plan_checkins"),
    **_of(OWNER, "@plan@:@piece@", "plan_link"),
    **_own("plan_open", "plan_history"),
    **_of(OWNER, "@plan@", "checkin_choose", "checkin_skip", "checkin_calendar"),
    "checkin_move": Row(OWNER, block="checkin:@plan@"),
    **_of(OWNER, "@talk@", "checkin_note", "checkin_back"),
    **_of(SPONSOR, "@talk@", "talk_open", "talk_note"),
    **_of(OWNER, "@decision@", "decision_open", "decision_send", "decision_link"),
    **_of(OWNER, "@yes@", "decision_yes"),
    "decision_checkpoint": Row(OWNER, block="dates:@decision@"),
    **_own("decision_new"),
    **_of(READER, "@share@", "share_open"),
    **_of(OWNER, "@share@", "share_revoke"),
    **_of(OWNER, "@win@:1:C0ENG00001", "share_post"),
    **_own("share_cancel"),
    **_own("share_give", "share_all", "share_sheet"),
    **_own("gaps_show", "learned_forget", "settings_open", "privacy_open", "privacy_delete_open"),
    **_own("prompt_pause", "prompt_skip", "prompt_snooze", "ready_ask"),
    **_own("export_order", "place_open", "place_code_open"),
    **_of(OWNER, "@file@", "import_yes", "import_not_now"),
    **_of(OWNER, "@brought@", "import_undo"),
    **_own("credentials_open", "credential_add", "credential_mine", "credential_trust_open"),
    **_of(OWNER, "@credential@", "credential_again", "credential_delete", "credential_map"),
    **_of(OWNER, "@credential@", "credential_online", "credential_renew", "credential_retire"),
    **_of(OWNER, "@credential@", "credential_show"),
    **_of(OWNER, "@key@", "credential_distrust"),
    **_own("ladders_open", "pathways_open", "pathway_choose", "programmes_open"),
    **_of(OWNER, "@stack@", "ladder_use_me", "ladder_not_now"),
    **_of(ADMIN, "@stack@", "ladder_use_all"),
    **_of(OWNER, "@ladder@", "ladder_forget"),
    **_of(OWNER, "@pathway@", "pathway_done", "pathway_drop"),
    **_of(OWNER, "@programme@", "programme_change", "programme_finish", "programme_drop"),
    **_own("programme_start"),
    **_of(OWNER, "@win@", "proof_ask", "proof_make"),
    **_of(ASKED, f"{OWNER_ID}:@win@", "proof_name_me", "proof_not_me"),
}

VIEWS: dict[str, Row] = {
    **_form(OWNER, '{"id": "@win@", "version": 1}', "win_change"),
    **_form(OWNER, '{"id": "@win@", "version": 1, "key": "change"}', "win_answer"),
    **_form(OWNER, '{"id": "@win@", "version": 1}', "win_land", "win_landed"),
    **_own("win_form"),
    "praise_win": Row(
        OWNER,
        kept='{"shown": [], "body": {}, "view_id": "", "praise": "@praise@"}',
        picked="new",
    ),
    "praise_outcome": Row(
        OWNER,
        kept='{"shown": [], "body": {}, "view_id": "", "win": "@draft@", "version": "1"}',
    ),
    **_own("praise_about"),
    **_form(OWNER, '{"id": "@packet@"}', "packet_curating"),
    **_form(OWNER, '{"id": "@packet@", "win": "@win@"}', "packet_words"),
    **_own("packet_opening_form"),
    **_form(OWNER, "@rubric@", "rubric_move"),
    **_form(OWNER, '{"rubric": "@rubric@"}', "rubric_map"),
    **_form(OWNER, "@words@", "rubric_words_place"),
    **_own("rubric_assess", "rubric_levels", "rubric_words"),
    **_form(OWNER, '{"win": "@win@", "version": 1}', "confirm_ask"),
    **_form(ASKED, '{"id": "@request@", "kind": "more"}', "confirm_words"),
    **_form(SPONSOR, '{"id": "@paper@"}', "paper_words"),
    **_form(OWNER, '{"id": "@plan@", "revision": 0}', "plan_form", "plan_sending"),
    **_form(OWNER, '{"id": "@plan@", "piece": "@piece@", "revision": 0}', "plan_linking"),
    **_form(OWNER, '{"id": "@plan@"}', "checkin_form"),
    **_form(OWNER, '{"id": "@plan@", "items": [], "more": "x"}', "checkin_review"),
    **_form(OWNER, '{"id": "@talk@"}', "checkin_noted"),
    **_form(SPONSOR, '{"id": "@talk@"}', "talk_form"),
    **_form(OWNER, '{"id": "@decision@"}', "decision_wins", "decision_follow_up"),
    **_form(OWNER, '{"id": "@yes@"}', "decision_close"),
    **_own("decision_form", "decision_soft"),
    **_form(OWNER, '{"kind": "win", "ref": "@win@"}', "share_form"),
    **_own("ready_ask_form", "settings_form", "privacy_delete", "place_form", "place_code_form"),
    **_own("pathway_form"),
    **_own("credential_addresses", "credential_trust"),
    **_form(OWNER, '{"renews": "@credential@"}', "credential_form"),
    **_form(OWNER, "@credential@", "credential_mapping"),
    **_form(OWNER, '{"id": "@programme@"}', "programme_form"),
}

SHORTCUTS = _own("log_win", "save_win", "save_corroboration")

COMMANDS: dict[str, Row] = _own("/win", "/kudos")

EVENTS = (
    *("app_home_opened", "app_uninstalled", "message", "reaction_added", "reaction_removed"),
    *("tokens_revoked", "user_change"),
)

KINDS = (
    ("Buttons and menus", ACTIONS),
    ("Forms", VIEWS),
    ("Shortcuts", SHORTCUTS),
    ("Commands", COMMANDS),
)


def may(role: str, who: str) -> str:
    """`yes`, `own` (for themselves alone) or `–`: what a role may do with the owner's thing."""
    if role in SHUT_OUT:
        return "–"
    if who in (OWN, EVERYBODY):
        return "own"
    return "yes" if role == who else "–"


def page() -> str:
    """docs/permissions.md."""
    head = "| | " + " | ".join(ROLES) + " |"
    line = "|---|" + "---|" * len(ROLES)
    parts = [INTRODUCTION]
    for title, rows in KINDS:
        parts += [f"## {title}", "", head, line]
        for name in sorted(rows):
            cells = " | ".join(may(role, rows[name].who) for role in ROLES)
            parts.append(f"| `{name}` | {cells} |")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n" + EVENTS_TOLD


INTRODUCTION = """# Who may do what

Made by `python -m tests.permissions` from `tests/permissions/table.py`; a test compares this page with it, and others try its
cells: every button, form, shortcut and command that the bot registers, with ids that are one's own, somebody else's, deleted
and made up.

*yes*: may act on that thing of the owner's. *own*: acts on one's own things alone, whatever id is sent. *–*: refused.

- Who acts is read from what Slack signed, never from a button's value or a form.
- A thing that is somebody else's, deleted, or was never there is answered with the same words, and each such refusal leaves a row
  in the audit: what was tried, by whom and about what as keyed hashes, no words. So does every reading of somebody else's thing.
- What Slack could not have sent (another type, a longer value) is refused before anything is read; random ids, hints and answers
  are tried with every button and form.
- An *asked peer* answers the one request put to them, and the author of kept praise takes it back. A *sponsor* confirms or
  corrects the paper put to them, and reads the items of a check-in that were shared. A *reader* opens one share until its last
  day, or until it is taken back; then they are a *former reader*.
- An *admin* brings a rubric or a ladder of credentials for the whole workspace; Slack is asked at each press whether they are one now. No admin reads words.
- A *guest* has a book of their own, and can be neither sponsor nor reader.
- *deactivated*, *external* (Slack Connect) and the same user id in *another workspace* get one polite line, nothing else.

"""
EVENTS_TOLD = (
    "\n## Events\n\nWhat Slack tells us by itself is about the person it names: "
    + ", ".join(f"`{name}`" for name in EVENTS)
    + ".\n"
)

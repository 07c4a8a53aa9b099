"""Check a badge step by step. What was not looked at is never said to be good."""

from typing import NamedTuple

from bot.badges import carrier, embedded, finding, hosting, revoking, shapes, strict, tokens
from bot.badges.carrier import Carried
from bot.badges.finding import Missing
from bot.badges.tokens import Token
from bot.badges.whom import Whom
from bot.career.credentials import steps as names
from bot.career.credentials.badge import Badge, matches
from bot.career.credentials.steps import NO, UNCHECKED, YES, Step
from bot.errors import Refused

Verdict = tuple[str, str]
UNPROVED = "It carries no proof: anybody could have written it."
UNSAID = "Without a checked signature nobody is known to have issued it."
NOT_BY_IT = "It is not signed by its issuer."


class Checked(NamedTuple):
    """`badge` is None where nothing could be read."""

    badge: Badge | None
    steps: list[Step]
    carried: Carried | None = None

    @property
    def verdict(self) -> str:
        return names.verdict(self.steps)


def check(data: bytes, whom: Whom) -> Checked:
    """Every step with its verdict, reason and time. Opens no connection without `whom.fetch`."""
    taken: list[Step] = []

    def note(name: str, verdict: Verdict) -> None:
        taken.append(Step(name, *verdict, whom.now, whom.fetch is not None))

    name = names.FOUND
    carried = None
    try:
        carried = carrier.find(data)
        note(name, (YES, f"One, in a {carried.carrier} file."))
        name = names.READ
        token, said = _read(carried, whom)
        note(name, (YES, "Whole, and within every limit."))
        name = names.SHAPE
        badge = shapes.shaped(said, is_signed=token is not None)
        note(name, (YES, f"Open Badges {badge.standard}, {badge.form}."))
    except Refused as refused:
        note(name, (NO, refused.sentence))
        return Checked(None, taken, carried)
    except Missing as missing:
        note(name, (UNCHECKED, str(missing)))
        return Checked(None, taken, carried)
    proved = hosting.proved(badge, whom) if badge.hosted else _signed(badge, token, whom)
    whole = proved.badge or badge
    note(names.SIGNATURE, proved.signature)
    note(names.ISSUER, proved.issuer)
    note(names.RECIPIENT, recipient(badge, whom))
    note(names.DATES, dates(badge, whom))
    note(names.REVOCATION, proved.revocation or revoking.revoked(whole, whom, proved.keys))
    if badge.hosted:
        is_fetched = proved.badge is not None
        note(names.SCOPE, hosting.scope(whole, proved.profile, is_fetched=is_fetched))
    return Checked(whole, taken, carried)


def _read(carried: Carried, whom: Whom) -> tuple[Token | None, dict[str, object]]:
    """The document, and the token that holds it. An old badge may be a mere link."""
    text = carried.text
    if carried.form == "link":
        text = _behind(text, whom)
    if carrier.form_of(text) == "jws":
        token = tokens.read(text)
        return token, token.payload
    return None, strict.read_object(text)


def _behind(url: str, whom: Whom) -> str:
    answer = finding.asked(url, whom, "It only points to")
    return strict.decoded(answer.body, "The badge").strip()


def _signed(badge: Badge, token: Token | None, whom: Whom) -> hosting.Proved:
    """A signature, and whose key made it."""
    if token is None and badge.form != "embedded proof":
        return hosting.Proved((NO, UNPROVED), (UNCHECKED, UNSAID))
    badge = hosting.explained(badge, whom)
    try:
        found, is_good = _proof(badge, token, whom)
    except Refused as refused:
        return hosting.Proved((NO, refused.sentence), (NO, NOT_BY_IT))
    except Missing as missing:
        return hosting.Proved((UNCHECKED, str(missing)), (UNCHECKED, UNSAID))
    if not is_good:
        said = (NO, "The signature does not fit: the badge was changed, or signed by another.")
        return hosting.Proved(said, (NO, NOT_BY_IT))
    issuer = (YES, found.anchor) if found.anchor else (NO, found.reason)
    good = (YES, "The signature fits the key.")
    return hosting.Proved(good, issuer, badge=badge, keys=found.keys)


def _proof(badge: Badge, token: Token | None, whom: Whom) -> tuple[finding.Found, bool]:
    """Whose keys may have signed it, and whether one did; the token, else the embedded proof."""
    if token is not None:
        found = finding.found(badge, token.header, whom)
        return found, tokens.is_signed_by_one(token, found.keys)
    proof = embedded.read(badge.raw, whom)
    found = finding.found(badge, {"kid": proof.method}, whom)
    return found, embedded.is_signed_by_one(proof, found.keys)


def recipient(badge: Badge, whom: Whom) -> Verdict:
    """Is it this person's? By the addresses they gave, hashed as the badge hashes them."""
    people = [one for one in badge.recipients if one.kind != "id" or _is_address(one.value)]
    if not people:
        return UNCHECKED, "It names nobody by an address, only a wallet's id."
    if not whom.addresses:
        return UNCHECKED, "Say which address it was issued to, and it is compared."
    found = {matches(one, whom.addresses) for one in people} - {""}
    if not found:
        return NO, "It was issued to another address than those you gave."
    if "exact" in found:
        return YES, "It was issued to an address that you say is yours."
    return YES, "It was issued to an address that you say is yours, in lower case there."


def _is_address(value: str) -> bool:
    return value.startswith("mailto:") or "@" in value.partition(":")[0]


def dates(badge: Badge, whom: Whom) -> Verdict:
    """Begun, and not over."""
    if badge.starts is None:
        return NO, "It does not say when it was issued."
    if badge.starts > whom.now:
        return (
            NO,
            f"It is valid only from {badge.starts:%b} {badge.starts.day}, {badge.starts.year}.",
        )
    if badge.ends is None:
        return YES, "It was issued, and does not expire."
    day = f"{badge.ends:%b} {badge.ends.day}, {badge.ends.year}"
    if badge.ends <= whom.now:
        return NO, f"It expired on {day}."
    return YES, f"It was issued, and expires on {day}."

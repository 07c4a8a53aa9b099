"""E-mail to an address that its owner confirmed: the operator's server, and never without TLS."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bot.errors import Refused
from bot.settings import Settings

PATIENCE = 20  # seconds for each step
LARGEST = 20_000_000  # bytes of an attachment; most servers take 25 MB
ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
PORTS = {"smtp": 587, "smtps": 465}


class Unsent(Exception):  # noqa: N818 - says what became of it
    """It did not go out; the words hold no address and no secret."""


class Server(NamedTuple):
    """Where mail is handed in."""

    scheme: str
    host: str
    port: int
    user: str
    secret: str

    @property
    def is_here(self) -> bool:
        """On this very machine, where nobody listens in."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class Attachment(NamedTuple):
    name: str
    body: bytes


def server(settings: Settings) -> Server | None:
    """None where no mail is sent; Refused for what is no address of a server."""
    said = settings.mail_server.get_secret_value().strip()
    if not said:
        return None
    try:
        parts = urlsplit(said)
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = "", 0
    if not host or not port or parts.scheme not in PORTS or not settings.mail_from:
        raise Refused("MAIL_SERVER must be smtp:// or smtps:// with a host, and MAIL_FROM be set.")
    user, secret = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, host, port, user, secret)


def checked(address: str, settings: Settings) -> str:
    """The address as it is written to; Refused for another domain, or what is none."""
    found = address.strip()
    if not found.isascii() or not ADDRESS.fullmatch(found):
        raise Refused("That is no e-mail address.", "where")
    domain = found.rpartition("@")[2].lower()
    if settings.mail_domains and domain not in settings.mail_domains:
        known = ", ".join(sorted(settings.mail_domains))
        raise Refused(f"Whoever runs Winbook here allows addresses of: {known}.", "where")
    return found


def send(
    settings: Settings, to: str, subject: str, words: str, attached: Attachment | None = None
) -> None:
    """Returns when the server has taken it; Unsent says in a few words why not."""
    here = server(settings)
    if here is None:
        raise Unsent("no mail is sent from here any more")
    if attached and len(attached.body) > LARGEST:
        raise Unsent("the copy is too large for a mail")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, to, subject
    message.set_content(words)
    if attached:
        message.add_attachment(
            attached.body, maintype="application", subtype="octet-stream", filename=attached.name
        )
    try:
        _hand_in(here, message)
    except (smtplib.SMTPException, OSError) as error:
        raise Unsent(_short(error)) from None


def _hand_in(here: Server, message: EmailMessage) -> None:
    trusted = ssl.create_default_context()
    if here.scheme == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            here.host, here.port, timeout=PATIENCE, context=trusted
        )
    else:
        line = smtplib.SMTP(here.host, here.port, timeout=PATIENCE)
    with line:
        if here.scheme == "smtp" and not here.is_here:
            line.starttls(context=trusted)  # raises where the server offers none
        if here.user:
            line.login(here.user, here.secret)
        line.send_message(message)


def _short(error: Exception) -> str:
    """The kind of trouble alone: a server's words may repeat the address."""
    told = {
        smtplib.SMTPNotSupportedError: "the mail server offers no TLS",
        smtplib.SMTPRecipientsRefused: "the mail server does not take that address",
        smtplib.SMTPAuthenticationError: "the mail server does not let us in",
        ssl.SSLError: "the mail server's certificate is not trusted",
    }
    known = (said for kind, said in told.items() if isinstance(error, kind))
    return next(known, f"the mail server did not take it ({type(error).__name__})")

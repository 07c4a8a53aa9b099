"""Words with a label before them: `**Scope**: owns a task`, `Scope: owns a task`."""

import re

BOLD, PLAIN = "\x02", "\x03"  # around what stood in bold; no file may contain them
LEADING = re.compile(
    rf"^\s*{BOLD}([^{BOLD}{PLAIN}]{{1,120}}){PLAIN}\s*(?::|[-–—]\s)?\s*(.*)$", re.DOTALL
)
COLON = re.compile(r"^([^\W\d_][^:.!?\n]{0,48}):(?:\s+(.*))?$", re.DOTALL)
CHECKBOX = re.compile(r"^\[[ xX]\]\s+")


def split(text: str) -> tuple[str, str]:
    """(label, rest); the label is "" when none is there, the rest "" when there is only a label."""
    said = CHECKBOX.sub("", text.strip())
    if bold := LEADING.match(said):
        rest = bare(bold[2]).removeprefix(":").strip()
        return bare(bold[1]).rstrip(" :").strip(), rest
    if colon := COLON.match(bare(said)):
        words = colon[1].split()
        if len(words) <= 5:
            return colon[1].strip(), (colon[2] or "").strip()
    return "", bare(said)


def bare(text: str) -> str:
    return text.replace(BOLD, "").replace(PLAIN, "").strip()

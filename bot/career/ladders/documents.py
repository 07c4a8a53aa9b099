"""From a file's name and text to what is to be read in it: a tree, a sheet or a page."""

import re
from dataclasses import dataclass, field

from bot.career.ladders import (
    html_reading,
    js_reading,
    json_reading,
    markdown_reading,
    sheets,
    yaml_reading,
)
from bot.career.ladders.found import TOP, Report
from bot.career.ladders.grids import Grid
from bot.career.ladders.nodes import Fields, Node
from bot.career.ladders.outline import Outline

SYNTAX = {
    **dict.fromkeys(("yml", "yaml"), "YAML"),
    **dict.fromkeys(("json", "jsonc"), "JSON"),
    **dict.fromkeys(("js", "mjs", "cjs", "jsx", "ts", "tsx"), "JavaScript"),
    **dict.fromkeys(("csv", "tsv"), "CSV"),
    **dict.fromkeys(("md", "markdown", "mdx", "mdown"), "Markdown"),
    **dict.fromkeys(("html", "htm", "xhtml"), "HTML"),
}
ENDINGS = (*SYNTAX, "txt")
SCRIPT = re.compile(r"^(?:export |import |const |var |let |module\.exports|\(window|//|/\*)", re.M)
YAML_LIKE = re.compile(r"^(?:[\w-]+:(?:\s|$)|- )", re.M)


@dataclass
class Document:
    """`trees` for YAML, JSON and JavaScript; `page` for Markdown and HTML; `sheet` for CSV."""

    syntax: str
    trees: list[Node] = field(default_factory=list)
    page: Outline | None = None
    sheet: Grid | None = None
    introduction: str = ""


def read(report: Report, name: str, text: str) -> Document:
    """The document; problems go into the report, and what cannot be read at all raises Stop."""
    syntax = syntax_of(name, text)
    match syntax:
        case "YAML":
            return Document(syntax, _some(yaml_reading.tree(report, text)))
        case "JSON":
            return Document(syntax, _some(json_reading.tree(report, text)))
        case "JavaScript":
            return Document(syntax, _values(js_reading.values(report, text)))
        case "CSV":
            return Document(syntax, sheet=sheets.grid(report, text))
        case "HTML":
            return Document(syntax, page=html_reading.outline(report, text))
        case "Markdown":
            return _markdown(report, text)
    raise report.stop(TOP, "This is no YAML, JSON, JavaScript, Markdown, HTML or CSV.", "")


def syntax_of(name: str, text: str) -> str:
    """By the ending; where there is none, or it says nothing, by how the text begins."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    start = text.lstrip()
    if ending in SYNTAX and not (ending != "md" and start[:9].lower() == "<!doctype"):
        return SYNTAX[ending]
    if start.startswith("<"):
        return "HTML"
    if start[:1] in ("{", "["):
        return "JSON" if '"' in start[:80] else "JavaScript"
    if SCRIPT.match(start):
        return "JavaScript"
    return _by_lines(start)


def _by_lines(start: str) -> str:
    if start.startswith("---\n") and "\n---" in start[4:]:
        return "Markdown"
    if re.search(r"^#{1,6} |^\|.*\|$|^[*-] ", start, re.MULTILINE):
        return "Markdown" if not YAML_LIKE.match(start) else "YAML"
    if YAML_LIKE.match(start):
        return "YAML"
    first = start.split("\n", 1)[0]
    return "CSV" if any(first.count(sign) for sign in ",;\t") else "Markdown"


def _markdown(report: Report, text: str) -> Document:
    front, body, above = markdown_reading.split_front(text)
    if not front and text.startswith("---\n") and YAML_LIKE.match(text[4:]):
        raise report.stop(
            TOP,
            "The data that opens with `---` is never closed.",
            "Write `---` on a line of its own below it.",
        )
    tree = yaml_reading.tree(report, front, above=1) if front.strip() else None
    page = markdown_reading.outline(report, body, above)
    return Document("Markdown", _some(tree), page, introduction=body.strip())


def _some(node: Node | None) -> list[Node]:
    return [node] if node is not None else []


def _values(found: Fields) -> list[Node]:
    """The whole file as fields, then each value: the largest shape that fits is taken."""
    return [found, *found.entries.values()] if found.entries else []

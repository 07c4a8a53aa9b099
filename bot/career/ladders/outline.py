"""A page as sections under headings with paragraphs, lists and tables: from Markdown or HTML."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.career.ladders.found import TOP, Spot
from bot.career.ladders.grids import Grid

# `2. Level: Senior` is called Senior: a chapter's number and the word for what follows say nothing.
LEAD = re.compile(
    r"^(?:\d{1,2}[.)]\s+(?=\S))?(?:(?:level|role|title)\s*:\s*(?=\S))?", re.IGNORECASE
)


@dataclass
class Item:
    """A list's entry; `label` is what stands in bold or before a colon, `inside` its own list."""

    spot: Spot
    text: str
    label: str = ""
    inside: list[str] = field(default_factory=list)
    is_link: bool = False

    @property
    def whole(self) -> str:
        return f"{self.label}: {self.text}" if self.label and self.text else self.label or self.text


@dataclass
class Paragraph(Item):
    pass


@dataclass
class Bullets:
    spot: Spot
    items: list[Item] = field(default_factory=list)


Block: TypeAlias = Paragraph | Bullets | Grid


@dataclass
class Section:
    """`depth` 1 to 6 as in Markdown, 7 for a line in bold that heads what follows; 0 is the top."""

    depth: int
    title: str
    spot: Spot
    parent: "Section | None" = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return [item for block in self.blocks if isinstance(block, Bullets) for item in block.items]

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def grids(self) -> list[Grid]:
        return [block for block in self.blocks if isinstance(block, Grid)]


class Outline:
    """Built from above to below; `sections[0]` holds what stands before the first heading."""

    def __init__(self) -> None:
        self.sections = [Section(0, "", TOP)]
        self.tables: list[Grid] = []  # of HTML inside Markdown: they stand under no heading

    def heading(self, depth: int, title: str, spot: Spot) -> None:
        parent = next((s for s in reversed(self.sections) if s.depth < depth), None)
        self.sections.append(Section(depth, LEAD.sub("", title).rstrip(" :"), spot, parent))

    def add(self, block: Block) -> None:
        """A paragraph that is all bold, or only a label before a list, heads what follows it."""
        if isinstance(block, Paragraph) and block.label and not block.text:
            self.heading(7, block.label, block.spot)
        else:
            if isinstance(block, Grid):
                block.title = block.title or self.sections[-1].title
            self.sections[-1].blocks.append(block)

    @property
    def grids(self) -> list[Grid]:
        return [grid for section in self.sections for grid in section.grids] + self.tables

    def under(self, section: Section) -> list[Section]:
        return [one for one in self.sections if one.parent is section]

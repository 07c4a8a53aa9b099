"""The picture of coverage as a PNG, for formats that cannot draw it themselves."""

import json
from dataclasses import asdict
from pathlib import Path

from bot.exports.nodes import Picture
from bot.exports.printable import printable

HERE = Path(__file__).parent
PIXELS = 160  # per inch
WIDTH = 170  # millimetres
PAGE = """
#let node = json(bytes(sys.inputs.picture))
#set page(width: WIDTHmm, height: auto, margin: 2mm)
#set text(font: "Libertinus Serif", size: 10pt)
#covered(node)
"""


def png(node: Picture) -> bytes:
    """As wide as the text of an A4 page."""
    import typst  # noqa: PLC0415 - what only a packet needs is loaded for one

    said = asdict(node) | {"names": [printable(name) for name in node.names]}
    source = (HERE / "coverage.typ").read_text(encoding="utf-8") + PAGE.replace("WIDTH", f"{WIDTH}")
    drawn = typst.compile(
        source.encode(),
        format="png",
        ppi=PIXELS,
        sys_inputs={"picture": json.dumps(said, ensure_ascii=False)},
    )
    assert isinstance(drawn, bytes)
    return drawn

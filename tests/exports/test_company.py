"""A company's own Word template: filled in, and never run."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from bot.errors import Refused
from bot.exports import company, placeholders
from tests.exports.reading import word as words_of
from tests.exports.samples import a_packet
from tests.exports.test_pdf import with_words

LOOP = [
    "{%p for section in sections %}",
    "{{ section.title }} ({{ section.standing }})",
    "{%p for told in section.evidence %}",
    "{{ told.headline }} {{ told.figures }} {{ told.date }}",
    "{%p for voice in told.voices %}",
    "{{ voice.words }}, {{ voice.name }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "{%p endfor %}",
]


def template(*lines: str, footer: str = "", title: str = "") -> bytes:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.sections[0].footer.paragraphs[0].text = footer
    paper.core_properties.title = title
    body = BytesIO()
    paper.save(body)
    return body.getvalue()


def packed(*members: tuple[str, bytes], base: bytes = b"") -> bytes:
    """A Word file with more in it than Word puts there."""
    body = BytesIO(base or template("{{ person }}"))
    with zipfile.ZipFile(body, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return body.getvalue()


def test_placeholders_are_filled_in_the_footer_too() -> None:
    write = company.writer(
        template("{{ person }} for {{ target }}", *LOOP, footer="Made {{ made }}")
    )
    said = words_of(write(a_packet()))
    assert "Dana Ito for Senior" in said
    assert "Scope (Consistent)" in said
    assert "for all customers. 40 seconds → 9 seconds Feb 12, 2026" in said
    assert "Our shop partners noticed within a day. Thank you!, Cleo Marsh" in said
    assert "{" not in said
    made = Document(BytesIO(write(a_packet())))
    assert made.sections[0].footer.paragraphs[0].text == "Made Nov 24, 2026"


def test_the_same_template_and_packet_give_the_same_bytes() -> None:
    made = template("{{ title }}", *LOOP)
    assert company.writer(made)(a_packet()) == company.writer(made)(a_packet())


def test_words_in_a_packet_are_never_placeholders() -> None:
    words = "{{ summary }} {% for a in sections %} <w:p/> & {{ 7 * 7 }}"
    said = words_of(company.writer(template(*LOOP))(with_words(words)))
    assert words in said
    assert "49" not in said


RUNS_CODE = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ person.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ person.upper() }}",
    "{{ person.format(1) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 1 + 1 }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% set a = sections %}{{ a }}",
    "{% macro m() %}x{% endmacro %}{{ m() }}",
    "{% include 'secrets.txt' %}",
    "{% import 'os' as os %}",
    "{% extends 'base' %}",
    "{% block b %}x{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{{ sections|map(attribute='evidence')|list }}",
    "{{ person|attr('__class__') }}",
    "{{ person|safe }}",
    "{{ sections[0:99] }}",
    "{% for a in sections recursive %}{{ loop(sections) }}{% endfor %}",
    "{% for a in sections %}" * 5 + "x" + "{% endfor %}" * 5,
]


@pytest.mark.parametrize("line", RUNS_CODE)
def test_a_template_that_runs_code_is_refused(line: str) -> None:
    with pytest.raises(Refused, match="The template cannot be used: "):
        company.writer(template(line))(a_packet())


@pytest.mark.parametrize("where", ["footer", "title"])
def test_code_in_the_footer_or_the_properties_is_refused_too(where: str) -> None:
    made = template("{{ person }}", **{where: "{{ person.upper() }}"})
    with pytest.raises(Refused, match="runs code"):
        company.check(made)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{{ salary }}", "'salary' is undefined"),
        ("{% for s in sections %}{{ s.salary }}{% endfor %}", "has no attribute 'salary'"),
        ("{{ person", "The template cannot be used"),
        ("{% if person %}", "The template cannot be used"),
    ],
)
def test_a_mistake_is_named_with_where_to_look_it_up(line: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        company.check(template(line))
    assert says in refused.value.sentence
    assert refused.value.sentence.endswith("docs/packet.md shows what a template can hold.")


def bomb() -> bytes:
    return packed(("word/media/bomb.xml", b"0" * 41_000_000))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "no Word file"),
        (b"%PDF-1.7 renamed", "no Word file"),
        (packed(("x", b"y"), base=b"PK\x05\x06" + b"\0" * 18), "no Word file"),
        (packed(("word/vbaProject.bin", b"macro")), "holds macros"),
        (packed(("word/embeddings/sheet.xlsx", b"sheet")), "embedded files"),
        (
            packed(
                (
                    "word/_rels/settings.xml.rels",
                    b'<R Type="a/attachedTemplate" Target="http://x"/>',
                )
            ),
            "loads something from elsewhere",
        ),
        (bomb(), "too large once unpacked"),
        (b"0" * 5_000_001, "more than 5 MB"),
        (template("{{ " * 2000), "more than 1000 braces"),
    ],
    ids=["empty", "pdf", "other zip", "macros", "embedded", "remote", "bomb", "large", "braces"],
)
def test_what_is_no_plain_word_file_is_refused_before_it_is_read(body: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        company.writer(body)


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = BytesIO(template("{{ person }}"))
    other = BytesIO()
    with zipfile.ZipFile(body) as old, zipfile.ZipFile(other, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "word/document.xml":
                content = content.replace(b"?>", b"?>" + laughs, 1).replace(
                    b"person", b"person }}&b;{{ person"
                )
            new.writestr(member.filename, content)
    assert words_of(company.writer(other.getvalue())(a_packet())).strip() == "Dana ItoDana Ito"


def names(value: Any, at: str = "") -> set[str]:
    if isinstance(value, dict):
        return {name for key, part in value.items() for name in names(part, key)} | {at}
    if isinstance(value, list):
        return {name for part in value[:1] for name in names(part)} | {at}
    return {at}


def test_the_documented_placeholders_are_those_there_are() -> None:
    from pathlib import Path  # noqa: PLC0415 - only this test reads the docs

    said = (Path(__file__).parents[2] / "docs/packet.md").read_text("utf-8")
    for name in names(placeholders.context(placeholders.describe())) - {""}:
        assert f"`{name}`" in said, name

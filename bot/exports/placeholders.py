"""What a company's template can ask for, as docs/packet.md lists it: words and lists of words."""

from datetime import date
from typing import Any

from bot.career.days import spelled
from bot.career.packet.shape import (
    Evidence,
    Figure,
    Named,
    Packet,
    Question,
    Section,
    Span,
    Tick,
    Totals,
    Voice,
)
from bot.career.packet.summing import listed
from bot.exports import evidence, frame
from bot.exports.nodes import words_of
from bot.exports.printable import printable

Words = dict[str, Any]


def context(packet: Packet) -> Words:
    """Every placeholder with its words. Lists are `sections`, `missing`, `questions`, …"""
    said = {
        "title": packet.title,
        "person": packet.person,
        "level": packet.level,
        "target": packet.target,
        "opening": packet.opening,
        "period": packet.span.name,
        "first_day": spelled(packet.span.first),
        "last_day": spelled(packet.span.last),
        "rubric": packet.rubric,
        "rubric_version": packet.rubric_version,
        "made": spelled(packet.made),
        "version": str(packet.version),
        "summary": packet.summary,
        "wins": str(packet.totals.wins),
        "colleagues": str(packet.totals.people),
        "sections": [_section(section, packet) for section in packet.sections],
        "missing": [words_of(frame.gap(s)) for s in packet.sections if s.missing],
        "questions": [question.asks for question in packet.questions],
        "credentials": [words_of(frame.credential(one)) for one in packet.credentials],
        "help": list(packet.help),
    }
    cleaned: Words = _clean(said)
    return cleaned


def _section(section: Section, packet: Packet) -> Words:
    return {
        "title": section.title,
        "asks": section.asks,
        "standing": frame.standing(section),
        "wins": str(section.wins),
        "months": str(section.months),
        "missing": listed(list(section.missing)),
        "evidence": [_evidence(told, section, packet) for told in section.evidence],
    }


def _evidence(told: Evidence, section: Section, packet: Packet) -> Words:
    return {
        "number": str(told.number),
        "headline": told.headline,
        "story": told.story,
        "date": spelled(told.happened),
        "figures": ", ".join(told.measured),
        "signal": words_of(evidence.signal(told, section, packet)),
        "credited": listed([one.name for one in told.credited]),
        "links": ", ".join(told.links),
        "ticks": evidence.ticks(told),
        "told_under": told.told_under,
        "voices": [_voice(voice) for voice in told.heard],
    }


def _voice(voice: Voice) -> Words:
    return {
        "words": voice.words,
        "name": voice.name or evidence.NAMELESS,
        "tie": voice.tie,
        "date": spelled(voice.said_on),
        "link": voice.link,
        "edited": "edited by its author since" if voice.is_edited else "",
    }


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _clean(part) for name, part in value.items()}
    return [_clean(part) for part in value]


def describe() -> Packet:
    """A packet that has something of everything, to try a template with."""
    day = date(2026, 1, 15)
    voice = Voice("A Colleague", "Words as they were said.", day, "https://example.com/message")
    told = Evidence(
        number=1,
        ref="",
        happened=day,
        headline="What changed.",
        story="What was done.",
        because="read from “words”",
        figures=(Figure("from 2 to 1 hours", "2 hours", "1 hours"),),
        voices=(voice,),
        credited=(Named("A Colleague"),),
        links=("https://example.com/proof",),
        ticks=(Tick("figure", True),),
    )
    section = Section("scope", "Scope", "What the level asks.", "sometimes", (told,), ("a figure",))
    return Packet(
        person="A Person",
        level="Mid",
        target="Senior",
        span=Span(day, day, "a day"),
        rubric="A rubric",
        rubric_version="1",
        made=day,
        summary="The point.",
        sections=(section,),
        questions=(Question("one win", "scope", "Is it a pattern?"),),
        totals=Totals(wins=1, months=1, corroborated=1, with_figures=1, people=1, considered=1),
    )

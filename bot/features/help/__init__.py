"""Help: what can be typed and pressed, with lines to copy; and the closest command to a word."""

from typing import Any

from rapidfuzz import fuzz, process

from bot.features.help.topics import ALSO, COMMANDS, TOPICS
from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import escape, listed

LIKELY = 60  # of 100: how alike a word and a topic must be before the topic is named
SAID_OTHERWISE = ("kudos", "praise")  # words that are no /win command, but have one
SAVE = "win_save"  # pressed, the words become a win after all


def register(app: Any) -> None:
    app.command("/win", matchers=[word("help")])(show)
    app.command("/win", matchers=[word("unknown")])(guess)


def show(ack: Any, spoken: Any, settings: Any) -> None:
    asked = spoken.args.strip().strip("#/").rstrip(".!?").lower()
    topic = topic_of(asked)
    shown = page(topic, settings) if topic else contents(settings)
    if topic and asked in COMMANDS and asked not in TOPICS:
        means = f"`{settings.win_command} {asked}`: {COMMANDS[asked]}."
        shown = [blocks.section(means, "help_word"), *shown]
    elif asked and asked != "help" and not topic:
        shown = [blocks.section(_no_topic(asked, settings), "help_word"), *shown]
    ack(text=f"Help for {settings.win_command}: {listed(list(TOPICS))}.", blocks=shown)


def guess(ack: Any, command: Any, spoken: Any, settings: Any) -> None:
    """A word that is no command: the closest one, and the way to save it after all."""
    line = " ".join(command["text"].split())
    meant = spoken.args if spoken.args in SAID_OTHERWISE else spoken.hint
    said = f"“{escape(blocks.cut(line, 100))}” is no command. {closest(meant, settings)}"
    save = blocks.button("Save as a Win", SAVE, line[:2000])
    shown = [
        blocks.section(said, "guess"),
        blocks.actions(save, block_id="guess_do"),
        _audience(settings, "guess_note"),
    ]
    ack(text=said, blocks=shown)


def topic_of(asked: str) -> str:
    """The topic a person means, also by its beginning; "" for none."""
    wanted = asked.strip().strip("#/").lower()
    wanted = ALSO.get(wanted, wanted)
    fitting = [topic for topic in TOPICS if wanted and topic.startswith(wanted)]
    return fitting[0] if fitting else ""


def closest(hint: str, settings: Any) -> str:
    """The command that is most like the word, and what it does."""
    if hint in SAID_OTHERWISE:
        return f"To praise a colleague: `{settings.kudos_command} @name for what they did`."
    if hint not in COMMANDS:
        return f"`{settings.win_command} help` shows the commands."
    return f"Did you mean `{settings.win_command} {hint}`? That is: {COMMANDS[hint]}."


def _no_topic(asked: str, settings: Any) -> str:
    """The topic or command most like a word that is neither."""
    known = [*TOPICS, *COMMANDS, *ALSO]
    found = process.extractOne(asked, known, scorer=fuzz.ratio, score_cutoff=LIKELY)
    said = f"There is no topic “{escape(blocks.cut(asked, 40))}”."
    return f"{said} Did you mean `{settings.win_command} help {found[0]}`?" if found else said


def contents(settings: Any) -> list[Block]:
    """The first page: the line to begin with, every command, every topic."""
    win = settings.win_command
    lines = [f"`{win} {name}`: {means}" for name, means in COMMANDS.items()]
    return [
        blocks.section(
            f"*Log a win in one line*\n```{win} Cut deploy time from 40 to 9 minutes #scope on "
            "friday```",
            "help_first",
        ),
        blocks.section("\n".join(lines), "help_commands"),
        blocks.section(_fill(TOPICS["threads"][0], settings), "help_threads"),
        blocks.section(f"More: {', '.join(f'`{win} help {t}`' for t in TOPICS)}", "help_topics"),
        _audience(settings, "help_note"),
    ]


def page(topic: str, settings: Any) -> list[Block]:
    said, examples = TOPICS[topic]
    lines = "\n".join(_fill(example, settings) for example in examples)
    shown = [blocks.section(f"*{topic.title()}*\n{_fill(said, settings)}", "help_topic")]
    if lines:
        shown.append(blocks.section(f"```{lines}```", "help_lines"))
    return [*shown, _audience(settings, "help_note")]


def _fill(text: str, settings: Any) -> str:
    return text.format(
        win=settings.win_command,
        kudos=settings.kudos_command,
        praise=min(settings.praise_emoji, default="trophy"),
        flag=min(settings.win_emoji, default="checkered_flag"),
    )


def _audience(settings: Any, block_id: str) -> Block:
    said = f"Only you can see this. `{settings.win_command} help` shows every command."
    return blocks.context(said, block_id=block_id)

"""Help: what can be typed and pressed, with lines to copy; and the closest command to a word."""

from typing import Any

from rapidfuzz import fuzz, process

from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import escape, listed

COMMANDS = {
    "list": "your wins, five a page",
    "edit": "change a win",
    "land": "make a bullet that lands, from your own words",
    "undo": "take the last win back",
    "redo": "bring it back",
    "delete": "put a win into the bin",
    "gaps": "which dimensions are thin",
    "packet": "your promotion case",
    "rubric": "the ladder you are judged by, and what it asks",
    "credentials": "your badges and certificates, what was checked, what they count for",
    "level": "your level now and next",
    "remind": "when I ask for new wins",
    "settings": "everything you can choose",
    "privacy": "what is stored, and how to delete it",
    "why": "what your last reaction did",
    "help": "this page",
}
TOPICS: dict[str, tuple[str, tuple[str, ...]]] = {
    "wins": (
        "One line is enough. A bare `{win}` opens the form, with the words you did not save.",
        (
            "{win} Cut deploy time from 40 to 9 minutes #scope on friday",
            "{win} edit last",
            "{win} undo",
            "{win} delete 42",
        ),
    ),
    "list": (
        "Newest first, five a page: all, one period, one dimension, or the ones with your words.",
        ("{win} list", "{win} list Q3", "{win} list last month", "{win} list #scope"),
    ),
    "dates": (
        "A date is read only at the end of the line. Without one it is today. "
        "The future is refused.",
        (
            "{win} Shipped the billing rewrite yesterday",
            "{win} Shipped the billing rewrite last Friday",
            "{win} Shipped the billing rewrite on Nov 3",
            "{win} Shipped the billing rewrite two weeks ago",
        ),
    ),
    "dimensions": (
        "`#` and the beginning of a name files a win. Without one I suggest a dimension and say "
        "which words led to it; one tap changes it.",
        (
            "{win} Halved the on-call load of three teams #influence",
            "{win} Proposed the new rollout plan #amb",
        ),
    ),
    "coach": (
        "A win is read as a tired reader would read it: what changed, by how much? Who gained? "
        "What did you drive yourself? At most one question stands on a card, with the words it "
        "stumbled on. Answer adds your own words, Nothing to Add ends it. Make It Land puts a "
        "bullet together from four boxes and adds nothing you did not type. When you change a "
        "suggested dimension twice for the same word I follow you; Forget What You Learned is in "
        "the settings.",
        ("{win} land 42", "{win} edit last", "{win} settings"),
    ),
    "praise": (
        "When somebody praises you in a channel I am in, I ask you privately whether to keep it. "
        "React with :{praise}: to a message that praises you and it is kept at once.",
        ("{kudos} @peer for staying late to fix the rollout", "{win} why"),
    ),
    "gaps": (
        "Per dimension: what your book shows for your next level, what is missing, and one thing "
        "to look for.",
        ("{win} gaps", "{win} level senior"),
    ),
    "packet": (
        "Your promotion case: the strongest wins per dimension, the outcome first, who stands "
        "behind them, what is missing, and what a committee will ask. Curate it, freeze it, and "
        "have it sent to you as files. For an opening, paste what it asks for.",
        (
            "{win} packet",
            "{win} packet Q3 for staff",
            "{win} packet curate",
            "{win} packet freeze",
            "{win} packet versions",
            "{win} packet send",
            "{win} packet for an opening",
        ),
    ),
    "rubric": (
        "Drop your company's ladder as a file in my direct message: YAML, JSON, Markdown, CSV, "
        "HTML or JavaScript. I say what I found before anything is imported, then we map its "
        "dimensions and choose your levels.",
        (
            "{win} rubric",
            "{win} rubric map",
            "{win} rubric assess",
            "{win} rubric words",
            "{win} rubric default",
        ),
    ),
    "credentials": (
        "Drop a badge in my direct message (PNG, SVG, JSON or JWT), or log one by form. I say what "
        "was checked and what was not. A credential supports a skill: toward scope, influence and "
        "direction it counts only through a win that shows it in use.",
        (
            "{win} credentials",
            "{win} credentials 3",
            "{win} credentials map 3",
            "{win} credentials matrix",
            "{win} credentials ladders",
            "{win} credentials proof 42",
        ),
    ),
    "remind": (
        "I write at most twice a month without being asked, on working days between 09:00 and "
        "17:00 of your own time.",
        ("{win} remind", "{win} remind time 16:00", "{win} remind off"),
    ),
    "threads": (
        "Slack does not offer commands in threads. Use the message menu instead: Save as a Win, "
        "Save as Corroboration. Reactions work in threads too: :{flag}: on your own message makes "
        "a draft, :{praise}: keeps praise. Words you write to me directly are saved as a win.",
        (),
    ),
    "privacy": (
        "Your book is yours. Nothing is posted unless you press a button that says so.",
        ("{win} privacy",),
    ),
}
ALSO = {
    "win": "wins",
    "edit": "wins",
    "land": "coach",
    "undo": "wins",
    "redo": "wins",
    "delete": "wins",
    "level": "gaps",
    "ladder": "rubric",
    "badges": "credentials",
    "certificates": "credentials",
    "kudos": "praise",
    "why": "praise",
    "reminders": "remind",
    "settings": "remind",
}
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

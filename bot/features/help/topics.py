"""What help knows: the commands, the topics with lines to copy, and other words for them."""

COMMANDS = {
    "list": "your wins, five a page",
    "edit": "change a win",
    "land": "make a bullet that lands, from your own words",
    "undo": "take the last win back",
    "redo": "bring it back",
    "delete": "put a win into the bin",
    "confirm": "ask colleagues whether they saw a win, and what they answered",
    "gaps": "which dimensions are thin",
    "packet": "your promotion case",
    "plan": "what you and your sponsor agreed, and what is missing",
    "decision": "a yes, a no or a not yet, and what closes the gap",
    "share": "show a win or a packet to somebody, until a day, and take it back",
    "checkin": "the next talk with your sponsor, and what to share",
    "rubric": "the ladder you are judged by, and what it asks",
    "credentials": "your badges and certificates, what was checked, what they count for",
    "level": "your level now and next",
    "remind": "when I ask for new wins",
    "settings": "everything you can choose",
    "export": "everything you have here, as one file",
    "import": "bring in a bundle or a brag document, and undo it",
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
    "confirm": (
        "Ask colleagues whether they saw a win. They read exactly the words that you see before "
        "you send them, and answer with one press, or in words of their own. A yes backs the win "
        "as praise does. They can take it back, and then it leaves your packets. "
        "`{win} confirm off` lets nobody ask you.",
        ("{win} confirm 42", "{win} confirm", "{win} confirm off"),
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
    "plan": (
        "What you and your sponsor agree: the target, the day of the decision, the evidence that "
        "would be enough, what is missing in their words, and when you talk. They get the text to "
        "Confirm or Correct; what both confirmed is dated and does not change. For each check-in I "
        "draft an agenda, and your sponsor sees only the items you choose.",
        ("{win} plan", "{win} checkin"),
    ),
    "decision": (
        "A yes, a no or a not yet: what was said, word for word, the gap, what would have made it "
        "a yes, and by when. When no gap was named I say so and give two questions to ask. I draft "
        "a short follow-up that your sponsor can Confirm or Correct, remind you half way and at "
        "the end, and say plainly when the next no names another gap. A yes closes the book.",
        ("{win} decision",),
    ),
    "share": (
        "Show a win with its quotes, or a frozen packet, to one person until a day you choose. You "
        "see it as they will before you share it, you see when they read it, and Take Back ends it "
        "at once. In a channel your own words alone are posted, after you saw them. What others "
        "share with you stands in Home, with a calibration sheet over it.",
        (
            "{win} share 42 @name",
            "{win} share packet @name",
            "{win} share 42 #channel",
            "{win} share",
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
    "export": (
        "Everything you have here comes as one file into your direct message: it reads without "
        "Slack, and dropped there it comes in again. Brag documents in Markdown, CSV or JSON, and "
        "exports of BragBit and bragdoc, come in the same way, after a dry run; the whole of an "
        "import can be undone.",
        ("{win} export", "{win} import"),
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
    "checkin": "plan",
    "level": "gaps",
    "ladder": "rubric",
    "badges": "credentials",
    "certificates": "credentials",
    "kudos": "praise",
    "why": "praise",
    "reminders": "remind",
    "settings": "remind",
    "import": "export",
}

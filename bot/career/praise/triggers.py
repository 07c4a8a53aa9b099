"""The words that praise when they stand right, and what kind of praise each of them is."""

from bot.career.praise.grammar import pattern

NEAR = 600  # characters looked at on either side of a trigger: keeps long messages linear

TRIGGER = pattern(
    r"(?P<kudos>(?<!\s/)(?<!\A/)\b{kudos}\b)"
    r"|(?P<thanks>\b{thanks}\b)"
    r"|(?P<thank>\bthank(ing)?\b)"
    r"|(?P<missed>\bwithout (you,? {name}|you|u|{name})[\w\s,']{0,40}?"
    r"could\s*n'?o?t\s*(have|of|'ve) done)"
    r"|(?P<without>\b{could_not}{been_done}\b[\w\s'-]{0,50}?(\bwithout\b|\bw/o\b))"
    r"|(?P<saved>\bsave[ds] ((us|everyone|everybody|all of us|me)\b(?!-)"
    r"|(my|our|the|this|today's|tonight's|yesterday's|your|his|her|their) (\w+ ){0,2}?"
    r"{occasions}s?\b))"
    r"|(?P<plus>{name}\s*\+\++)"
)
THANKING = pattern(r"\b{thanking}( {thanking_more})*\s*$")

"""The patterns the praise reader goes by: triggers, requests, negations, questions, courtesies."""

import re

from bot.career.praise_words import NAME, one_of

NEAR = 600  # characters looked at on either side of a trigger: keeps long messages linear

NEGATED = re.compile(
    r"\b(?:no|not|never|nobody|none|hardly|zero|nor|neither|without|instead|rather|stop|quit|refuse"
    r"|isn't|isnt|wasn't|wasnt|ain't|aint|don't|dont|didn't|didnt|doesn't|doesnt|won't|wont|cannot"
    r"|can't|cant|wouldn't|shouldn't|couldn't|haven't|hasn't)(?:\s+[\w']+|\s*"
    + NAME
    + r"){0,6}\s*$"
)
NOT_NEGATED = re.compile(
    r"gonna\s+lie|no\s+small|\blie\b|can'?t\s+even\s+(?:say|begin)|only|kidding|\benough\b|never\s+got\s+to|(?:didn\'t|did\s+not|haven\'t)\s+(?:get|got|had)\s|(?:can'?t|cannot)\s*$"
)
ASKED = re.compile(
    r"\b(?:please|pls+|plz|remember\s+to|forget\s+to|forgot\s+to|make\s+sure|feel\s+free"
    r"|remind\s+\w+|should|shall|(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone|ya)"
    r"|i'll|i\s+will|we'll|we\s+will|will|gonna\s+(?:give|send|do)|going\s+to\s+(?:give|send|do)"
    r"|if|whether|until|unless|in\s+case|waiting\s+for|deserves?\s+no|how\s+to|tell|ask)\b"
)
NOT_ASKED = re.compile(
    r"join\s+(?:me|us)|please\s+(?:everyone|all\b|raise|give\s+(?:it\s+up|a\s+(?:warm|big|huge|round)))|can'?t\s+tell|if\s+(?:it|there)\s+(?:was|were|wasn't|weren't|hadn't)|let\s+me|let's|not\s+sure\s+if|if\s+any(?:one|body)\s+deserves|don't\s+know\s+if|please\s+accept|as\s+if"
    r"|idk\s+if|wonder\s+if|help\s+me\s+(?:give|thank)"
)
PLEASE = re.compile(
    r"\b(?:please|pls+|plz|(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone)"
    r"|would\s+appreciate|kindly\s+(?:re)?(?:send|submit|share|confirm|provide|fill|review"
    r"|update|check|forward|return|bring|let|advise|respond|reply|note|complete|ensure)|need\s+you\s+to|don't\s+forget)\b"
)
ADVANCE = re.compile(r"\bin\s+advance\b|\bahead\s+of\s+time\b|\bbeforehand\b|\bin\s+anticipation\b")
LATER = re.compile(
    r"\b(?:asap|when(?:ever)?\s+(?:you|u|ya)\s+(?:get|have|can|are|find)|if\s+(?:you|u)\s+c(?:an|ould)"
    r"|by\s+(?:eod|eow|cob|tomorrow|tonight|noon|end\s+of|the\s+end|monday|tuesday|wednesday|thursday"
    r"|friday|next)|before\s+(?:eod|tomorrow|noon|friday|monday)|for\s+nothing)\b"
)
IF = re.compile(
    r"\b(?:if|once)\s+(?:you|u|he|she|they|it|we|someone|anyone|\ue000\ue001*+)\s+(?:all\s+)?"
    r"(?:can|could|will|manages?|gets?|fix(?:es)?|finds?|pulls?|makes?|figures?|finish(?:es)?"
    r"|solves?|do|does|have)\b"
)
OPENS_QUESTION = re.compile(
    r"\W*(?:(?:hey|hi|so|and|but|ok|okay|um|well|quick\s+question)\W+)?"
    r"(?:(?:did|does)\s+(?:you|we|i|he|she|they|any\w+|some\w+|\ue000)|do\s+(?:you(?!\s+know\s+who)|we|i|they)|has\s+(?:anyone|someone|anybody|somebody)|should"
    r"|(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone|anybody|they)"
    r"|have\s+(?:you|we)|who\s+(?:gave|said|thanked|saved|wants|will|can|should|is)"
    r"|how\s+(?:do|can|to|does|many|much)|why\s+(?:did|does|do|is|are|no)|where\s+(?:do|did|does|can|is|are)|when\s+(?:do|did|does|can|will)|which\s+of"
    r"|what\s+(?:do|did|is|are|does)|anyone|anybody)\b"
)
ASKING = (
    r"(?:can|could|would|will|do|does|did|is|are|any|anyone|when|what|how|where|who|why|shall|should"
    r"|may|might|have|has|right|ok|okay|or|isn't|aren't|don't|didn't|mind|want|wanna|are)"
)
RIDDLE = re.compile(
    r"\W*(?:(?:do\s+)?(?:you|y'?all)\s+know|guess|know)\s+who\s+(?:\w+\s+)?(?:deserves?|earned)\b"
)
TAIL_QUESTION = re.compile(
    rf"(?:[,;:—–(]|\s-+\s|\bbut\b|\band\b)\s*(?:{NAME}\W*)?(?:(?:and|but|also|so|btw)\s+)?{ASKING}\b"
)
TAIL = re.compile(
    r"(?:\s*[,;–—(]\s*|\s+-+\s+|\s+(?:and|but|so)\s+)(?:(?:and|but|so|also|now|btw)\s+)?"
    r"(?:i'll|ill|i\s+will|we'll|we\s+will|will|let\s+me|gonna|i'm\s+going|i\s+am\s+going|can\s+(?:you|we|i)"
    r"|could\s+(?:you|we|i)|would\s+you|please|pls|looking|checking|on\s+it|noted|got\s+it|let's|do\s+you"
    r"|have\s+you|is\s+(?:it|there|that)|what|how|where|any|much\s+appreciated|appreciated|see\s+you"
    r"|talk\s+soon|cheers)\b"
)
FOR = re.compile(r"\s*(?:for|4|because|bc|cause|cos|cuz|who|when|on|in|at|re)\b")
LATE_FOR = re.compile(r"[^,;]{0,60}?\bfor\b")
WARM = re.compile(
    r"\W*(?:(?:you(?:r|'re|'ve)?|u|ur)\s+(?!can\b|could\b|should\b|might\b|may\b|will\b|would\b|need\b"
    r"|right\b|are\s+right|too\b|guys\b|all\b|know\b|mean\b|want\b|have\s+to|again\b|both\b|do\b|say)"
    r"|(?:really\s+|such\s+|truly\s+|absolutely\s+|a\s+)?" + one_of("warm") + r"\b"
    r"|(?:that|this|it)(?:'s|\s+was|\s+is)?\s+(?:really\s+|so\s+|totally\s+|truly\s+)?"
    r"(?:" + one_of("warm") + r"|helped|saved|unblocked|made|rescued|means\s+a)\b"
    r"|without\s+(?:you|u|your|ur)\b|(?:she|he|they)(?:'s|'ve)?\s+(?:\w+ly\s+|just\s+|really\s+)?"
    r"(?:is|are|was|were|has|(?!need)\w{2,}ed|came|stayed|took|made|did|gave|went|wrote|ran|found|built|drove"
    r"|kept|caught|spent|got|held|led|taught)\b|we\s+would(?:n't|\s+not|\s+never)|i\s+would(?:n't|\s+not|\s+never)"
    r"|for\b|(?:the|our|my|your|everything|all)\s+(?:[\w'-]+\s+){0,4}?(?:went|was|were|looks?|looked|came|is"
    r"|are|works?|worked|turned"
    r"|ran|tasted|sounded|sounds)\s+(?:[\w'-]+\s+){0,2}?(?:"
    + one_of("warm")
    + r"|great\w*|perfect\w*|smooth\w*|well|fine|gorgeous|a\s+hit|a\s+success|flawless\w*"
    r"|delicious)\b"
    r"|(?:the|our|my|your)\s+(?:[\w'-]+\s+){1,4}?(?:cut|saved|fixed|helped|made|doubled|halved|brought"
    r"|solved|landed|won|passed|unblocked|rescued)\s+\w)"
)
ADJ = one_of("ack_adjectives")
ACK = re.compile(
    rf"(?:(?:{ADJ}\s+)*+(?:(?!\w+ing\b)\w+\s+)?{one_of('ack_nouns')}"
    rf"|(?:so\s+|always\s+)?(?:quickly\s+|kindly\s+|also\s+)?{one_of('ack_deeds')})\b"
)
STRONG_ACK = re.compile(
    r"(?:letting\s+(?:me|us|everyone)\s+know"
    r"|(?:your|the|all\s+your|any)\s+(?:\w+\s+)?"
    r"(?:understanding|patience|cooperation|attention|consideration|reminder|heads[\s-]*up|ping|nudge))\b"
)
AND_MORE = re.compile(
    r"\W+(?:(?:we|i|they|it|everyone|all)\s+(?:all\s+|really\s+)?(?:loved|learn|enjoyed|saved|helped|made|got)"
    r"|you|super|very|so\s|really)"
)
ADDRESS = re.compile(
    rf"(?:\W|hey|hi(?!y)|hello|dear|and|good|morning){{0,9}}?{NAME}(?:(?:\s|,|&|\band\b)*+{NAME})*\s*[,:—–-]"
)
ACK_LENGTH = 7  # words; longer than this, "for sharing …" is about more than the message
SLIGHT = re.compile(
    r"\s*(?:i|i'm|i'll|i've|we|we'll|ok|okay|got|will|noted|on\s+it|makes|that|this|it|it's|that's|see|talk"
    r"|yes|yeah|yep|no|sure|can|could|please|pls|let|what|how|where|when|cool|perfect|sounds|looks|works"
    r"|done|agreed|have)\b"
)
MORE = re.compile(
    rf"\b(?:especially|particularly|notably|namely|including|above\s+all|in\s+particular)"
    rf"(?:\s+(?:to|our|my))?[\s,:]*(?P<list>{NAME}(?:(?:\s|,|&|\+|\band\b)*{NAME})*)"
    rf"|(?:,|&|\+|\band|\bplus|\balso)\s*(?:also\s+|then\s+)?(?:to\s+)?(?P<one>{NAME})"
    rf"(?=\s+(?:for|who|too|as\s+well)\b)"
    rf"|(?:,|&|\band|\bplus)\s*(?:also\s+)?to\s+(?P<to>{NAME})"
    rf"|(?:&|\band|\bplus)\s+(?:his|her|their|my|our|your)\s+(?:\w+\s+){{1,4}}(?P<kin>{NAME})"
)

STARTERS = frozenset(("you", "u", "your", "on", "great", "the", "at", "our", "my"))

DAY = (
    r"(?:day|launch|release|demo|deal|week|weekend|sprint|project|event|show|quarter|night|morning"
    r"|afternoon|evening|presentation|conference|customer|client|shift|party|exam|meeting|deploy"
    r"|deployment|migration|rollout|trip|concert|season|game|match|wedding|class|lesson|campaign"
    r"|menu|dinner|lunch|brunch|service|budget|thesis|exhibition|tour|flight|trial|case|hearing|pitch|proposal"
    r"|tender|fundraiser|gala|festival|lecture|course|term|audit|inspection|sale|renewal|keynote"
    r"|contract|account|harvest|order|production|prod|life|bacon|butt|ass|skin|neck|sanity|bum"
    r"|semester|grade|project|service|company|month|year)s?\b"
)
TRIGGER = re.compile(
    r"(?P<kudos>\bkudo'?s?\b|\bprops\b|\bshout(?:-|\s*)outs?\b|\bhat'?s?\s+off\b)"
    r"|(?P<thanks>\bmany\s+thank\b|\bthanx\b|\bthank'?s\b(?:\s+in\s+(?:\w+\s+){0,3}(?:part|measure)(?=\s+to\b))?|\bthank[\s-]*(?:yous?|u|ya)\b|\bthx+\b)"
    r"|(?P<thank>\bthank(?:ing)?\b)"
    rf"|(?P<missed>\bwithout\s+(?:you,?\s+{NAME}|you|u|{NAME})(?:[\w\s,']{{0,40}}?)could\s*n'?o?t\s*(?:have|of|'ve)\s+done)"
    r"|(?P<without>(?:\bcould\s*'?n'?o?t|\bno\s+way\s+\w+\s+could|\bcould\s+never|\bnever\s+could"
    r"|(?:\bwould|'d)\s+(?:never|not)|\bwouldn't"
    r"|\b(?:none|nothing|nobody|no\s+one)\b[\w\s']{0,30}?\b(?:would|could))(?:\s*(?:'ve|\b(?:ve|have|of|a|ever|possibly|never))\b)*\s*"
    r"\b(?:do|done|be|been|\w+ed|made|gotten|got|hit|won|kept|run|ran|met|built|put|gone|sold|come|shipped)\b"
    r"[\w\s'-]{0,50}?(?:\bwithout\b|\bw/o\b))"
    r"|(?P<saved>\bsave[ds]\s+(?:(?:us|everyone|everybody|all\s+of\s+us|me)\b"
    rf"|(?:my|our|the|this|today's|tonight's|yesterday's|your|his|her|their)\s+(?:\w+\s+){{0,2}}?{DAY}))"
    rf"|(?P<plus>{NAME}\s*\+\++)"
)
THANK_LEAD = re.compile(
    r"(?:want(?:ed)?|like(?:d)?|love|need|have|got|wish|gotta|wanna|must|can'?t|cannot|let\s+me|i'd|let's"
    r"|join\s+(?:me|us)\s+in|(?:^|\W)i|(?:^|\W)we)(?:\s+(?:to|just|also|really|publicly|personally"
    r"|sincerely|especially|first|all|truly|formally|even|quickly|specially|take\s+a\s+moment\s+to"
    r"|sincerly))*\s*$"
)
MAY_BE = re.compile(
    r"\b(?:would|could|should|might|may|almost|nearly|if|hope|hopes|hoping|wish|nothing|nobody|can|will"
    r"|trying|tries|tried|to\s+help|to\s+have|(?:asks?|asked|asking|know|wonder\w*|guess)\s+who)\b"
)
NOT_SAVED = re.compile(
    r"\s*(?:a|some|the)\s+(?:seat|slice|copy|spot|place|piece|chair|bit)\b|\s+as\b"
)
I_SAVED = re.compile(r"\b(?:i|we|i've|we've)(?:\s+(?:have|just|also|already|only))*\s*$")
ABOUT_THEM = re.compile(
    r"\W*(?:(?:to|for|2)\s+(?:you|u|him|her|them|that|this|it|both)(?:\s+(?:both|all|two))?)?"
    r"(?:\s*(?:all\s+round|again|indeed|everyone|!))*\W*$"
)
COURTESY_NEXT = re.compile(
    r"\b(?:your|the|any|all|ur)\s+(?:\w+\s+)?(?:help|time|support|assist\w*|effort|action|cooperation|kindness|attention)"
)
NEXT_ONE = re.compile(
    r"\W*(?:and|also|next|then|finally|lastly|plus|(?:the\s+|my\s+)?(?:first|second|third|fourth|last|one"
    rf"|other|another)(?:\s+(?:one|is|goes))*)\W+(?:goes\s+|up\W+)?(?:(?:to|for)\s+)?(?:our\s+)?{NAME}"
)
BULLET = re.compile(rf"[\s•\-–—*\d.):>]*{NAME}")
THING = re.compile(rf"(?!\s*(?:is|are)\s+(?:due|in\s+order))\s*-?(?:{one_of('things')})\b")
STAGE = re.compile(
    rf"\b(?:forward|pass|spread|destructur|drill|tak|accept|render|renam|need|order|paint|build|move|store|find|us)\w*\s+(?:all|its|any|extra|more)?\s*$|\b{one_of('props_are_things')}\s*$"
)

WROTE = re.compile(r"\s*(?:wrote|gave|posted|sent|left|got|received|shared|made|asked)\b")
DEED = re.compile(
    rf"{NAME}(?:(?:\s|,|&|\band\b)*+{NAME})*\s+(?:\w+ly\s+|just\s+)?(?!need|feed|speed|inde)(?:\w{{2,}}ed|came|stayed|took|made|did"
    r"|gave|went|wrote|ran|found|built|brought|sat|drove|kept|caught|spent|got|held|led|taught"
    r"|put|cut|won|threw|dug|picked|set|rebuilt|rewrote|redid|fought|spoke|sang|swam|flew|woke)\b"
)
REPORTED = re.compile(rf"{NAME}\s+(?:says?|said|wants?|wanted|asked|asks|sends?|sent|told|wrote)\b")
LUCKY = re.compile(r"\b(?:lucky|luck|pleasure|hono\w*r\w*|joy|privilege|proud|grateful)\b")
THEY = re.compile(r"\b(?:you|u|he|she|they|that|it)\b")
MET = re.compile(
    r"\b(?:from|ask|asked|ping|pinged|see|via|told|tell|about|cover(?:ing)?\s+for|(?:talk|talked|check"
    r"|checking|met|meeting|speak|spoke|sync|work|working)\s+(?:to|with))\s*$"
)
CHEERED = re.compile(
    r"\b(?:hear\s+it|up|cheers|applause|hand|congrat\w*|grateful|thankful|proud|lucky|luck)"
    r"\s+(?:to\s+have\s+|to|for|of)\s*$"
)
_ALL = r"(?:everyone|everybody|y?'?all|team|folks|guys|gang|people|friends)\b"
TO_ALL = re.compile(
    rf"(?:\bthanks|\bthank\s?you|\bthx|\bhey|\bhi|,)\s+{_ALL}(?!\s+of)|\b{_ALL}\W*$"
)
ASIDE = re.compile(
    r"\([^()\ue000]{1,40}\)|\bthat\s+is\s+(?=\ue000)|\bfrom\s+(?:[\w']+\s+){1,8}?(?=to\s+\ue000)"
    r"|(?<=\ue001)\s+(?:in|at|from|on)\s+(?:the\s+)?\w+\s+(?=(?:and|&)\s+\ue000)"
)
HEADED = re.compile(r"[^:\ue000.,]{0,40}:\s*(?=\ue000)")
WHOEVER = re.compile(r"\b(?:whoever|whichever|the\s+first\s+(?:person|one|team))\b")
TO_SOMEBODY = re.compile(
    rf"\s*(?:(?:go(?:es)?\s+)?(?:out\s+)?(?:to|for)\s+(?:my|our|both|you|also|him|her|them|{NAME})|{NAME})"
)
TO_GIVE = re.compile(r"\bto\s+(?:give|say)\b")
SOON = re.compile(
    r"\s*(?:next|tomorrow|later|tonight|(?:on|this)\s+(?:mon|tues|wednes|thurs|fri)day"
    r"|(?:at|in|during)\s+(?:the|our)\s+(?:next|retro|all[\s-]*hands|stand-?up|meeting|dinner|party))\b"
)
BORNE = re.compile(
    r"(?:your|the|all\s+your)\s+(?:\w+\s+)?patience\s+(?:in\b|(?:with|teaching)\s+(?:me|my|us|our)\b)"
)
KUDOS_FOR = re.compile(
    r"\s*,|\s*(?:to\s+(?:her|him|them|you|both)\b|for|on|4|at|because|all\s+(?:a)?round)\b"
)
GLAD = re.compile(
    r"\b(?:love[sd]?|enjoyed|learn(?:ed|t)|best|better|easier|happy|happier|thrilled|delighted|finally"
    r"|relie\w+|gorgeous|perfect\w*|smooth\w*|saved|cried|wept|helped|helps|rescued|life-?\s?saver|difference"
    r"|impress\w+|hero\w*|star|legend|genius|magic\w*|gem|beyond|extra\s+mile|grateful|proud|clearly"
    r"|faster|painless\w*|success\w*|flawless\w*|record|exactly\s+what|never\s+(?:forget|seen|would)"
    r"|passed|won|signed|wonderful\w*|brilliant\w*|beautiful\w*|amazing\w*|fantastic\w*|awesome"
    r"|excellent|incredibl[ey]|superb\w*|delicious|spotless|stunning|thrilling|lovely|calm\w*|laugh\w*"
    r"|smil\w+|tears|(?:made|makes|meant|means)\s+(?:my|our|all|the|a|so|it|everyone|such)|blown\s+away"
    r"|hit\s+with|(?:couldn't|could\s+not)\s+have|so\s+(?:much|well|good|clear|helpful|useful|fast))\b"
)
NOT_GLAD = re.compile(
    r"\b(?:not|isn't|wasn't|don't|didn't|would\s+(?:love|be)|i'd|we'd|will(?!\s+never)|if|should|hope\w*|please"
    r"|could\s+you|can\s+you|i'll|we'll|let\s+me|look(?:s|ing)?\s+(?:good|great|forward))\b"
)
CURT = re.compile(
    r"\W*(?:ok|okay|got|noted|cool|sounds?|looks?|makes\s+sense|(?:that|it|this)(?:'s)?\s+(?:work|fix|did"
    r"|looks|sounds|good|great|fine|better|perfect)\w*|yes|yeah|yep|sure|see|talk|glad|happy\s+to|best\b)"
)

"""Words and marks of a sentence with their places, and what a word can be, told from short lists."""

import re
from dataclasses import dataclass

from whence.statements.lexicon import VERBS
from whence.statements.wordlists import word_set

# One alternative a kind of token, none of which can backtrack over another: linear on any input.
TOKEN = re.compile(r"\w+(?:[-'’.&/]\w+)*|--+|\.\.+|[^\w\s]")

QUOTE = "\x00quote"
"""What stands in `lowers` for a whole quotation of somebody's words."""

SUBJECT_PRONOUNS = word_set("i he she they we it you who")
PERSONAL = word_set("he she they we i")
PERSONAL_OBJECTS = word_set("me him her us them you it")
POSSESSIVES = word_set("his her their its my our your whose")
DETERMINERS = word_set(
    """
    the a an this that these those some any another each every no all both either
    """
)
AUXILIARIES = word_set(
    """
    has have had having is are was were be been being am will would shall should can could may might
    must do does did doesn't don't didn't hasn't haven't hadn't isn't aren't wasn't weren't won't
    wouldn't can't couldn't shouldn't doesn’t don’t didn’t hasn’t haven’t hadn’t isn’t aren’t wasn’t
    weren’t won’t wouldn’t can’t couldn’t shouldn’t cannot
    """
)
BE = word_set(
    """
    is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t
    """
)
PREPOSITIONS = word_set(
    """
    of in on at for from with by to about against among under inside behind outside near during
    after before over into through between within without via since until amid despite around across
    along beside beyond alongside opposite like as upon toward towards throughout
    """
)
SUBORDINATORS = word_set(
    """
    that because if while when although though whereas whether unless which what where how why than
    so once then
    """
)
ADVERBS = word_set(
    """
    also then later now just still even never always often again once soon ever already further not
    first only once thus recently reportedly previously today yesterday both too instead meanwhile
    nonetheless nevertheless however rather almost nearly long simply famously quickly either
    initially all sometimes
    """
)
_COMMON_VERBS = word_set(
    """
    came went made took got gave met held left kept began became ran won lost led sat stood spoke
    fell rose grew sent set put paid brought bought built caught fought sold spent taught wore broke
    chose drew drove flew hit hurt let shot shut cut does goes makes takes gets gives comes leads
    lives works runs wins keeps says wants needs looks uses helps remains includes happened died
    killed arrived started stopped opened closed moved turned walked worked lived called asked tried
    used needed wanted helped played followed passed remained appeared seemed reached received
    served visited joined returned signed ended served released published created continued talked
    looked voted attended injured wounded arrested charged seized issued launched faced failed
    managed upheld withheld withdrew undertook overcame overthrew stole struck swept swung threw tore
    fled froze quit shook swore wept provides represents seeks serves oversees studies teaches heads
    owns covers follows
    """
)
DAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december mon tue tues wed thu thurs fri sat sun jan feb
    mar apr jun jul aug sep sept oct nov dec
    """
)
TIMES = DAYS | word_set("today yesterday tonight tomorrow earlier late early last later this")
_NOT_ADVERBS = word_set("family ally supply reply july italy daily assembly weekly rally monthly")


@dataclass(slots=True)
class Tokens:
    """The tokens of a stretch of text, a speech quotation standing as one token.

    Attributes:
        words: as worded.
        lowers: lower case, `QUOTE` for a quotation.
        begins: first code point of each, in the field.
        ends: end of each, exclusive.
    """

    words: list[str]
    lowers: list[str]
    begins: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def lower(self, index: int) -> str:
        """Give the lower-case token at `index`, or an empty string outside the stretch."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""


def split_tokens(text: str, begin: int, end: int, quotations: list[tuple[int, int]]) -> Tokens:
    """Split `text[begin:end]` into tokens.

    Args:
        text: the field.
        begin: first code point.
        end: end, exclusive.
        quotations: spans inside that count as one token each, in order, not overlapping.

    Returns:
        The tokens in reading order.
    """
    tokens = Tokens([], [], [], [])
    at = begin
    for quote_begin, quote_end in [*quotations, (end, end)]:
        spans = [match.span() for match in TOKEN.finditer(text, at, quote_begin)]
        words = [text[first:stop] for first, stop in spans]
        tokens.words.extend(words)
        tokens.lowers.extend([word.lower() for word in words])
        tokens.begins.extend([first for first, _ in spans])
        tokens.ends.extend([stop for _, stop in spans])
        if quote_end > quote_begin:
            tokens.words.append(text[quote_begin:quote_end])
            tokens.lowers.append(QUOTE)
            tokens.begins.append(quote_begin)
            tokens.ends.append(quote_end)
        at = quote_end
    return tokens


def is_adverb(lower: str) -> bool:
    """Tell whether a word can stand between a subject and its verb."""
    return lower in ADVERBS or (lower.endswith("ly") and len(lower) > 4 and lower not in _NOT_ADVERBS)


def is_verb(lower: str) -> bool:
    """Tell whether a word is surely a finite verb or auxiliary: it ends a noun phrase."""
    if lower in AUXILIARIES or lower in _COMMON_VERBS:
        return True
    form = VERBS.get(lower)
    return form is not None and form.form == "past"


def is_name(word: str) -> bool:
    """Tell whether a word is written like a name."""
    return word[:1].isupper()

"""Sentences of a report that tell of other times and other events than its own."""

import re

from whence.statements.casualty import Casualty
from whence.statements.person import Person

# What marks a sentence as telling of other times or of many events, not of the article's own.
_OTHER_TIMES = re.compile(
    r"""\b(?:(?:last|previous|past|every|each|per)\s+(?:year|month|decade|summer|winter|few|couple|two|three|several)s?
    |(?:so\s+far\s+)?this\s+(?:year|month|weekend)|since\s+(?:(?:19|20)\d\d|january|the\s+(?:start|beginning))|annually|per\s+year
    |stat(?:istic)?s?|nationwide|(?:in|for|during)\s+(?:19|20)\d\d|(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s+(?:of\s+)?(?:19|20)\d\d|history|on\s+average|of\s+the\s+(?:year|month)|throughout\s+the\s+(?:day|city|weekend|night)
    |(?:[a-z]+|\d+)\s+(?:hours|days|weeks|months|years)\s+(?:ago|earlier|before|prior)
    |(?:an?\s+)?(?:day|week|month|year)\s+(?:ago|earlier|before|prior)|(?:weeks|months|years)\s+ago
    |(?:months|years)\s+after\s+(?:an?|the|another)|(?:hours|days|weeks)\s+after\s+another
    |(?:in|within)\s+(?:(?:recent|a|an|one|two|three|four|five|six|ten|\d+|little|just|less|more|than|over|under|about|several)\s+){1,4}(?:weeks|months?|years?)
    |on\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.?\s+\d{1,2},\s+\d{4}
    |in\s+recent\s+days|in\s+(?:january|february|march|april|june|july|august|september|october|november|december)
        (?:\s+\d{4})?(?=,)|that\s+same\s+(?:day|week|month|year)(?=,)|(?:holiday|long)\s+weekend|retaliation
    |(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s+(?:(?!of\b)\w+\s+){0,2}?(?:shooting
        |homicide|murder|killing|slaying|death|child|person\s+(?:shot|killed))
    |in\s+(?:\w+\s+){0,3}?(?:shootings|attacks|killings|incidents|homicides)|memorial\s+for|vigil\s+for|anniversary
    |in\s+connection\s+(?:with|to)\s+(?:another|a\s+separate)|average|rate|number\s+of\s+(?:homicides|shootings|murders))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What begins another story in a round-up, up to its end.
_OTHER_EVENT = re.compile(
    r"""\b(?:(?:an?\s+|the\s+)?(?:unrelated|separate|different)\s+(?:\w+\s+)?(?:incident|shooting|attack|case|crime|crash)s?|in\s+that\s+(?:incident|shooting|attack|crash)
    |in\s+(?:other|another|an\s+earlier|nonfatal|non-fatal|an?\s+previous)\s+(?:\w+\s+)?(?:incident|shooting|attack|case|crime|news|violence|homicide)s?
    |another\s+(?:fatal\s+|deadly\s+|nonfatal\s+)?(?:shooting|attack|homicide)|(?:previous|earlier|similar|recent)\s+(?:\w+\s+)?(?:shooting|attack|incident
    |case|killing)s?
    |(?:was|is|marks|marked)\s+(?:at\s+least\s+)?the\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))
        \s+(?:\w+\s+){0,2}?(?:shooting|homicide|murder|killing|slaying|attack|crash|incident|time\b[^.!?\n]{0,40}?\bthat)
    |c(?:o|a)mes?\s+(?:just\s+|only\s+|less\s+than\s+)?(?:\w+\s+){0,2}?(?:hours|days?|weeks?|months?|years?)\s+after
    |also\s+(?:\w+\s+)?investigating|elsewhere|meanwhile,?\s+in\b|read\s+more(?!\s*:)|related\s+(?:coverage|stories|story))""",
    re.IGNORECASE | re.VERBOSE,
)
# A line that leads elsewhere, or a list of pictures.
_LABEL = re.compile(
    r"\W*(?:live|more|watch|also|read(?:\s+more)?|photos?|videos?|gallery|related|see\s+also)\s*:",
    re.IGNORECASE,
)
# "Update: one of the two has died": a line of news.
_UPDATE = re.compile(r"\W*updated?\s*:", re.IGNORECASE)
# "angry since the fatal shooting of a docker": what an earlier event led to.
_SINCE = re.compile(
    r"\b(?:ever\s+since|since|protest(?:s|ed|ing|ers)?\s+(?:of|over|after|against)|angry\s+(?:over|about|at))\s+(?:the\s+)?(?:[\w-]+\s+){0,4}\Z",
    re.IGNORECASE,
)
_SINCE_REACH = 60
# Code points between a sentence and the next, at most.
_NEXT = 4
_BLOCK = re.compile(
    r"\b(?P<number>\d+)(?:th|st|nd|rd)?[\s-]+block\s+of\s+(?P<street>(?:[A-Z0-9][\w.’'-]*\s?){1,4})"
)
# "among more than a dozen people shot": a larger group than the event's own.
_AMONG = re.compile(r"\bamong\s+(?:the\s+)?(?:more\s+than|at\s+least|about|nearly|some|over)\s+\Z")
# "five others were wounded in shootings in the city": people of many events.
_IN_EVENTS = re.compile(
    r"\s+(?:\w+\s+){1,3}?in\s+(?:other\s+|separate\s+|unrelated\s+)?(?:shootings|attacks|incidents|gun\s+violence)\b"
)
# "1:19 One dead after crash": a line of a list of videos.
_PLAYED = re.compile(r"\d{1,2}:\d\d\s(?!(?:[ap]\.?m|[AP]M)\b)")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_CLOSERS = " \t\r\n\"'”’)]»"
# Where an event is told first; its sentences there are no background.
_HEAD = 200


def _may_be_one(person: Person, other: Person) -> bool:
    """Tell whether a pronoun or a noun with "the" may stand for somebody told of before."""
    if person.sex and other.sex and person.sex != other.sex:
        return False
    return person.pronoun or person.noun == other.noun


class Background:
    """Tells the mentions of an article's own event from those of others, in reading order.

    Args:
        text: the article's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._first_places: dict[str, int] | None = None
        self._block = _BLOCK.search(text)
        # Where other stories begin.
        self._others = [match.start() for match in _OTHER_EVENT.finditer(text, min(_HEAD, len(text)))]
        self._next = 0
        self._other: int | None = None
        self._sentence: tuple[int, int] | None = None
        self._verdict = False
        # Where the last sentence on another event ends, and who was told of in it.
        self._told: tuple[int, list[Person]] = (0, [])

    def holds(self, mention: Casualty) -> bool:
        """Tell whether a mention is of another event than the article's own.

        Args:
            mention: the next mention of the text.

        Returns:
            True if it is.
        """
        if mention.sentence != self._sentence:
            first, self._sentence = self._sentence is None, mention.sentence
            self._verdict = self._judge(mention, first=first)
        other = (
            self._verdict
            or self._is_since(mention)
            or self._is_other_story(mention)
            or self._is_of_many(mention)
            or self._goes_on(mention)
        )
        if other:
            self._told = (mention.sentence[1], [*mention.people])
        return other

    def _goes_on(self, mention: Casualty) -> bool:
        """Tell whether a mention is of who was told of just before: "Last May a girl died. The girl ..."."""
        end, people = self._told
        if not people or not mention.people or not 0 <= mention.sentence[0] - end <= _NEXT:
            return False
        return all(
            person.definite
            and person.count == 1
            and not person.name
            and any(_may_be_one(person, other) for other in people)
            for person in mention.people
        )

    def _judge(self, mention: Casualty, *, first: bool) -> bool:
        begin, end = mention.sentence
        while self._next < len(self._others) and self._others[self._next] < begin:
            self._other = self._others[self._next]
            self._next += 1
        if _PLAYED.match(self._text, begin) or _LABEL.match(self._text, begin):
            return True
        if begin < _HEAD and first:
            return False
        if begin >= _HEAD and self._is_heading(begin, end):
            return True
        if self._begins_other(begin, end):
            self._other = begin
            return True
        return _OTHER_TIMES.search(self._text, begin, end) is not None

    def _is_heading(self, begin: int, end: int) -> bool:
        """Tell whether a sentence is a line without a full stop: a heading, a caption or a link elsewhere."""
        if _UPDATE.match(self._text, begin):
            return False
        last = self._text[begin:end].rstrip(_CLOSERS)[-1:]
        return last not in ".!?:;," and "\n" in self._text[max(0, begin - 2) : begin]

    def _begins_other(self, begin: int, end: int) -> bool:
        if self._next < len(self._others) and self._others[self._next] < end:
            return True
        block = _BLOCK.search(self._text, begin, end)
        return (
            block is not None
            and self._block is not None
            and block.group().strip() != self._block.group().strip()
        )

    def _is_since(self, mention: Casualty) -> bool:
        """Tell whether a mention stands behind "since": "the tents stand there since a man was shot"."""
        begin = mention.sentence[0]
        return _SINCE.search(self._text, max(begin, mention.begin - _SINCE_REACH), mention.begin) is not None

    def _is_of_many(self, mention: Casualty) -> bool:
        """Tell whether a mention counts people of many events: "among more than 70 people wounded"."""
        if not mention.people or mention.count == 1:
            return False
        if _AMONG.search(self._text, max(0, mention.begin - 30), mention.begin):
            return True
        others = any(person.fresh for person in mention.people)
        return others and _IN_EVENTS.match(self._text, mention.end, mention.sentence[1]) is not None

    def _is_other_story(self, mention: Casualty) -> bool:
        """Tell whether a mention stands behind the beginning of another story, of nobody named before it."""
        if self._other is None:
            return False
        names = [person.name[-1] for person in mention.people if person.name]
        return not any(self._first_place(name) < self._other for name in names)

    def _first_place(self, name: str) -> int:
        """Give where a name's last word first stands in the text; past its end where it does not."""
        if self._first_places is None:
            self._first_places = {}
            for match in _WORD.finditer(self._text):
                self._first_places.setdefault(match.group().lower(), match.start())
        return self._first_places.get(name, len(self._text))

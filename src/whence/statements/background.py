"""Sentences of a report that tell of other times and other events than its own."""

import re

from whence.statements.casualties import Casualty

# What marks a sentence as telling of other times or of many events, not of the article's own.
_OTHER_TIMES = re.compile(
    r"""\b(?:(?:last|previous|past|every|each|per)\s+(?:year|month|decade|summer|winter|few|two|three|several)s?
    |(?:so\s+far\s+)?this\s+(?:year|month|weekend)|since\s+(?:(?:19|20)\d\d|january|the\s+(?:start|beginning))|annually|per\s+year
    |statistics?|nationwide|in\s+(?:(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s+)?(?:19|20)\d\d|history|on\s+average|of\s+the\s+(?:year|month)|throughout\s+the\s+(?:day|city|weekend|night)
    |(?:[a-z]+|\d+)\s+(?:hours|days|weeks|months|years)\s+(?:ago|earlier|before|prior)
    |(?:an?\s+)?(?:day|week|month|year)\s+(?:ago|earlier|before|prior)
    |(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s+(?:\w+\s+){0,2}?(?:shooting
        |homicide|murder|killing|slaying|death|child|person\s+(?:shot|killed))
    |in\s+(?:\w+\s+){0,3}?(?:shootings|attacks|killings|incidents|homicides)|memorial\s+for|vigil\s+for|anniversary
    |in\s+connection\s+(?:with|to)\s+(?:another|a\s+separate)|average|rate|number\s+of\s+(?:homicides|shootings|murders))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What begins another story in a round-up, up to its end.
_OTHER_EVENT = re.compile(
    r"""\b(?:(?:an?\s+|the\s+)?(?:unrelated|separate|different)\s+(?:\w+\s+)?(?:incident|shooting|attack|case|crime|crash)s?
    |in\s+(?:other|another|an\s+earlier|nonfatal|non-fatal|an?\s+previous)\s+(?:\w+\s+)?(?:incident|shooting|attack|case|crime|news|violence|homicide)s?
    |another\s+(?:fatal\s+|deadly\s+|nonfatal\s+)?(?:shooting|attack|homicide)|(?:previous|earlier|similar|recent)\s+(?:\w+\s+)?(?:shooting|attack|incident
    |case|killing)s?|elsewhere|meanwhile,?\s+in\b|related:|read\s+more|related\s+(?:coverage|stories|story))""",
    re.IGNORECASE | re.VERBOSE,
)
_BLOCK = re.compile(
    r"\b(?P<number>\d+)(?:th|st|nd|rd)?[\s-]+block\s+of\s+(?P<street>(?:[A-Z0-9][\w.’'-]*\s?){1,4})"
)
_CLOSERS = " \t\r\n\"'”’)]»"
# Where an event is told first; its sentences there are no background.
_HEAD = 200


class Background:
    """Tells the mentions of an article's own event from those of others, in reading order.

    Args:
        text: the article's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._block = _BLOCK.search(text)
        self._other: tuple[int, int] | None = None
        self._sentence: tuple[int, int] | None = None
        self._verdict = False

    def holds(self, mention: Casualty) -> bool:
        """Tell whether a mention is of another event than the article's own.

        Args:
            mention: the next mention of the text.

        Returns:
            True if it is.
        """
        if mention.sentence != self._sentence:
            self._sentence = mention.sentence
            self._verdict = self._judge(mention)
        return self._verdict or self._is_other_story(mention)

    def _judge(self, mention: Casualty) -> bool:
        begin, end = mention.sentence
        if begin < _HEAD:
            return False
        if self._is_heading(begin, end):
            return True
        if self._begins_other(begin, end):
            self._other = (begin, end)
            return True
        return _OTHER_TIMES.search(self._text, begin, end) is not None

    def _is_heading(self, begin: int, end: int) -> bool:
        """Tell whether a sentence is a line without a full stop: a heading, a caption or a link elsewhere."""
        last = self._text[begin:end].rstrip(_CLOSERS)[-1:]
        return last not in ".!?:;," and "\n" in self._text[max(0, begin - 2) : begin]

    def _begins_other(self, begin: int, end: int) -> bool:
        if _OTHER_EVENT.search(self._text, begin, end):
            return True
        block = _BLOCK.search(self._text, begin, end)
        return (
            block is not None
            and self._block is not None
            and block.group().strip() != self._block.group().strip()
        )

    def _is_other_story(self, mention: Casualty) -> bool:
        """Tell whether a mention stands behind the beginning of another story and introduces somebody."""
        if self._other is None or mention.begin < self._other[1]:
            return False
        return not any(person.name for person in mention.people)

"""What a capital tells: which words of a text are names, and which only open a sentence."""

import re

from whence.statements import roles
from whence.statements.countries import COUNTRY_OF
from whence.statements.entities import is_crowd, is_plural_noun
from whence.statements.given_names import GIVEN
from whence.statements.lexicon import VERBS
from whence.statements.tokens import AUXILIARIES
from whence.statements.wordlists import word_set

_OPENERS = word_set(
    """
    the a an in on at but and or if when while as after before since because although though however
    meanwhile he she they it we i you his her its their our this that these those there here some
    many most one two three for from with by to of not no yes so then now also still even just
    according per last next earlier later what who why how where both each every all another other
    such during despite under over about among asked said says speaking nobody everybody everyone
    nothing people police officials my your further furthermore moreover additionally similarly instead
    overall finally likewise nevertheless nonetheless therefore thus hence indeed besides elsewhere
    together otherwise again perhaps maybe today yesterday critics supporters following neither nor
    anyway anyhow regardless alas meantime afterwards afterward please whom whose which yet
    throughout across amid alongside against behind beyond unlike within without upon except beside
    """
)
_CONTRACTED = re.compile(r"\A\w{1,6}['’](?:ll|m|ve|re|d|t)\Z")
_COUNT = re.compile(r"\(\d{1,6}\s\Z")
_PREFIX = re.compile(r"(?:\A|[^\w-])(?:[Aa]nti|[Pp]ro|[Nn]on|[Uu]n|[Pp]ost|[Pp]re|[Ii]ntra|[Pp]an)-\Z")
_LONGEST_LEAD = 8
_IT_IS = ("that's", "that’s", "it's", "it’s", "here's", "here’s")
_WORD = re.compile(r"\w+(?:[-'’.&]\w+)*")
# A capital that no sentence asks for: behind a small letter or a comma and a space.
_LARGE_WORD = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
_ENDS = (".", "!", "?", "\n", "", ":", "*", "•")
# Letters of the longest acronym that is told from a dateline and a label in capitals: "NATO", "RELATED".
_LONGEST_ACRONYM = 4
_MAY_BE_NAMES = word_set("will may must can")
_TELL_MORE = word_set("of for in at from on with inside within")


class LargeWords:
    """The words of one text, by whether they are ever written small, and large where no sentence begins."""

    def __init__(self, text: str) -> None:
        """Read a text.

        Args:
            text: the running text.
        """
        self.text = text
        self._small = {word for word in _WORD.findall(text) if word.islower()}
        self._large = frozenset(_LARGE_WORD.findall(text))

    def is_no_name(self, match: re.Match[str]) -> bool:
        """Tell capitals that are counted or only half a word: "Slideshow (24 Images)", "anti-Ostmark"."""
        low = max(0, match.start() - _LONGEST_LEAD)
        if self.text[match.end() : match.end() + 1] == ")" and _COUNT.search(self.text, low, match.start()):
            return True
        return _PREFIX.search(self.text, low, match.start()) is not None

    def is_contracted(self, words: str) -> bool:
        """Tell whether words are a pronoun and its verb: "They've"."""
        return _CONTRACTED.search(words) is not None

    def is_small(self, lower: str) -> bool:
        """Tell whether a word is also written small."""
        return lower in self._small

    def is_borne_out(self, name: str) -> bool:
        """Tell whether a lone word that opens a sentence is a name for all that the text shows."""
        lower = name.lower()
        if name in self._large or lower in GIVEN or lower in COUNTRY_OF or lower in roles.AGENCIES:
            return True
        if is_crowd(name):
            return True
        if name.isupper():
            return len(name) <= _LONGEST_ACRONYM and lower not in self._small
        return not name[1:].islower()

    def opens(self, begin: int) -> bool:
        """Tell whether a sentence or a quotation begins at a place."""
        head = self.text[max(0, begin - 4) : begin].rstrip(" “\"‘'—-")
        inside = head.rstrip("”’)")
        if inside[-1:] in (".", ",", "!", "?"):
            head = inside
        return head[-1:] in _ENDS

    def without_opener(self, match: re.Match[str]) -> tuple[str, int, bool]:
        """Take what is only written large because it opens a sentence off a name.

        Args:
            match: capitalised words in a row.

        Returns:
            The words that are left, where they begin, and whether they open a sentence.
        """
        words, begin = match.group(), match.start()
        opens = self.opens(begin)
        parts = words.split()
        if not opens or not parts:
            return words, begin, opens
        dropped = self._dropped(parts)
        if not dropped:
            return words, begin, opens
        return " ".join(parts[dropped:]), begin + len(" ".join(parts[:dropped])) + 1, opens

    def _dropped(self, parts: list[str]) -> int:
        """Give how many of the first words open the sentence and are no part of a name."""
        first = parts[0].lower()
        if _CONTRACTED.match(first) or first in _IT_IS or first in _OPENERS:
            return 1
        if first in AUXILIARIES and first not in _MAY_BE_NAMES:
            # "Is Mara Venn late?"
            return 1
        if len(parts) > 1 and "-" in first and parts[0].rpartition("-")[2].islower():
            # "Day-by-day, Venn"
            return 1
        before_name = len(parts) > 1 and parts[1].lower() in GIVEN
        if first.endswith("ing") and first not in GIVEN and (first in VERBS or before_name):
            # "Describing Venn as he is can": a verb and its object.
            return 1
        if self.tells_kind(parts):
            return 2
        small = first in self._small and first.rstrip(".") not in roles.TITLES
        return 1 if small and len(parts) <= 2 else 0

    def tells_kind(self, parts: list[str]) -> bool:
        """Tell whether words that open a sentence are a kind of people, and no name begins with them.

        Args:
            parts: the words, such as "Residents of Orle" or "Consumers".
        """
        if len(parts) == 1:
            return is_plural_noun(parts[0].lower()) and not self.is_borne_out(parts[0])
        return (
            len(parts) > 2 and parts[1] in _TELL_MORE and is_crowd(parts[0]) and parts[0] not in self._large
        )

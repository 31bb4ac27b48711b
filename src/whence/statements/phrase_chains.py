"""Phrases for people that are joined to others: "a man, a woman and their two children"."""

from dataclasses import replace
from itertools import pairwise

from whence.statements.fate_words import ADVERBS, BARRIERS, BE, COORDINATORS, HAVE, PREPOSITIONS
from whence.statements.people_numbers import Word
from whence.statements.people_words import stages_fit
from whence.statements.person import Person, merge_phrases

# Words between "according" and the noun for who says it.
_LONGEST_LEAD = 7


def join_second_nouns(words: list[Word], people: list[Person]) -> list[Person]:
    """Join a second noun for somebody to the first: "a boy, and son of a docker"; not "a mother and son".

    Args:
        words: the sentence's words.
        people: its phrases for people, in reading order.

    Returns:
        The phrases, fewer where two tell of one.
    """
    joined: list[Person] = []
    for person in people:
        if joined and _is_second_noun(words, joined[-1], person):
            joined[-1] = replace(joined[-1], stop=person.stop, end=person.end)
        else:
            joined.append(person)
    return joined


def _is_second_noun(words: list[Word], first: Person, second: Person) -> bool:
    """Tell whether a bare noun behind "and" is of the one before it: "of" follows, and no "were"."""
    between = [word.lower for word in words[first.stop : second.first]]
    one = first.count == 1 == second.count and bool(second.noun) and second.stop == second.first + 1
    following = [word.lower for word in words[second.stop :]]
    verb = next((word for word in following if word in BE), "")
    return (
        one and between in (["and"], [",", "and"]) and following[:1] == ["of"] and verb not in ("were", "are")
    )


def is_second_verb(gap: list[str]) -> bool:
    """Tell whether words end in more verbs of one subject: "took a turn, stopped and ended up" shot.

    Args:
        gap: the words between a phrase and the words for a fate, in small letters.
    """
    joint = max((at for at, word in enumerate(gap) if word in COORDINATORS), default=-1)
    tail = gap[joint + 1 :]
    own = all(word.endswith(("ed", "ly")) or word in ADVERBS or word == "up" for word in tail)
    return joint > 0 and bool(tail) and tail[0].endswith("ed") and own


class Phrases:
    """The phrases for people of one sentence, and which of them are joined.

    Args:
        words: the sentence's words.
        people: its phrases for people, in reading order.
        headline: whether it is a headline, where a comma joins like "and".
    """

    def __init__(self, words: list[Word], people: list[Person], *, headline: bool) -> None:
        self.words = words
        self.people = people
        self.headline = headline
        self.by_stop = {person.stop: person for person in people}
        self.by_first = {person.first: person for person in people}

    def with_left(self, person: Person) -> list[Person]:
        """Give a phrase with those that are joined to it on the left."""
        chain = [person]
        joined = self.headline
        while True:
            head = chain[0]
            if not (head.noun or head.name or head.age is not None or head.pronoun or head.fresh):
                # "two victims dead and two injured": a bare number begins anew.
                return chain
            before = self.words[head.first - 1].lower if head.first else ""
            at = head.first - 1
            if before in COORDINATORS and at:
                at -= 1 if self.words[at - 1].text == "," else 0
                joined = True
            elif before != ",":
                return chain
            other = self.by_stop.get(at) or self.by_stop.get(at + 1)
            if other is None or other.stop > head.first or other is head:
                return chain
            # "Police found four victims, and Venn died": the first belongs to another verb.
            if before in COORDINATORS and other.stop <= head.first - 2 and not self._is_listed(other):
                return chain
            # "Mother, 2 children found dead"
            joined = joined or (before == "," and head.numeral and not other.numeral)
            if (
                before == ","
                and not joined
                and (head.pronoun or other.pronoun or not (head.noun or head.name))
            ):
                return chain
            if before == "," and not joined and self._may_be_one(other, head):
                # "her father, Jon Venn, was": one person with two names.
                chain[0] = merge_phrases(other, head)
                return chain
            if self.is_governed(other) or self._is_told_by(other):
                return chain
            chain.insert(0, other)

    def _is_told_by(self, person: Person) -> bool:
        """Tell whether a phrase ends what says who told it: "according to port detectives, two men were"."""
        lead = [word.lower for word in self.words[max(0, person.first - _LONGEST_LEAD) : person.first]]
        return ("according", "to") in pairwise(lead) and "," not in lead[lead.index("according") :]

    def _may_be_one(self, other: Person, head: Person) -> bool:
        """Tell "his wife, Ann Venn, was" from "Mother, baby found" or "according to her father, Jon was"."""
        if other.sex and head.sex and other.sex != head.sex:
            return False
        if not stages_fit(other.age, other.stage, head.age, head.stage):
            return False
        behind = self.words[head.stop].text if head.stop < len(self.words) else "."
        return not self.is_governed(other) or behind == "," or self.words[head.stop - 1].text == ","

    def _is_listed(self, person: Person) -> bool:
        """Tell whether a phrase stands behind another one and a comma."""
        at = person.first
        return at > 1 and (at - 1 in self.by_stop or at in self.by_stop) and "," in (
            self.words[at - 1].text, self.words[at - 2].text,
        )  # fmt: skip

    def is_governed(self, person: Person) -> bool:
        """Tell whether a preposition stands before a phrase."""
        return person.first > 0 and self.words[person.first - 1].lower in PREPOSITIONS

    def with_right(self, person: Person) -> list[Person]:
        """Give a phrase with those that are joined to it on the right."""
        chain = [person]
        while True:
            at = chain[-1].stop
            mark = self.words[at].text if at < len(self.words) else ""
            marks = (",",) if self.headline else (",", ";")
            comma = mark in marks or self.words[at - 1].text == ","
            at += mark in marks
            if at >= len(self.words):
                return chain
            at = self._behind_limb(at)
            joint = self.words[at].lower in COORDINATORS
            other = self.by_first.get(at + 1 if joint else at)
            if other is None or not (joint or comma) or self.words[other.first].lower in ("he", "she"):
                return chain
            following = self.words[other.stop].lower if other.stop < len(self.words) else "."
            if not joint and following in ("told", "said", "says", "added"):
                # "Venn shot the child, the boy told police"
                return chain
            if not joint and chain[-1].count != 1 and other.name:
                # "her two children, Jon and Mara"
                return chain
            if not joint:
                if not self._list_goes_on(other) and not (
                    self.headline and not self._may_be_one(chain[-1], other)
                ):
                    if not self._is_merged(chain, other):
                        return chain
                    # "his daughter, Mara Venn; his wife, Ann Holm; and a docker"
                    continue
            elif len(chain) == 1 and (
                following in BE
                or following in HAVE
                or following in ("suffered", "died", "dead", "who", "remains")
            ):
                # "killing one person and four others were hurt": the last begins something else.
                return chain
            chain.append(other)

    def _is_merged(self, chain: list[Person], other: Person) -> bool:
        """Take a phrase behind a comma into the last of a chain; tell whether a list may go on."""
        if other.pronoun or chain[-1].pronoun or not (other.noun or other.name):
            return False
        if other.role == "suspect" != chain[-1].role:
            # "After shooting the woman, the suspect fled"
            return False
        chain[-1] = merge_phrases(chain[-1], other)
        return not self.headline and other.stop < len(self.words) and self.words[other.stop].text == ";"

    def _behind_limb(self, at: int) -> int:
        """Pass over "in the leg" of "her in the leg and him in the chest"."""
        if self.words[at].lower != "in":
            return at
        for stop in range(at + 2, min(len(self.words) - 2, at + 7)):
            if self.words[stop].lower == "and" and stop + 1 in self.by_first:
                behind = self.by_first[stop + 1].stop
                return stop if behind < len(self.words) and self.words[behind].lower == "in" else at
            if self.words[stop].lower in BARRIERS or self.words[stop].text == ",":
                break
        return at

    def _list_goes_on(self, person: Person) -> bool:
        """Tell "A, B and C" from "his wife, Mara"."""
        at = person.stop
        while at < len(self.words) and self.words[at].text == ",":
            at += 1
        return at < len(self.words) and (
            self.words[at].lower in COORDINATORS or (at in self.by_first and self.words[at - 1].text == ",")
        )

"""People killed, hurt, held or moved, by number or one by one: "three were wounded", "a man was shot"."""

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from whence.statements.casualty import Casualty
from whence.statements.fate_words import (
    ADVERBS,
    AFTER,
    BARRIERS,
    BE,
    BEFORE_NUMBERS,
    BOUNDS,
    COMPANY,
    COORDINATORS,
    FINITE,
    GRAVITY,
    HAVE,
    LEFT,
    NOUN_BEFORE,
    OF_PARTS,
    OF_WHOM,
    PLACED,
    PREPOSITIONS,
    RELATIVES,
    SAINTS,
    SHOT_NOUN,
)
from whence.statements.fates import NUMBERS_OF_FOLD, Fate, find_fates, sentences_with_fates
from whence.statements.people import find_people
from whence.statements.people_numbers import DETERMINERS, is_headline, split_words
from whence.statements.person import Person
from whence.statements.phrase_chains import Phrases, is_second_verb, join_second_nouns
from whence.statements.possessors import find_possessor
from whence.statements.unreal import is_unreal

# Texts whose mentions are kept: a document's quantities and its totals ask for the same ones in turn.
_KEPT = 2
# How many words before a fate are looked at for those who met it.
_REACH = 24


@lru_cache(maxsize=_KEPT)
def find_casualties(text: str, *, title: bool = False) -> tuple[Casualty, ...]:
    """Find the mentions of people killed, injured or shot.

    Args:
        text: any text.
        title: whether it is a headline, where a comma joins like "and".

    Returns:
        Mentions in the order of the words for the fate.
    """
    found: list[Casualty] = []
    for begin, end in sentences_with_fates(text):
        fates = find_fates(text, begin, end)
        if fates:
            found.extend(_Sentence(text, begin, end, title=title).read(fates))
    return tuple(found)


class _Sentence:
    """A sentence with its words and the phrases for people in it."""

    def __init__(self, text: str, begin: int, end: int, *, title: bool = False) -> None:
        self.span = (begin, end)
        self.words = split_words(text, begin, end)
        self.begins = [word.begin for word in self.words]
        self.colons = [word.begin for word in self.words if word.text == ":"]
        self.first_of_whom = next(
            (at for at, word in enumerate(self.words) if word.lower in OF_WHOM), len(self.words)
        )
        self.headline = is_headline(self.words)
        self.people = join_second_nouns(self.words, find_people(self.words, names=not self.headline))
        if title:
            self.people = [person for person in self.people if person.noun or len(person.name) != 1]
        self.headline = self.headline or title
        self.phrases = Phrases(self.words, self.people, headline=self.headline)
        self.by_stop, self.by_first = self.phrases.by_stop, self.phrases.by_first

    def read(self, fates: list[Fate]) -> list[Casualty]:
        """Give the mentions for the fates of this sentence, the gravest fate of each phrase only."""
        taken = {index for fate in fates for index in range(*self._indices(fate))}
        found: list[Casualty] = []
        for fate in fates:
            mention = self._mention(fate, taken) or self._of_the_same(fate, found)
            if mention is not None:
                mention = self._beside_others(mention, found)
                found.append(mention)
                own = self._and_self(fate, mention)
                found.extend([own] if own is not None else [])
        gravest: dict[tuple[int, int | None], int] = {}
        for mention in found:
            for person in mention.people:
                key = (person.first, person.count)
                gravest[key] = max(gravest.get(key, 0), GRAVITY.get(mention.kind, 0))
        return [
            mention
            for mention in found
            if not mention.people
            or mention.kind not in GRAVITY
            or any(GRAVITY[mention.kind] >= gravest[p.first, p.count] for p in mention.people)
        ]

    def _of_the_same(self, fate: Fate, found: list[Casualty]) -> Casualty | None:
        """Read "was shot in the chest but survived": the second tells of those of the first."""
        first, _ = self._indices(fate)
        if not found or fate.frame != "s" or self.words[first - 1].lower != "but" or not found[-1].people:
            return None
        last = found[-1]
        if any(
            last.begin < person.begin < fate.begin for person in self.people if person is not last.people[-1]
        ):
            return None
        return replace(last, kind=fate.kind, phrase=f"{last.phrase} {fate.phrase}", agent=None)

    def _beside_others(self, mention: Casualty, found: list[Casualty]) -> Casualty:
        """Have "another" of "a teen shot another teen" stand beside that teen, not those shot before."""
        met = {person.first for other in found for person in other.people}
        people = tuple(
            replace(person, fresh=False)
            if person.fresh
            and person.count == 1
            and not person.ordinal
            and (
                mention.agent is not None
                or any(
                    other.noun == person.noun and other.first < person.first and other.first not in met
                    for other in self.people
                    if person.noun and other.count == 1 and not other.fresh
                )
            )
            else person
            for person in mention.people
        )
        return replace(mention, people=people)

    def _and_self(self, fate: Fate, mention: Casualty) -> Casualty | None:
        """Read "himself" of "killed six and then himself" as somebody more."""
        stop = mention.people[-1].stop if mention.people and mention.begin >= fate.end else len(self.words)
        at = stop + 1
        if at < len(self.words) and self.words[at].lower == "then":
            at += 1
        if (
            at >= len(self.words)
            or self.words[stop].lower not in ("and", "before")
            or (self.words[at].lower not in ("himself", "herself"))
        ):
            return None
        word = self.words[at]
        sex = "m" if word.lower == "himself" else "f"
        person = Person(at, at + 1, 1, word.begin, word.end, sex=sex, definite=True, pronoun=True)
        return replace(
            mention, begin=word.begin, end=word.end, people=(person,), count=1, agent=None,
            phrase=f"{mention.phrase} {word.lower}",
        )  # fmt: skip

    def _mention(self, fate: Fate, taken: set[int]) -> Casualty | None:
        people = self._people_of(fate, taken)
        people = self._with_company(fate, people)
        if people is None:
            return None
        if len(people) > 2 and people[0].numeral and people[0].count == sum(p.count or 0 for p in people[1:]):
            # "Two people, a girl and a boy, were": told of twice.
            people = people[:1]
        kind = "victims" if fate.frame == "x" else fate.kind
        if fate.frame == "n":
            fold = fate.phrase.replace("-", " ").replace("/", " ").split()[0]
            folded = 1 if kind in ("implied", "victims") else NUMBERS_OF_FOLD.get(fold, 2)
            return Casualty(kind, fate.begin, fate.end, (), folded, fate.phrase, self.span)
        counts = [person.count for person in people]
        count = None if None in counts else sum(count for count in counts if count is not None)
        begin, end = min(person.begin for person in people), max(person.end for person in people)
        agent = self._agent(fate, people)
        after = self.first_of_whom < people[0].first
        before = bisect_left(self.colons, people[0].begin)
        colon = self.colons[before - 1] if before else -1
        return Casualty(kind, begin, end, tuple(people), count, fate.phrase, self.span, agent, after, colon)

    def _with_company(self, fate: Fate, people: list[Person] | None) -> list[Person] | None:
        """Add those of "was shot along with his daughter and a neighbour"."""
        _, stop = self._indices(fate)
        words = [word.lower for word in self.words[stop : stop + 3]]
        behind = next((len(each) for each in COMPANY if tuple(words[: len(each)]) == each), 0)
        if not behind or fate.frame not in "sv" or (people and people[-1].first >= stop):
            return people
        company = self._right(stop + behind)
        return [*(people or []), *company] if company is not None else people

    def _agent(self, fate: Fate, people: list[Person]) -> Person | None:
        """Give who stands before a verb in the active, as far as that is one person."""
        first, _ = self._indices(fate)
        if fate.frame != "v" or people[0].first < first:
            return None
        agent = self._nearest(self._group_begin(first, set()), set())
        return agent if agent is not None and agent.count == 1 and agent.stop <= first else None

    def _indices(self, fate: Fate) -> tuple[int, int]:
        return bisect_left(self.begins, fate.begin), bisect_left(self.begins, fate.end)

    def _people_of(self, fate: Fate, taken: set[int]) -> list[Person] | None:
        """Give those who met a fate: None where there is nobody, an empty list where the words count them."""
        first, stop = self._indices(fate)
        if first >= len(self.words) or is_unreal(self.words, first, fate.phrase):
            return None
        if fate.frame == "n":
            return []
        holding = [person for person in self.people if person.first <= first < person.stop]
        if fate.frame == "x":
            return [person for person in holding if person.numeral] or None
        if fate.frame in "sv":
            # "one deceased male"
            inside = [person for person in holding if person.first < first and person.noun]
            return inside or self._verb_or_state(fate, first, stop, taken)
        if fate.frame == "r":
            return self._reflexive(fate, first, stop, taken)
        if fate.frame == "o":
            return self._right(stop)
        possessor = find_possessor(self.words, first, headline=self.headline)
        return [possessor] if possessor is not None else None

    def _verb_or_state(self, fate: Fate, first: int, stop: int, taken: set[int]) -> list[Person] | None:
        if fate.frame == "v":
            return self._verb(fate, first, stop, taken)
        noun = fate.phrase == "dead" and first > 0 and self.words[first - 1].lower == "the"
        if noun and stop not in self.by_first:
            # "the dead"
            return None
        return self._subject(first, stop, taken)

    def _verb(self, fate: Fate, first: int, stop: int, taken: set[int]) -> list[Person] | None:
        phrase = fate.phrase
        before = self.words[first - 1].lower if first else ""
        if phrase == "shot" and (before in SHOT_NOUN or self._is_chance(first, stop)):
            return None
        if phrase in ("shooting", "stabbing", "killing") and before in NOUN_BEFORE:
            # "accused of shooting eight people"
            return self._right(stop) if before == "of" else None
        passive = self._is_passive(first, taken)
        if phrase == "shot" and self._is_shot_at(stop, passive=passive):
            return None
        # "A sailor slain Alma" is no sailor who slew.
        if not passive and not (phrase == "slain" and first in self.by_stop):
            found = self._right(stop)
            bare = found is not None and (len(found[0].name) == 1 or not (found[0].noun or found[0].name))
            if found is not None and not (phrase in ("strikes", "hits") and bare):
                return self._adjectival(first, found)
            # "He hit the wall"
            if first in self.by_stop and self.by_stop[first].pronoun:
                return None
            # A verb in the present has nobody before it who met the fate.
            if phrase.split()[-1].endswith(("ing", "ills", "oots", "ikes", "hits", "abs", "ures", "slays")):
                return None
        following = self.words[stop].lower if stop < len(self.words) else "."
        group = self.by_stop.get(first)
        # "Protesters killed the deal"
        several = group is not None and group.count != 1 and following not in DETERMINERS
        if not passive and following not in AFTER and not following.isdigit() and not several:
            return None
        return self._subject(first, stop, taken)

    def _is_chance(self, first: int, stop: int) -> bool:
        """Tell "with a real shot at winning" from "was shot at the market"."""
        at = self.words[stop].lower == "at" if stop < len(self.words) else False
        behind = self.words[stop + 1].lower if stop + 1 < len(self.words) else ""
        noun = (
            first > 1 and first not in self.by_stop and self.words[first - 2].lower in DETERMINERS | {"best"}
        )
        return at and (behind.endswith("ing") or noun)

    def _is_shot_at(self, stop: int, *, passive: bool) -> bool:
        """Tell "shot at them" and "were shot at" from "were shot at the market"."""
        if stop >= len(self.words) or self.words[stop].lower != "at":
            return False
        behind = self.words[stop + 1].lower if stop + 1 < len(self.words) else "."
        if passive:
            return not behind[0].isalnum() or behind in ("by", "while", "and", "when", "but")
        return stop + 1 in self.by_first or behind in ("police", "officers", "him", "her", "them", "it")

    def _adjectival(self, first: int, found: list[Person]) -> list[Person]:
        """Make "the wounded child" one who is known."""
        number = self.by_stop.get(first)
        if number is not None and number.numeral and not number.noun and found[0].count is None:
            # "three wounded women"
            return [
                replace(found[0], first=number.first, count=number.count, begin=number.begin, numeral=True)
            ]
        if first and self.words[first - 1].lower in ("the", "his", "her", "their"):
            return [replace(found[0], definite=True), *found[1:]]
        return found

    def _is_passive(self, first: int, taken: set[int]) -> bool:
        at = first - 1
        for _ in range(4):
            if at < 0:
                return False
            lower = self.words[at].lower
            if lower in BE or lower in ("left", "found", "leaving"):
                return True
            skipped = lower in ADVERBS or lower.endswith("ly") or at in taken or lower in (",", "and", "or")
            if not skipped and lower not in HAVE:
                return False
            at -= 1
        return False

    def _subject(self, first: int, stop: int, taken: set[int]) -> list[Person] | None:
        """Find who stands before a fate as its subject."""
        group = self._group_begin(first, taken)
        person = self._nearest(group, taken)
        if (
            group == first
            and stop > first
            and self.by_stop.get(group) is not None
            and not self.by_stop[group].name
        ):
            # "a vigil for a teen killed in May", but "three members of her family killed in May"
            person = self.by_stop[group]
            whole = self.by_stop.get(person.first - 1)
            if whole is not None and whole.numeral and self.words[person.first - 1].lower == "of":
                person = whole
        if person is not None:
            finite = self.words[first].lower in FINITE
            near = all(word.lower.endswith("ly") for word in self.words[person.stop : first])
            if person.whole is not None and near and not finite:
                # "One of the five people killed": five were.
                person = replace(person, count=person.whole, part=False)
            return self.phrases.with_left(person)
        if group == first and self.words[first].lower not in ("with", "in"):
            # "Also wounded was a boy", "Dead are two men"
            if stop < len(self.words) and self.words[stop].lower in BE:
                return self._right(stop + 1)
            if stop in self.by_first and self.words[stop - 1].lower in ("dead", "deceased"):
                return self._adjectival(first, self.phrases.with_right(self.by_first[stop]))
        return None

    def _group_begin(self, first: int, taken: set[int]) -> int:
        """Give where the verb's own words begin: "had also been", "was taken to hospital and"."""
        at = first
        while at:
            lower = self.words[at - 1].lower
            own = lower in BE or lower in HAVE or lower in ADVERBS or lower in LEFT or lower.endswith("ly")
            own = (
                own
                or (at - 1) in taken
                or lower in ("who", "that")
                or (lower == "," and self.words[at].lower in ("who", "that"))
            )
            joint = lower in (",", "and", "but") and at >= 2 and self._is_behind_fate(at - 2, taken)
            if (at in self.by_stop and lower not in ("who", "that")) or not (own or joint):
                break
            at -= 1
        return at

    def _is_behind_fate(self, at: int, taken: set[int]) -> bool:
        """Tell whether a word belongs to a fate, or is the comma behind one: "was shot, but survived"."""
        return at in taken or (self.words[at].text == "," and at - 1 in taken)

    def _nearest(self, group: int, taken: set[int]) -> Person | None:
        """Find the phrase before a verb's words that is its subject."""
        low = max(0, group - _REACH)
        at = group = self._before_insertion(group)
        governed: Person | None = None
        while at > low:
            person = self.by_stop.get(at)
            if person is not None:
                before = self.words[person.first - 1].lower if person.first else ""
                if not self._reaches(person, group, taken):
                    return None
                if before == "," and person.name and self._is_place(person.first - 1):
                    at = person.first - 1
                    continue
                if at == group and at < len(self.words) and self.words[at].lower == "being":
                    # "It ended in a man being shot"
                    return person
                if before in COORDINATORS and self._is_aside(person):
                    at = person.first
                    continue
                if before not in PREPOSITIONS and not self._is_object(person, group, taken):
                    return person
                if self.words[person.stop].lower == "who" and not (
                    len(person.name) == 1 and before in PLACED
                ):
                    # "Three were hurt, including a sailor who died of it"
                    return replace(person, part=person.part or before in ("including", "among"))
                governed = governed or (person if at == group else None)
                at = person.first
                continue
            lower = self.words[at - 1].lower
            # "The teen wounded after a fight has died"
            inside = lower in ("after", "when") and at - 2 in taken
            if lower in BARRIERS and not inside and not self._is_initial(at - 1):
                break
            at -= 1
        return governed if governed is not None and governed.numeral else None

    def _is_aside(self, person: Person) -> bool:
        """Tell whether a phrase ends a clause as the second of two: "who lived with his aunt and sister,"."""
        other = self.by_stop.get(person.first - 1)
        behind = self.words[person.stop].text if person.stop < len(self.words) else "."
        return other is not None and behind == "," and self.phrases.is_governed(other)

    def _is_object(self, person: Person, group: int, taken: set[int]) -> bool:
        """Tell whether another verb has a phrase: "the man who hurt a child in May is dead"."""
        at = person.first - 1
        if person.name and at >= 0 and self.words[at].lower.endswith("ing"):
            return True
        behind = self.words[person.stop].lower if person.stop < len(self.words) else "."
        return (
            at in taken and person.stop < group and self.words[group].lower in BE and behind not in RELATIVES
        )

    def _before_insertion(self, group: int) -> int:
        """Pass over what tells of a part of the subject: "five men, two of them sailors, were"."""
        if not group or self.words[group - 1].text not in (",", ")"):
            return group
        for at in range(group - 3, max(0, group - _REACH), -1):
            if self.words[at].lower in BARRIERS:
                break
            if self.words[at].text == "(" and self.words[group - 1].text == ")":
                return at
            if self.words[at].text == "," and (
                self.words[at + 1].lower in OF_PARTS or self.words[at + 2].lower == "of"
            ):
                return at
        return group

    def _is_place(self, at: int) -> bool:
        """Tell whether what ends before a comma is a place: "of Alma, Louisiana"."""
        other = self.by_stop.get(at)
        return other is not None and bool(other.name) and self.phrases.is_governed(other)

    def _is_initial(self, at: int) -> bool:
        """Tell the full stop of "Jr." and "p.m." from one that ends something."""
        return self.words[at].text == "." and at > 0 and len(self.words[at - 1].text) <= 4

    def _reaches(self, person: Person, group: int, taken: set[int]) -> bool:
        """Tell whether what stands between a phrase and a verb lets the one be the other's subject."""
        gap = [word.lower for word in self.words[person.stop : group]]
        if not gap:
            return True
        if person.stop in taken and not any(word in BE or word in ("and", ",") for word in gap):
            # "One of two men shot on Monday died"
            return True
        last = gap[-1]
        if is_second_verb(gap):
            return True
        if last in ("and", ",", "or") and any(word in BE or word.endswith("ed") for word in gap):
            return True
        if any(word in BE or word in ("and", "said", "says") for word in gap):
            return gap[0] in ("who", ",") and last == "," and "and" not in gap
        return (
            gap[0] in PREPOSITIONS
            or gap[0] in (",", "who", "that", "whose", "aged", "age", "(")
            or len(gap) <= 2
        )

    def _right(self, stop: int) -> list[Person] | None:
        """Find who stands behind a fate as its object."""
        at = stop
        if (
            at + 1 < len(self.words)
            and self.words[at].lower == "and"
            and self.words[at + 1].lower.endswith("ed")
        ):
            # "killed and robbed two men"
            at += 2
        for _ in range(4):
            if at >= len(self.words):
                return None
            person = self.by_first.get(at)
            if person is not None:
                return self.phrases.with_right(person)
            lower = self.words[at].lower
            if lower in ("at", "up") and self.words[at + 1 :] and self.words[at + 1].lower not in BOUNDS:
                break
            as_many = lower == "as" and "many" in (word.lower for word in self.words[at - 1 : at + 2])
            # "killed St. Alma girl"
            placed = lower in SAINTS or (lower == "." and self.words[at - 1].lower in SAINTS)
            if not placed and lower not in BEFORE_NUMBERS and not lower.endswith("ly") and not as_many:
                break
            at += 1
        return None

    def _reflexive(self, fate: Fate, first: int, stop: int, taken: set[int]) -> list[Person] | None:
        """Give who did it to themselves, and whom they did it to as well."""
        subject = self._subject(first, stop, taken)
        if subject is None or (subject[-1].count != 1 and "themselves" not in fate.phrase):
            sex = "m" if "himself" in fate.phrase or "his" in fate.phrase else ""
            sex = "f" if "herself" in fate.phrase or " her " in fate.phrase else sex
            subject = [Person(first, stop, 1, fate.begin, fate.end, sex=sex, definite=True, pronoun=True)]
        if stop < len(self.words) and self.words[stop].lower in COORDINATORS and stop + 1 in self.by_first:
            following = self.phrases.with_right(self.by_first[stop + 1])
            return [*subject, *following]
        return subject

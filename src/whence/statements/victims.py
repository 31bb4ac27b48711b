"""Who was killed and hurt in an article: the fewest people that its words need."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from whence.statements.casualty import Casualty
from whence.statements.people_words import stages_fit
from whence.statements.person import Person
from whence.statements.suspects import Suspects

# More people than this are counted and not told apart.
_MOST = 100
# More people than this are not told apart in one article; a list of names must not cost its square.
_MOST_TOLD_APART = 300
# The least that a plural without a number stands for.
_SEVERAL = 2
# So many more than the title's own number are people of other events.
_OVERRUN = 2
# Two phrases of one sentence nearer than this (code points) stand for different people.
_NEAR = 160
# The fates that a figure counts; those shot of whom no more is said are injured.
_FATES = {"killed": ("killed",), "injured": ("injured", "shot")}


@dataclass(slots=True, eq=False)
class Victim:
    """Somebody who was killed, hurt or shot, as far as the words read so far tell.

    Attributes:
        fate: killed, injured or shot.
        mention: the mention that last told of the fate.
        in_title: whether that stands in the title.
        name: the name's words, in small letters.
        age: in years, or None.
        sex: m, f or empty.
        stage: adult, teen, child, or empty.
        role: police, suspect, or empty.
        by: surname of who did it to them, or empty.
        by_another: whether somebody else did it to them, by the words that first told of them.
        seen: number of the sentence that last told of them.
        named_by: the kind of the mention that named them, or empty.
        guessed: whether their sex is that of some of a group, any of whom they may be.
    """

    fate: str
    mention: Casualty
    in_title: bool
    name: tuple[str, ...] = ()
    age: int | None = None
    sex: str = ""
    stage: str = ""
    role: str = ""
    by: str = ""
    by_another: bool = False
    seen: int = -1
    named_by: str = ""
    guessed: bool = False

    def fits(self, person: Person) -> bool:
        """Tell whether nothing speaks against a phrase being for them."""
        if self.name and person.name and not _names_fit(self.name, person.name):
            return False
        if self.sex and person.sex and self.sex != person.sex and not self.guessed:
            return False
        if self.age is not None and person.age is not None and self.age != person.age:
            return False
        if self.by and person.name and person.name[-1] == self.by:
            return False
        if self.by_another and person.name and person.role == "suspect" != self.role:
            return False
        if "suspect" in (self.role, person.role) and self.role != person.role and self.role and person.role:
            return False
        return stages_fit(self.age, self.stage, person.age, person.stage)

    def take(self, person: Person) -> None:
        """Learn what a phrase for them tells."""
        self.name = max(self.name, person.name, key=len)
        self.age = person.age if self.age is None else self.age
        if person.sex and (self.guessed or not self.sex):
            self.sex, self.guessed = person.sex, False
        self.stage = self.stage or person.stage
        self.role = self.role or person.role

    def is_named_by(self, person: Person) -> bool:
        """Tell whether a phrase says who it is by name or age."""
        named = bool(self.name and person.name)
        return named or (self.age is not None and self.age == person.age)


def _names_fit(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) == 1:
        return shorter[0] in longer
    return shorter[-1] == longer[-1] and shorter[0][0] == longer[0][0]


class Tally:
    """People met so far, from sentence to sentence.

    Args:
        suspects: the names of those who are said to have done it.
        full_names: given name and surname, in small letters, that stand side by side somewhere.
    """

    def __init__(
        self, suspects: Suspects | None = None, full_names: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        self._suspects = suspects or Suspects()
        self._full_names = full_names
        self.victims: list[Victim] = []
        self.stated: dict[str, Casualty] = {}
        self._number = 0
        # How many the title counts as killed, and as hurt.
        self._titled: dict[str, int] = {}
        self._sentence: tuple[int, int] | None = None
        # In the sentence at hand: who each phrase stands for.
        self._here: dict[tuple[int, int | None], tuple[Person, str, list[Victim]]] = {}
        self._before: list[tuple[Person, str, list[Victim]]] = []

    def add(self, mention: Casualty, *, in_title: bool) -> None:
        """Count those whom a mention tells of, those known already not again."""
        if mention.sentence != self._sentence:
            self._before = list(self._here.values())
            self._sentence, self._here, self._number = mention.sentence, {}, self._number + 1
        if (mention.count or 0) > _MOST or len(self.victims) > _MOST_TOLD_APART:
            known = self.stated.get(mention.kind)
            if known is None or (known.count or 0) < (mention.count or 0):
                self.stated[mention.kind] = mention
            return
        if not mention.people:
            self._reach(mention, mention.count or 0, in_title)
            return
        used: list[Victim] = []
        others = any(person.fresh and person.numeral for person in mention.people)
        for person in mention.people:
            same_age = any(each.age is not None and each.age == person.age for each in self.victims)
            # "A boy, 9, died": "a 9-year-old boy and six others were shot" tells of him again.
            fresh = person.fresh or (others and not (person.definite or person.name or same_age))
            name = self._full_name(person.name)
            role = "suspect" if self._suspects.hold(name) else person.role
            taken = replace(person, fresh=fresh, role=role, name=name)
            used.extend(self._place(mention, taken, used, in_title))
        if in_title:
            self._number_title(mention)

    def _full_name(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """Give the full name for the given name of somebody known by surname, and the other way about."""
        if len(name) != 1:
            return name
        for victim in self.victims:
            if len(victim.name) == 1:
                for full in ((name[0], victim.name[0]), (victim.name[0], name[0])):
                    if full in self._full_names:
                        return full
        return name

    def _number_title(self, mention: Casualty) -> None:
        """Keep how many the title counts, where it writes a number for them."""
        if any(person.numeral for person in mention.people):
            kind = "killed" if mention.kind == "killed" else "injured"
            self._titled.setdefault(kind, 0)
        for kind in self._titled:
            self._titled[kind] = self.count(*_FATES[kind])

    def cover(self, mention: Casualty, *, in_title: bool) -> None:
        """Have as many people as a mention counts, whatever befell them: "all four victims"."""
        if 1 < (mention.count or 0) <= _MOST:
            # "The other four victims" are none of those who died.
            besides = self.count("killed") if all(person.fresh for person in mention.people) else 0
            self._reach(replace(mention, kind="shot"), (mention.count or 0) + besides, in_title)

    def count(self, *fates: str) -> int:
        """Give how many people met one of some fates."""
        return sum(victim.fate in fates for victim in self.victims)

    def figure(self, kind: str) -> int:
        """Give how many were killed or injured, the title's own number where the text goes far beyond it."""
        count, stated = self.count(*_FATES[kind]), self._titled.get(kind, 0)
        return stated if 0 < stated <= count - _OVERRUN else count

    def last(self, kind: str) -> Victim | None:
        """Give the one of those killed or injured whose mention counts most people, the earliest of them."""
        of_fate = [victim for victim in self.victims if victim.fate in _FATES[kind]]
        return max(of_fate, key=lambda victim: victim.mention.count or 0, default=None)

    def _reach(self, mention: Casualty, count: int, in_title: bool) -> None:
        """Have so many people at least: "a triple shooting"."""
        fates = ("killed",) if mention.kind == "killed" else ("killed", "injured", "shot")
        missing = count - self.count(*fates)
        if mention.kind == "killed":
            for victim in [victim for victim in self.victims if victim.fate == "shot"][: max(0, missing)]:
                victim.fate, victim.mention, victim.in_title = "killed", mention, in_title
                missing -= 1
        self.victims.extend(
            Victim(mention.kind, mention, in_title, seen=self._number) for _ in range(missing)
        )

    def _place(self, mention: Casualty, person: Person, used: list[Victim], in_title: bool) -> list[Victim]:
        """Find or make the people whom a phrase stands for."""
        key = (person.first, person.count)
        if key in self._here:
            here = self._here[key][2]
            for victim in here:
                self._meet(victim, mention, in_title)
            return here
        count = person.count
        if count is None:
            # "Men were shot" needs two; where two are known already, or "the men" stands, it tells of them.
            # "Taxes hit consumers": a bare plural may be of all there are.
            bare = person.stop - person.first == 1 and not in_title
            needed = not person.definite and not bare and len(self.victims) < _SEVERAL
            count = _SEVERAL if needed else 0
        chosen: list[Victim] = []
        mixed = 0 < self.count("killed") < len(self.victims) == count
        mixed = mixed and mention.kind == "injured" and not (used or in_title or person.fresh)
        if mixed and all(victim.fits(person) for victim in self.victims):
            # "Of four wounded one died": all of them, where one dead and three hurt are known.
            self._here[key] = (person, mention.kind, self.victims[:])
            return self.victims[:]
        for _ in range(count):
            known = self._choose(mention, person, [*used, *chosen])
            if known is None and self._is_beyond_title(mention, person):
                break
            victim = known or self._new(mention, in_title)
            if mention.agent is not None:
                victim.by_another = True
            if (person.name and not victim.name) or (victim.name and mention.kind == "killed" and count == 1):
                victim.named_by = mention.kind
            victim.take(person) if count == 1 else _take_group(victim, person)
            self._meet(victim, mention, in_title)
            chosen.append(victim)
        self._here[key] = (person, mention.kind, chosen)
        return chosen

    def _is_beyond_title(self, mention: Casualty, person: Person) -> bool:
        """Tell whether the title's own number is full, so that one person more is of another event."""
        kind = "killed" if mention.kind == "killed" else "injured"
        stated = self._titled.get(kind, 0)
        told = (
            person.fresh or person.ordinal or person.numeral or "self" in mention.phrase or person.count != 1
        )
        return 0 < stated <= self.count(*_FATES[kind]) and not told

    def _new(self, mention: Casualty, in_title: bool) -> Victim:
        victim = Victim(mention.kind, mention, in_title)
        if mention.agent is not None:
            victim.by = mention.agent.name[-1] if mention.agent.name else ""
        self.victims.append(victim)
        return victim

    def _meet(self, victim: Victim, mention: Casualty, in_title: bool) -> None:
        rank = {"shot": 0, "injured": 1, "killed": 2}
        better = rank[mention.kind] > rank[victim.fate]
        if better or (mention.kind == victim.fate and (mention.count or 0) > (victim.mention.count or 0)):
            victim.fate, victim.mention, victim.in_title = mention.kind, mention, in_title
        victim.seen = self._number

    def _choose(self, mention: Casualty, person: Person, used: list[Victim]) -> Victim | None:
        if person.ordinal > len(self.victims):
            return None
        if person.part:
            group = self._whole(person, used)
            if group:
                return max(group, key=lambda victim: self._score(victim, mention, person))
        candidates = self._candidates(mention, person, used)
        if mention.kind == "killed" and person.ordinal > self.count("killed"):
            # "A second victim died": one of the others did.
            return next(
                (victim for victim in self.victims if victim.fate != "killed" and victim.fits(person)), None
            )
        if not candidates and mention.kind == "killed" and person.name:
            return self._rename(person)
        return max(candidates, key=lambda victim: self._score(victim, mention, person), default=None)

    def _rename(self, person: Person) -> Victim | None:
        """Free somebody killed for a name, where another name stands there of whom no death was told."""
        for victim in self.victims:
            if victim.fate != "killed" or victim.named_by != "shot" or not victim.name:
                continue
            blank = next((each for each in self.victims if each.fate != "killed" and not each.name), None)
            if blank is None:
                blank = Victim("shot", victim.mention, victim.in_title, seen=victim.seen)
                self.victims.append(blank)
            blank.name, blank.age, blank.named_by = victim.name, victim.age, "shot"
            victim.name, victim.age, victim.sex, victim.named_by = (
                person.name,
                person.age,
                person.sex,
                "killed",
            )
            return victim
        return None

    def _whole(self, person: Person, used: list[Victim]) -> list[Victim]:
        """Give those of whom a phrase is a part ("one of them"), where the same sentence tells of them."""
        for other, _, victims in reversed(self._here.values()):
            if len(victims) > (person.count or 0) and not other.part:
                return [
                    each for each in victims if each.fits(person) and all(each is not one for one in used)
                ]
        return []

    def _candidates(self, mention: Casualty, person: Person, used: Iterable[Victim]) -> list[Victim]:
        """Give the known people whom a phrase may stand for."""
        apart = [*used, *self._told_apart(mention, person)]
        found = []
        for victim in self.victims:
            if any(victim is other for other in apart):
                continue
            if not victim.fits(person):
                continue
            if self._fate_fits(victim, mention, person):
                found.append(victim)
        return found

    def _told_apart(self, mention: Casualty, person: Person) -> list[Victim]:
        """Give those of this sentence and the one before whom a phrase cannot stand for."""
        if "self" in mention.phrase or "own life" in mention.phrase:
            # "He killed two clerks and then himself"
            return [
                victim
                for other, _, victims in self._here.values()
                for victim in victims
                if victim.by_another or (other.numeral and len(victims) > 1)
            ]
        if person.part or (person.definite and not person.fresh):
            return []
        apart: list[Victim] = []
        for other, kind, victims in self._here.values():
            some = person.numeral or (bool(person.name) and (other.count or 0) > 2)
            subset = kind == "shot" != mention.kind and some and not person.fresh
            again = kind == mention.kind and other.count == person.count and not person.fresh
            again = again and (other.noun == person.noun or (person.count or 0) > 1)
            larger = kind == mention.kind and other.numeral and (other.count or 0) > (person.count or 0)
            larger = larger or (
                mention.kind == "shot" and mention.after and (person.count or 0) > (other.count or 0)
            )
            subset = subset or (larger and not person.fresh)
            # "injured four men: a 50-year-old who was shot in the chest"
            listed = other.begin < mention.colon and (other.count or 0) > (person.count or 0)
            subset = subset or listed
            # "Teen shot: a boy, 15, was hit"
            subset = subset or (
                other.begin < mention.colon < person.begin and kind == mention.kind and not other.numeral
            )
            if not (subset or again or other.definite) and abs(other.begin - person.begin) < _NEAR:
                apart += victims
        if person.fresh and not person.ordinal and person.count == 1 and not self._here:
            apart += [
                victim
                for other, _, victims in self._before
                for victim in victims
                if other.count == 1 and victim.fate == mention.kind
            ]
        return apart

    def _fate_fits(self, victim: Victim, mention: Casualty, person: Person) -> bool:
        same = victim.is_named_by(person) or person.pronoun or (person.definite and person.count == 1)
        if mention.kind == "killed":
            return victim.fate != "injured" or same or person.part or "hospital" in mention.phrase
        if mention.kind == "injured":
            return victim.fate != "killed" or (same and not person.numeral)
        return not (person.fresh and victim.fate == "killed")

    def _score(self, victim: Victim, mention: Casualty, person: Person) -> tuple[int, ...]:
        """Rank the people whom a phrase may stand for: by name and age, then fate, then lesser traits."""
        named = 2 * bool(victim.name and person.name) + (victim.age is not None and victim.age == person.age)
        alike = (victim.fate == "killed") == (mention.kind == "killed")
        if mention.kind == "shot" and person.count == 1 and person.name:
            alike = True
        traits = 2 * (victim.sex != "" and victim.sex == person.sex)
        traits += victim.stage != "" and victim.stage == person.stage
        traits += 2 * (victim.role != "" and victim.role == person.role)
        blank = victim.age is None and not victim.name
        known = person.definite and not person.name
        return named, int(alike), traits, victim.seen if known else int(blank)


def _take_group(victim: Victim, person: Person) -> None:
    """Learn of one of a group only what holds for all of it."""
    if person.sex and not victim.sex:
        victim.sex, victim.guessed = person.sex, True
    victim.stage = victim.stage or person.stage
    victim.role = victim.role or person.role

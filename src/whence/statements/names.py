"""The names of one document: who and what it names, in full and in short, and what it calls them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from whence.statements import roles
from whence.statements.bodies import Body, read_body
from whence.statements.countries import COUNTRY_OF, country_key
from whence.statements.entities import (
    SURNAME_PARTICLES,
    Entity,
    agrees,
    ends_in_phrase,
    is_person_noun,
    is_plural_noun,
    kind_of,
    long_surname,
    name_key,
)
from whence.statements.extent import PASTS
from whence.statements.given_names import GIVEN
from whence.statements.large_words import LargeWords
from whence.statements.lexicon import VERBS
from whence.statements.titles import (
    clean_mention,
    name_gender,
    qualified_role,
    roles_behind,
    take_apart,
    title_gender,
)
from whence.statements.tokens import AUXILIARIES, DETERMINERS, PREPOSITIONS, TIMES, is_adverb, is_verb
from whence.statements.unnamed import find_groups, find_unnamed
from whence.statements.wordlists import word_set

_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*(?:\.(?=[\w])[\w’'-]+)*"
# "al-Masri", "d'Arlan": a surname whose first letter is small.
_JOINED = r"(?:(?:a[dlnrst]h?|el|abu|ben|d|l|o)[-’'])?"
# Capitalised words in a row, with the small words that names hold inside; linear, as each word is tried once.
_NAME = re.compile(
    rf"{_NAME_WORD}(?:(?:(?<=\b[A-Z])\.|(?<=Mr)\.|(?<=Mrs)\.|(?<=Ms)\.|(?<=Dr)\.|(?<=Sen)\."
    rf"|(?<=Rep)\.|(?<=Gov)\.|"
    rf"(?<=Gen)\.|(?<=Sgt)\.|(?<=Lt)\.|(?<=Col)\.|(?<=Capt)\.|(?<=St)\.)?[ \u00a0]"
    rf"(?:(?:(?:of|for|and)[ ]the|of|for|and|de|la|van|von|der|den|bin|ibn|al|el|du|da|di|dos|das|ten|ter"
    rf"|&)[ \u00a0]){{0,2}}{_JOINED}{_NAME_WORD})*"
)
_WORD = re.compile(r"\w+(?:[-'’.&]\w+)*")
_SENTENCE_BREAK = re.compile(
    r"[.!?](?<=[a-z0-9)].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bMrs.)(?<!\bSen.)(?<!\bRep.)(?<!\bGov.)(?<!\bGen.)"
    r"(?<!\bCol.)(?<!\bSgt.)(?<!\bSt.)(?<!\bJr.)[”\"’']?\s|\n"
)
# Endings of words for peoples, parties and believers, who are many.
_MANY = ("crats", "cans", "ians", "ists", "ims", "elis", "urds", "ites", "ans", "ics", "ers")
_JOINTS = word_set("and or but that which who")
_PLACES_BEFORE = word_set("in at near from to of on across around outside by")
_WHERE = word_set("in at near across around outside")
# Roles that a body may have as well as a person.
_EITHER_ROLE = word_set("owner member rival head leader operator ally opponent critic founder")
_AGED = re.compile(r",\s(?:(?:aged\s)?\d{1,3}[,.]|who\s)")
_NEXT_WORDS = re.compile(r"(?:\s\w{1,20}ly)?\s(?P<word>[a-z]{2,20})(?:\s(?P<behind>[a-z]{1,20}))?")
# What outlets are called.
_PRINTED = ("newspaper", "paper", "magazine", "outlet", "site", "website")
_AIRED = ("agency", "wire", "broadcaster", "network", "channel", "outlet", "site")
# Roles that are verbs too: "Venn pilots" is plural, but "they coach".
_DOES = word_set("head coach boss judge pilot author rival driver")
_BRACKETED = re.compile(r"\s\([“\"]?(?P<name>[A-Z][A-Za-z]{1,8})[”\"]?\)")
_OBJECTS = word_set("that his her its their him them it us me not")
# A name that only says whose somebody is: "a Venn donor, Ada Holm".
# "PORT ALMA (Meridian Wire) —", "ORLE, Corvania -": where a report was filed.
_DATELINE = re.compile(
    r"(?<![^\n])[A-Z][A-Z .’'-]{2,30}(?:,[ ][\w. ]{2,30}){0,2}[ ](?:\([^()\n]{2,30}\)[ ]?)?[—–-]{1,2}[ ]"
)
# "Shares in Corvan Lines": no place.
_HOLDING = re.compile(
    r"(?:shares?|stakes?|stocks?|confidence|trust|faith|invest\w{0,6})\sin\s\Z", re.IGNORECASE
)
_OWNING = re.compile(r"\s(?P<noun>[a-z]{3,20})\b(?P<whom>,?\s[A-Z])?")


class Names:
    """The names of one document."""

    def __init__(self, text: str, title: str | None, quotes: Sequence[tuple[int, int]] = ()) -> None:
        """Find the names of a document.

        Args:
            text: the running text.
            title: the headline, which may name somebody in full.
            quotes: spans of quoted speech, in order; who is named there is not who speaks.
        """
        self.text = text
        self.mentions: list[tuple[int, Entity]] = []
        self._subjects: set[int] = set()
        self._heads: set[int] = set()
        self._by_key: dict[str, Entity] = {}
        self._by_last: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_noun: dict[str, list[Entity]] = {}
        self._by_body: dict[str, list[tuple[Body, Entity]]] = {}
        self.large = LargeWords(text)
        at = 0
        for match in _NAME.finditer(text):
            while at < len(quotes) and quotes[at][1] <= match.start():
                at += 1
            self._register(match, quoted=at < len(quotes) and quotes[at][0] <= match.start())
        if title and title.upper() != title and not title.istitle():
            for match in _NAME.finditer(title):
                if len(match.group().split()) == 2 and match.group().split()[0].lower() in GIVEN:
                    self.add(match.group(), -1)
        self.groups: list[tuple[int, Entity]] = []
        self._find_unnamed(quotes)
        self._places = [place for place, _ in self.mentions]

    # -- building ----------------------------------------------------------------------------------------

    def _find_unnamed(self, quotes: Sequence[tuple[int, int]]) -> None:
        """Find relatives, newcomers and groups, whom pronouns may stand for."""
        for place, noun, gender in find_unnamed(self.text):
            if gender is None and _holds(quotes, place):
                continue
            entity = self.unnamed(noun, noun, place)
            entity.gender = gender or entity.gender
            self.mentions.append((place, entity))
        self.mentions.sort(key=lambda mention: mention[0])
        self.groups += [(place, Entity(words, "unnamed", "p")) for place, words in find_groups(self.text)]

    def group_before(self, place: int) -> tuple[int, Entity] | None:
        """Find the last group that was mentioned before `place`."""
        at = bisect_left(self.groups, place, key=lambda mention: mention[0])
        return self.groups[at - 1] if at else None

    def _register(self, match: re.Match[str], *, quoted: bool) -> None:
        words, begin, opens = self.large.without_opener(match)
        if (
            not words
            or self.large.is_no_name(match)
            or (match.group()[:2].isupper() and _DATELINE.match(self.text, match.start()) is not None)
            or self.large.is_contracted(words)
            or all(word.lower().rstrip(".,") in TIMES for word in words.split())
        ):
            return
        words, name, nouns = take_apart(words)
        if opens and not nouns and " " not in name and not self._is_used(name, match.end()):
            return
        if opens and not nouns:
            name, nouns = self._without_occupation(name)
        before = self.text[max(0, begin - 40) : begin]
        entity = self._meet(name, match.start()) if name else None
        if entity is None:
            return
        short = _BRACKETED.match(self.text, match.end())
        if short is not None and " " in name:
            # "The Ministry of Defence (MoD)": what it is called from here on.
            self._by_key.setdefault(name_key(short["name"]), entity)
        self.note(entity, nouns)
        self._note_what_the_means(entity, name, begin, match.end())
        gender = title_gender(words)
        entity.gender = gender or entity.gender
        aged = _AGED.match(self.text, match.end()) is not None
        if (nouns or gender or aged) and entity.kind == "person":
            entity.sure = True
        self._describe(entity, before, self.text[match.end() : match.end() + 90])
        preposition = before.rstrip().rsplit(" ", 1)[-1].lower()
        placed = preposition in _PLACES_BEFORE
        where = (
            preposition in _WHERE
            and _HOLDING.search(before) is None
            and self.text[match.end() - 2 : match.end()] not in ("'s", "’s")
        )
        entity.place = entity.place or (where and not entity.sure)
        if not quoted and not (placed and not entity.sure) and not self._only_owns(match.end()):
            self.mentions.append((match.start(), entity))
            if self._does(match.end()):
                self._subjects.add(match.start())
            if self.text.startswith(", who ", match.end()):
                self._heads.add(match.start())

    def _meet(self, name: str, place: int) -> Entity | None:
        """Note a name; a lone office written large is whoever was called so last: "the President"."""
        office = name.lower()
        if office not in roles.ROLES or self.find(name) is not None:
            return self.add(name, place)
        known = self.last_called(office, place)
        if known is not None:
            known.places.append(place)
        return known

    def _does(self, end: int) -> bool:
        """Tell whether a verb follows a name, whose subject it so is."""
        following = _NEXT_WORDS.match(self.text, end, end + 60)
        if following is None:
            return False
        word, behind = following["word"], following["behind"]
        if word in AUXILIARIES or word in PASTS or is_verb(word) or (word.endswith("ed") and len(word) > 4):
            return True
        return word.endswith("s") and (behind in PREPOSITIONS or behind in DETERMINERS or behind in _OBJECTS)

    def _only_owns(self, end: int) -> bool:
        """Tell whether a name only says whose somebody is: "big-time Venn donor Ada Holm"."""
        owned = _OWNING.match(self.text, end, end + 30)
        if owned is None or not is_person_noun(owned["noun"]):
            return False
        return owned["whom"] is not None or (owned["noun"] in roles.ROLES and owned["noun"] not in _DOES)

    def _note_what_the_means(self, entity: Entity, name: str, begin: int, end: int) -> None:
        """Note that a lone name behind "the" is no person's: "the Post", "the West"."""
        if self.text[max(0, begin - 4) : begin].lower() != "the ":
            return
        if name.lower() in roles.MEDIA_WORDS and not entity.sure:
            entity.kind = "outlet"
            self.note(entity, _PRINTED)
        elif self._is_the_group(entity, name, end):
            entity.kind = "body"

    def _is_the_group(self, entity: Entity, name: str, end: int) -> bool:
        """Tell whether a lone name behind "the" means many: "the West was quick", not "the Venn camp"."""
        if entity.kind != "person" or entity.sure or " " in entity.name or entity.name != name:
            return False
        following = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        word = following.group().lower() if following else ""
        return not word or word in AUXILIARIES or word in PREPOSITIONS or word in VERBS or word in _JOINTS

    def _is_used(self, name: str, end: int) -> bool:
        """Tell whether a lone word at a sentence's head is a known name or the subject of a verb."""
        if self.find(name) is not None:
            return True
        if is_adverb(name.lower()) or not self.large.is_borne_out(name):
            return False
        if name.isupper():
            return True
        following = _WORD.match(self.text, end + 1)
        word = following.group().lower() if following else ""
        return (
            word in VERBS
            or word in AUXILIARIES
            or self.text[end : end + 1] in (",", "'", "’")
            or is_adverb(word)
        )

    def _without_occupation(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Take an occupation written large at a sentence's head off a name: "Skipper Olaf Brandt"."""
        parts = name.split()
        first = parts[0].lower() if parts else ""
        if len(parts) != 3 or first in GIVEN or len(first) < 4:
            return name, ()
        ending = first.endswith(("er", "or", "ist", "ian", "ant", "man", "woman"))
        if not (first in roles.ROLES or self.large.is_small(first) or ending) or kind_of(name) != "person":
            return name, ()
        return " ".join(parts[1:]), (first,)

    def note(self, entity: Entity, nouns: Iterable[str]) -> None:
        """Note what an entity was called, so that "the minister" finds it."""
        for noun in nouns:
            if noun not in entity.nouns:
                entity.nouns.add(noun)
                self._by_noun.setdefault(noun, []).append(entity)

    def _describe(self, entity: Entity, before: str, after: str) -> None:
        """Learn an entity's roles from the words around a mention."""
        tail = [word.lower() for word in _WORD.findall(before.rsplit(".", maxsplit=1)[-1][-24:])]
        # "chief of staff Mara Venn"
        at = len(tail) - (3 if len(tail) > 2 and tail[-2] == "of" else 1)
        found: list[str] = []
        if (
            tail
            and before.rstrip()[-1:] not in ".;:"
            and (tail[at] in roles.ROLES or tail[at] in roles.BODIES)
        ):
            found = [qualified_role(tail, at)]
        if after.startswith((", ", " (")):
            found += roles_behind(after[2:].split(",", maxsplit=1)[0].split(".", maxsplit=1)[0])
        self.note(entity, found)
        for word in found:
            if word in roles.MEN:
                entity.gender = entity.gender or "m"
            elif word in roles.WOMEN:
                entity.gender = entity.gender or "f"
        role = found[0].rpartition(" ")[2] if found else ""
        if role in roles.ROLES and role not in _EITHER_ROLE and entity.kind == "person":
            entity.sure = True

    def add(self, name: str, place: int) -> Entity | None:
        """Note a name met at `place`; give its entity, or None for what cannot be a name."""
        name = clean_mention(name)
        name = name[2:] if name.startswith("A ") and name.count(" ") > 1 else name
        if len(name) < 2 or len(name) > 120:
            return None
        words = name.split()
        entity = self.find(name)
        if entity is None:
            entity = self._make(name, words)
        elif len(words) > len(entity.name.split()) and entity.kind != "unnamed":
            entity.name = name
            if entity.kind == "outlet" and words[0].lower() in GIVEN and kind_of(name) == "person":
                # "Meridian" alone was taken for the outlet of that name.
                entity.kind, entity.gender, entity.sure = "person", name_gender(words), True
        self._by_key.setdefault(name_key(name), entity)
        entity.places.append(place)
        return entity

    def _make(self, name: str, words: list[str]) -> Entity:
        entity = Entity(name, kind_of(name))
        last = words[-1].lower()
        if entity.kind == "person" and len(words) == 1 and last.endswith(_MANY):
            entity.gender = "p"
        elif len(words) > 1 and last.endswith("s") and last[:-1] in roles.ROLES:
            # "The Founding Fathers", "the Venn brothers" written large.
            entity.kind, entity.gender, entity.sure = "body", "p", True
        elif entity.kind == "person":
            entity.gender = name_gender(words)
            entity.sure = entity.gender is not None
        if len(words) > 1:
            if last not in COUNTRY_OF or words[0].lower() in GIVEN:
                # "China" is not short for "Greater China".
                self._by_last.setdefault(last, []).append(entity)
            surname = long_surname(words)
            if surname is not None:
                self._by_last.setdefault(surname, []).append(entity)
            self._by_first.setdefault(words[0].lower(), []).append(entity)
            acronym = "".join(word[0] for word in words if word[:1].isupper())
            if len(acronym) > 1:
                self._by_key.setdefault(acronym.lower(), entity)
        self.note(entity, [word.lower() for word in words if word.lower() in roles.BODIES])
        body = read_body(name)
        if body is not None:
            self._by_body.setdefault(body.what, []).append((body, entity))
            self.note(entity, [body.what.rpartition(" ")[2]])
        if entity.kind == "outlet":
            self.note(entity, _AIRED if name_key(name) in roles.AGENCIES else _PRINTED)
        return entity

    def surnames(self) -> frozenset[str]:
        """Give the last names, lower case, of the people named in full."""
        return frozenset(
            last
            for last, entities in self._by_last.items()
            if any(entity.kind == "person" and len(entity.name.split()) <= 4 for entity in entities)
        )

    # -- finding -----------------------------------------------------------------------------------------

    def find(self, name: str, before: int | None = None) -> Entity | None:
        """Find the entity that a name means: by itself, by a surname, or by the head of a body's name.

        Args:
            name: the name without titles.
            before: prefer entities met before this place.

        Returns:
            The entity, or None for a name that was not met.
        """
        words = name.split()
        if len(words) == 1 or words[0].lower() in SURNAME_PARTICLES:
            entity = self._by_part(self._by_last, name, before)
            if entity is not None and entity.kind == "person":
                entity.sure = True
                return entity
            exact = self._by_key.get(name_key(name)) or self._find_body(name)
            if exact is not None:
                return exact
            return entity or self._by_part(self._by_first, name, before)
        entity = self._by_key.get(name_key(name)) or self._find_body(name)
        if entity is None and len(words) == 3:
            # A known name behind an occupation: "Skipper Olaf Brandt".
            entity = self._by_key.get(name_key(" ".join(words[1:])))
        if entity is None and len(words) <= 4:
            for known in self._by_last.get(words[-1].lower(), ()):
                if known.name.split()[0].lower() == words[0].lower() and known.kind == "person":
                    return known
        return entity

    def _find_body(self, name: str) -> Entity | None:
        """Find the ministry that another wording means: of two countries' ministries neither by "the"."""
        body = read_body(name)
        if body is None:
            return None
        known = self._by_body.get(body.what, [])
        same = [entity for other, entity in known if other.owner == body.owner]
        if not same and not (body.owner and any(other.owner for other, _ in known)):
            # Whose it is may be said of one and left out of the other.
            same = [entity for _, entity in known]
        distinct = {id(entity): entity for entity in same}
        return next(iter(distinct.values())) if len(distinct) == 1 else None

    def owned(self, words: str) -> Entity | None:
        """Find the body that "Ruvenian ministry" means: the one ministry that is Ruvenia's."""
        owner, _, noun = words.rpartition(" ")
        key = country_key(owner)
        fitting = {
            id(entity): entity
            for what, bodies in self._by_body.items()
            if what.rpartition(" ")[2] == noun
            for body, entity in bodies
            if body.owner == key
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _by_part(self, index: dict[str, list[Entity]], name: str, before: int | None) -> Entity | None:
        candidates = [
            entity for entity in index.get(name.lower(), [])[-40:] if not ends_in_phrase(entity.name)
        ]
        if before is not None:
            candidates = [
                entity for entity in candidates if entity.places and entity.places[0] <= before
            ] or candidates
        if not candidates:
            return None
        return max(candidates, key=lambda entity: entity.last_met(before))

    def last_called(self, noun: str, place: int, *, body: bool = False) -> Entity | None:
        """Find the entity last mentioned before `place` that was called by `noun`; with `body`, no person."""
        best: tuple[bool, int, Entity] | None = None
        for entity in self._by_noun.get(noun, [])[-200:]:
            if body and entity.kind == "person" and entity.sure:
                continue
            at = bisect_left(entity.places, place)
            # A name comes before what is itself only described.
            if at and (best is None or (entity.name[:1].isupper(), entity.places[at - 1]) > best[:2]):
                best = (entity.name[:1].isupper(), entity.places[at - 1], entity)
        return best[2] if best else None

    def mentioned_before(
        self, place: int, gender: str, *, inside: bool = False, avoid: str = ""
    ) -> tuple[int, Entity] | None:
        """Find the first name that agrees in the latest sentence before `place` that has one.

        Args:
            place: a place in the text.
            gender: m, f, n, p or ? for a person of any gender.
            inside: whether only the sentence that `place` stands in counts.
            avoid: words that name whom it cannot be.

        Returns:
            Place and entity of the mention, or None.
        """
        best: tuple[int, Entity] | None = None
        for at, entity in reversed(self.recent(place)):
            if best is not None and self.parted(at, best[0]):
                break
            if inside and self.parted(at, place):
                break
            if entity.name in avoid:
                continue
            named = entity.sure or " " in entity.name or at in self._subjects
            fits = agrees(entity, gender) and (not inside or named)
            if fits and (best is None or self._outranks((at, entity), best, gender)):
                best = (at, entity)
        return best

    def _outranks(self, mention: tuple[int, Entity], later: tuple[int, Entity], gender: str) -> bool:
        """Tell whether a mention is likelier meant than a later one of its sentence."""
        if later[0] in self._heads:
            return False
        if gender in "mf" and mention[1].sure != later[1].sure:
            return mention[1].sure
        return mention[0] in self._subjects or later[0] not in self._subjects

    def recent(self, place: int) -> list[tuple[int, Entity]]:
        """Give the last names before `place`, outside of quotations, in order."""
        index = bisect_left(self._places, place)
        return self.mentions[max(0, index - 12) : index]

    def parted(self, left: int, right: int) -> bool:
        """Tell whether a sentence ends between two places."""
        return right > left and _SENTENCE_BREAK.search(self.text, left, right) is not None

    def unnamed(self, words: str, noun: str, place: int) -> Entity:
        """Give the entity of an unnamed source, so that "he" and "the official" find it."""
        key = "~" + words.lower()
        entity = self._by_key.get(key)
        if entity is None:
            gender = "p" if is_plural_noun(noun) else None if is_person_noun(noun) else "n"
            entity = Entity(words, "unnamed", gender)
            self.note(entity, [noun])
            self._by_key[key] = entity
        entity.places.append(place)
        return entity


def _holds(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Tell whether one of some spans, in order, holds a place."""
    at = bisect_right(spans, (place, place)) - 1
    return at >= 0 and place < spans[at][1]

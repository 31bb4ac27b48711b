"""Who a mention names: full names for surnames and pronouns, bodies for their spokesmen, kinds of unnamed sources."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from whence.records import Certainty, SourceKind
from whence.statements import roles

_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*"
# Capitalised words in a row, with the small words that names hold inside; linear, as each word is tried once.
_NAME = re.compile(
    rf"{_NAME_WORD}(?:[ \u00a0](?:(?:of|for|and|de|la|van|von|der|den|bin|ibn|al|el|du|da|di|the|&)[ \u00a0]){{0,2}}{_NAME_WORD})*"
)
_WORD = re.compile(r"\w+(?:[-'’.&]\w+)*")
_PRONOUN_GENDER = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m", "they": "p", "their": "p", "them": "p",
                   "it": "n", "its": "n"}  # fmt: skip
_FIRST_PERSON = frozenset("i we my our me us you your".split())
_RELATIVE = frozenset("who which that whose whom".split())
_ARTICLES = ("the ", "a ", "an ", "this ", "that ", "these ", "those ", "one ", "his ", "her ", "its ", "their ", "our ", "my ")


@dataclass(slots=True)
class Entity:
    """Somebody or something that the document names.

    Attributes:
        name: fullest name met so far.
        kind: person, body, outlet or unnamed.
        gender: m, f, p (several), n (a body) or None where nothing tells.
        nouns: role or body nouns it was called by, lower case.
        places: where it was mentioned, rising.
        aliases: other wordings met.
    """

    name: str
    kind: str
    gender: str | None = None
    nouns: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention comes to.

    Attributes:
        name: the fullest name, or the mention's own words.
        kind: named, anonymous, outlet or author.
        certainty: explicit, carried or inferred.
        entity: the document's entity, or None for unnamed sources.
    """

    name: str
    kind: SourceKind
    certainty: Certainty
    entity: Entity | None = None


def clean_mention(words: str) -> str:
    """Give a mention without marks and possessives at its edges, on one line."""
    words = " ".join(words.split()).strip(" ,;:—–-\"“”'’()[]")
    for tail in ("'s", "’s"):
        words = words.removesuffix(tail)
    return words


def is_outlet_name(name: str) -> bool:
    """Tell whether a name is that of a news agency, a broadcaster or a paper."""
    lower = name.lower().removeprefix("the ")
    if lower in roles.AGENCIES:
        return True
    words = name.split()
    return len(words) > 1 and words[-1][:1].isupper() and words[-1].lower() in roles.MEDIA_WORDS


class Names:
    """The names of one document, and who each mention means."""

    def __init__(self, text: str, title: str | None, authors: tuple[str, ...], outlets: tuple[str, ...] = ()) -> None:
        self.text = text
        self.authors = authors
        self.entities: list[Entity] = []
        self._by_key: dict[str, Entity] = {}
        self._by_last: dict[str, list[Entity]] = {}
        self._outlets = {outlet.lower() for outlet in outlets}
        self._speakers: list[tuple[int, Entity]] = []
        self._subjects: list[tuple[int, Entity]] = []
        for match in _NAME.finditer(text):
            self._register(match)
        if title:
            for match in _NAME.finditer(title):
                if len(match.group().split()) >= 2 and title.upper() != title and not title.istitle():
                    self._add(_strip_titles(match.group())[0], -1)
        self._subject_places = [place for place, _ in self._subjects]

    # -- building ----------------------------------------------------------------------------------------

    def _register(self, match: re.Match[str]) -> None:
        words = match.group().rstrip(".")
        begin = match.start()
        opens = begin == 0 or self.text[max(0, begin - 3) : begin].rstrip(" “\"")[-1:] in (".", "!", "?", "\n", "")
        parts = words.split()
        if opens and parts and parts[0].lower() in _OPENERS:
            if len(parts) == 1:
                return
            begin += len(parts[0]) + 1
            words = " ".join(parts[1:])
        name, nouns = _strip_titles(words)
        if not name:
            return
        before = self.text[max(0, begin - 40) : begin]
        entity = self._add(name, match.start())
        if entity is None:
            return
        entity.nouns.update(nouns)
        gender = _title_gender(words)
        if gender:
            entity.gender = gender
        self._describe(entity, before, self.text[match.end() : match.end() + 90])
        if opens or before.rstrip().endswith(","):
            self._subjects.append((match.start(), entity))

    def _describe(self, entity: Entity, before: str, after: str) -> None:
        """Learn an entity's roles from the words around a mention."""
        tail = before.split(".")[-1].split()[-3:]
        for word in tail[-1:]:
            lower = word.lower()
            if lower in roles.ROLES:
                entity.nouns.add(lower)
        if after.startswith((", ", " (")):
            phrase = after[2:].split(",")[0].split(".")[0]
            words = [word.lower() for word in _WORD.findall(phrase)]
            if words and (words[0] in ("the", "a", "an", "who", "chief", "head", "director", "former") or words[0] in roles.ROLES):
                found = [word for word in words[:9] if word in roles.ROLES or word in roles.BODIES]
                entity.nouns.update(found[:3])
                for word in found:
                    if word in ("spokesman", "chairman", "businessman", "actor", "man", "father", "son", "husband", "brother"):
                        entity.gender = entity.gender or "m"
                    elif word in ("spokeswoman", "chairwoman", "businesswoman", "actress", "woman", "mother", "daughter", "wife", "sister"):
                        entity.gender = entity.gender or "f"

    def _add(self, name: str, place: int) -> Entity | None:
        name = clean_mention(name)
        if len(name) < 2 or len(name) > 120:
            return None
        key = _key(name)
        entity = self._by_key.get(key)
        words = name.split()
        if entity is None and len(words) == 1:
            entity = self._by_surname(name)
        if entity is None and 1 < len(words) <= 4:
            entity = self._by_initials(words)
        if entity is None:
            entity = Entity(name, self._kind_of(name))
            self.entities.append(entity)
            if entity.kind == "person":
                entity.gender = _name_gender(words)
            if len(words) > 1:
                self._by_last.setdefault(words[-1].lower(), []).append(entity)
                acronym = "".join(word[0] for word in words if word[:1].isupper())
                if len(acronym) > 1:
                    self._by_key.setdefault(acronym.lower(), entity)
            entity.nouns.update(word.lower() for word in words if word.lower() in roles.BODIES)
        elif len(name) > len(entity.name) and len(words) > len(entity.name.split()):
            entity.aliases.add(entity.name)
            entity.name = name
        elif name != entity.name:
            entity.aliases.add(name)
        self._by_key.setdefault(key, entity)
        entity.places.append(place)
        return entity

    def _by_initials(self, words: list[str]) -> Entity | None:
        """Find "J. K. Venn" for "Jon Venn" by first name and surname."""
        for entity in self._by_last.get(words[-1].lower(), ()):
            first = entity.name.split()[0]
            if first.lower() == words[0].lower() and entity.kind == "person":
                return entity
        return None

    def _kind_of(self, name: str) -> str:
        if is_outlet_name(name) or name.lower() in self._outlets:
            return "outlet"
        words = name.lower().split()
        if any(word in roles.BODIES for word in words) or "of" in words or "for" in words or "and" in words:
            return "body"
        if len(words) == 1 and (name.isupper() or name.lower() in _COUNTRIES):
            return "body"
        return "person"

    def _by_surname(self, name: str, before: int | None = None) -> Entity | None:
        candidates = [entity for entity in self._by_last.get(name.lower(), ()) if entity.kind == "person"]
        if not candidates:
            return None
        if before is not None:
            earlier = [entity for entity in candidates if entity.places and entity.places[0] <= before]
            candidates = earlier or candidates
            return max(candidates, key=lambda entity: max((p for p in entity.places if p <= before), default=-1))
        return candidates[-1] if len(candidates) == 1 else max(candidates, key=lambda entity: entity.places[-1])

    # -- resolving ---------------------------------------------------------------------------------------

    def resolve(self, words: str, place: int, antecedent: str | None = None, *, speaking: bool = True) -> Resolved:
        """Give who a mention means.

        Args:
            words: the mention as worded.
            place: its first code point in the text; -1 in the title.
            antecedent: the words that a relative pronoun stands for.
            speaking: whether the mention is a source, to whom later pronouns may point.

        Returns:
            The fullest name and what it rests on.
        """
        mention = clean_mention(words)
        lower = mention.lower()
        if lower in _RELATIVE and antecedent:
            resolved = self.resolve(antecedent, place, speaking=speaking)
            return resolved
        if lower in _FIRST_PERSON:
            return self._first_person(mention)
        if lower in _PRONOUN_GENDER:
            return self._pronoun(mention, place, speaking=speaking)
        resolved = self._phrase(mention, place)
        if speaking and resolved.entity is not None:
            self._speakers.append((place, resolved.entity))
        return resolved

    def speak(self, resolved: Resolved, place: int) -> None:
        """Note that an already resolved source spoke at `place`."""
        if resolved.entity is not None:
            self._speakers.append((place, resolved.entity))

    def _first_person(self, mention: str) -> Resolved:
        if self.authors:
            return Resolved(self.authors[0], "author", "carried")
        return Resolved(mention, "author", "inferred")

    def _pronoun(self, mention: str, place: int, *, speaking: bool) -> Resolved:
        gender = _PRONOUN_GENDER[mention.lower()]
        entity = self._speaking_before(place, gender)
        certainty: Certainty = "carried"
        near = self._subject_before(place, gender)
        if near is not None and (entity is None or (near[0] > entity[0] and place - near[0] < 400)):
            entity = near
        if entity is None:
            return Resolved(mention, "anonymous", "inferred")
        if place - entity[0] > 1500:
            certainty = "inferred"
        found = entity[1]
        if found.gender is None and gender in "mf" and found.kind == "person":
            found.gender = gender
        if speaking:
            self._speakers.append((place, found))
        return Resolved(found.name, _source_kind(found), certainty, found)

    def _speaking_before(self, place: int, gender: str) -> tuple[int, Entity] | None:
        for at, entity in reversed(self._speakers[-12:]):
            if at < place and _agrees(entity, gender):
                return at, entity
        return None

    def _subject_before(self, place: int, gender: str) -> tuple[int, Entity] | None:
        index = bisect_left(self._subject_places, place)
        for at, entity in reversed(self._subjects[max(0, index - 6) : index]):
            if _agrees(entity, gender) and entity.kind == ("person" if gender in "mf" else entity.kind):
                return at, entity
        return None

    def _phrase(self, mention: str, place: int) -> Resolved:
        head, _, rest = mention.partition(", ")
        if not head:
            return Resolved(mention, "anonymous", "explicit")
        spokes = self._spokesperson(head, place)
        if spokes is not None:
            return spokes
        name, nouns = _strip_titles(_trailing_name(head))
        if name:
            return self._named(head, name, nouns, rest, place)
        return self._described(mention, head, place)

    def _named(self, head: str, name: str, nouns: list[str], rest: str, place: int) -> Resolved:
        words = name.split()
        entity = self._by_key.get(_key(name))
        if entity is None or (len(words) == 1 and entity.name == name):
            entity = self._by_surname(name, place) or entity if len(words) == 1 else entity
        if entity is None:
            entity = self._add(name, place)
        if entity is None:
            return Resolved(head, "anonymous", "explicit")
        entity.nouns.update(nouns)
        entity.nouns.update(word for word in rest.lower().split()[:8] if word in roles.ROLES)
        return Resolved(entity.name, _source_kind(entity), "explicit", entity)

    def _spokesperson(self, head: str, place: int) -> Resolved | None:
        """Resolve "a spokesman for the ministry" and "a ministry spokesman" to the body they speak for."""
        words = head.split()
        lowers = [word.lower() for word in words]
        at = next((index for index, word in enumerate(lowers) if word in roles.SPOKES), None)
        if at is None:
            return None
        if at + 1 < len(words) and words[at + 1][:1].isupper() and lowers[at + 1] not in ("for", "of"):
            return None
        if at + 1 < len(words) and lowers[at + 1] in ("for", "of", "at", "from"):
            body = " ".join(words[at + 2 :])
        else:
            body = " ".join(words[:at])
        body = _strip_article(body)
        if not body or body.lower() in ("a", "the", "another"):
            return self._back_to(roles.SPOKES | {"spokesman"}, head, place)
        resolved = self._body(body, place)
        if resolved.entity is not None:
            resolved.entity.aliases.add(head)
        return resolved

    def _body(self, body: str, place: int) -> Resolved:
        lower = body.lower()
        last = lower.split()[-1]
        if any(word[:1].isupper() for word in body.split()):
            entity = self._by_key.get(_key(body)) or self._add(body, place)
            if entity is not None:
                return Resolved(entity.name, _source_kind(entity), "explicit", entity)
        if last in roles.BODIES:
            found = self._last_with(last, place)
            if found is not None:
                return Resolved(found.name, _source_kind(found), "carried", found)
        entity = self._add(body, place)
        if entity is not None:
            entity.kind = "body"
            entity.nouns.add(last)
        return Resolved(body, "named", "explicit", entity)

    def _described(self, mention: str, head: str, place: int) -> Resolved:
        """Resolve a mention without a name: "the minister", "two officials", "police"."""
        lower = head.lower()
        bare = _strip_article(head)
        words = bare.lower().split()
        if not words:
            return Resolved(mention, "anonymous", "explicit")
        noun = _head_noun(words)
        definite = lower.startswith(("the ", "this ", "that ", "his ", "her ", "its ", "their "))
        if definite and (noun in roles.ROLES or noun in roles.BODIES or noun in ("man", "woman", "pair", "two")):
            found = self._last_with(noun, place)
            if found is not None:
                return Resolved(found.name, _source_kind(found), "carried", found)
            if noun in ("official", "spokesman", "spokeswoman", "lawmaker", "politician", "leader", "diplomat", "man", "woman"):
                gender = "f" if noun.endswith("woman") else "m" if noun.endswith("man") else None
                speaker = next((e for at, e in reversed(self._speakers[-8:]) if at < place and e.kind == "person"
                                and (gender is None or e.gender in (None, gender))), None)  # fmt: skip
                if speaker is not None:
                    return Resolved(speaker.name, _source_kind(speaker), "inferred", speaker)
        if noun in roles.GENERIC_BODIES or (definite and noun in roles.BODIES):
            entity = self._by_key.get(bare.lower()) or self._add(bare, place)
            if entity is not None:
                entity.kind = "body"
                entity.gender = "p" if noun in ("police", "prosecutors", "authorities") else "n"
                entity.nouns.add(noun)
            return Resolved(bare if noun in roles.GENERIC_BODIES else head, "named", "explicit", entity)
        if lower.startswith("state ") and noun in ("media", "television", "tv", "radio"):
            return Resolved(bare, "outlet", "explicit", self._add(bare, place))
        return Resolved(head, "anonymous", "explicit", self._unnamed(head, noun, place))

    def _unnamed(self, head: str, noun: str, place: int) -> Entity:
        """Make an entity for an unnamed source, so that "he" and "the official" find it."""
        key = "~" + head.lower()
        entity = self._by_key.get(key)
        if entity is None:
            entity = Entity(head, "unnamed", "p" if noun.endswith("s") else None, {noun})
            self._by_key[key] = entity
            self.entities.append(entity)
        entity.places.append(place)
        return entity

    def _back_to(self, nouns: frozenset[str], head: str, place: int) -> Resolved:
        for noun in sorted(nouns):
            found = self._last_with(noun, place)
            if found is not None:
                return Resolved(found.name, _source_kind(found), "carried", found)
        return Resolved(head, "anonymous", "explicit", self._unnamed(head, "spokesman", place))

    def _last_with(self, noun: str, place: int) -> Entity | None:
        """Find the entity last mentioned before `place` that was called by `noun`."""
        best: tuple[int, Entity] | None = None
        for entity in self.entities:
            if noun not in entity.nouns or not entity.places:
                continue
            at = bisect_left(entity.places, place)
            last = entity.places[at - 1] if at else -2
            if at and (best is None or last > best[0]):
                best = (last, entity)
        return best[1] if best else None


_OPENERS = frozenset(
    """the a an in on at but and or if when while as after before since because although though however meanwhile
    he she they it we i you his her their its our this that these those there here some many most one two three for
    from with by to of not no yes so then now also still even just according per last next earlier later what who why
    how where both each every all another other such during despite under over about among asked said says
    speaking""".split()
)
_COUNTRIES = frozenset(
    """russia ukraine china iran israel france germany britain india pakistan turkey syria iraq japan america
    washington moscow beijing london paris berlin tehran jerusalem kyiv kiev ankara delhi brussels""".split()
)


def _agrees(entity: Entity, gender: str) -> bool:
    if gender in "mf":
        return entity.kind in ("person", "unnamed") and entity.gender in (None, gender)
    if gender == "p":
        return entity.gender == "p" or entity.kind in ("body", "outlet")
    return entity.kind in ("body", "outlet")


def _source_kind(entity: Entity) -> SourceKind:
    if entity.kind == "outlet":
        return "outlet"
    return "anonymous" if entity.kind == "unnamed" else "named"


def _key(name: str) -> str:
    return name.lower().removeprefix("the ").replace(".", "")


def _strip_article(words: str) -> str:
    lower = words.lower()
    for article in _ARTICLES:
        if lower.startswith(article):
            return words[len(article) :]
    return words


def _head_noun(words: list[str]) -> str:
    """Give the noun that a phrase is about: the last word before "of", "for", "with", "close" or "who"."""
    for index, word in enumerate(words):
        if word in ("of", "for", "with", "close", "familiar", "who", "in", "at", "from", "on", "near", "to", "by", "briefed") and index:
            return words[index - 1]
    return words[-1]


def _trailing_name(head: str) -> str:
    """Give the capitalised words that end a phrase: "ministry spokesman Ivo Tarn" -> "Ivo Tarn"."""
    words = head.split()
    if words and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    at = len(words)
    while at > 0 and (words[at - 1][:1].isupper() or (words[at - 1].lower() in ("of", "de", "van", "von", "bin", "al", "for", "and", "the", "der", "la", "&") and at < len(words))):
        at -= 1
    while at < len(words) and words[at][:1].islower() and words[at].lower() not in ("de", "van", "von", "al", "bin"):
        at += 1
    if at < len(words):
        kept = words[at:]
        if at and words[at - 1].lower() in ("in", "at", "near", "on", "since", "from"):
            return ""
        return " ".join(kept)
    return ""


def _strip_titles(words: str) -> tuple[str, list[str]]:
    """Take titles off the front of a name; give the name and the role nouns among the titles."""
    parts = words.split()
    nouns: list[str] = []
    at = 0
    while at < len(parts) - 1:
        lower = parts[at].lower().rstrip(".")
        if lower not in roles.TITLES and lower not in roles.HONORIFICS:
            # "Foreign Ministry spokesman ..." and "Ostmark President ...": a title may follow one or two words.
            ahead = [part.lower().rstrip(".") for part in parts[at + 1 : at + 3]]
            person = next((i for i, part in enumerate(ahead) if part in roles.ROLES and part not in roles.BODIES), None)
            if person is None or at + person + 3 > len(parts):
                break
        if parts[at].lower() in ("white", "national", "state", "federal", "senate", "house", "justice", "city", "county", "fire", "police", "health", "foreign", "defense", "defence", "interior", "finance", "us", "u.s", "u.s.", "district", "campaign", "staff"):
            remaining = [part.lower() for part in parts[at + 1 :]]
            if not any(part.rstrip(".") in roles.ROLES and part not in ("justice",) for part in remaining[:-1]):
                break
        if lower in roles.ROLES:
            nouns.append(lower)
        at += 1
    return clean_mention(" ".join(parts[at:])), nouns


def _title_gender(words: str) -> str | None:
    first = words.split()[0].lower().rstrip(".")
    if first in ("mr", "sir", "king", "prince", "lord", "father"):
        return "m"
    return "f" if first in ("mrs", "ms", "miss", "lady", "queen", "princess", "dame") else None


def _name_gender(words: list[str]) -> str | None:
    if len(words) < 2:
        return None
    first = words[0].lower()
    if first in roles.MALE:
        return None if first in roles.FEMALE else "m"
    return "f" if first in roles.FEMALE else None

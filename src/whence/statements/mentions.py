"""Who a mention means: names in full for surnames, pronouns and descriptions, bodies for spokesmen."""

import re
from dataclasses import dataclass, replace

from whence.records import Certainty, SourceKind
from whence.statements import roles
from whence.statements.called import (
    BUSINESS,
    OUTLET_NOUNS,
    PARTISANS,
    POLITICIANS,
    SAME_NOUN,
    SPEAKS_AGAIN,
    VAGUE,
    may_be,
)
from whence.statements.entities import Entity, agrees, is_crowd, is_medium, looks_like_person
from whence.statements.issuers import find_issued, outlet_of_piece, owner_of_paper
from whence.statements.names import Names
from whence.statements.phrase_heads import (
    BRACKETS,
    HEAD_ENDS,
    crowd_phrase,
    head_noun,
    strip_article,
    trailing_name,
    without_participle,
    without_time,
)
from whence.statements.several import means_several, split_sources
from whence.statements.titles import clean_mention, qualified_role, strip_titles, without_owner, without_place
from whence.statements.wordlists import word_set

_PRONOUN_GENDER = {
    "he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "they": "p", "their": "p", "them": "p",
    "it": "n", "its": "n",
}  # fmt: skip
_FIRST_PERSON = word_set("i we my our me us you your")
_RELATIVE = word_set("who which that whose whom")
_DEFINITE = ("the ", "this ", "that ", "his ", "her ", "its ", "their ", "these ", "those ")
# A pronoun further than this (code points) from its name is a guess.
_FAR = 1_500
# How far off (code points) a speaker may be for "the senator" to mean them without having been called so.
_NEAR = 600
# Words that point back and name nothing: "the aforesaid official".
_BACKWARD = re.compile(r"^(?:aforesaid|aforementioned|above-mentioned|said|same|latter)\s+", re.IGNORECASE)
# What tells more of a source behind its head noun: "court records reviewed by ...", "a man who ...".
_BEHIND_HEAD = re.compile(
    r"\s(?:reviewed|released|published|obtained|seen|conducted|issued|provided|posted|cited|quoted|who|which"
    r"|that|whose|speaking|based|familiar|close|briefed|involved|including)\b",
)
_REFLEXIVE = re.compile(r"\s(?:him|her|it|them)sel(?:f|ves)\Z")
_OWNS = re.compile(r"\w(?:['’]s|s['’])\s")
_SENTENCE = 250


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention comes to.

    Attributes:
        name: the fullest name, or the mention's own words without article.
        kind: named, anonymous, outlet or author.
        certainty: explicit, carried or inferred.
        entity: the document's entity, or None for authors.
    """

    name: str
    kind: SourceKind
    certainty: Certainty
    entity: Entity | None = None


class Mentions:
    """Resolves the mentions of one document, in reading order."""

    def __init__(self, names: Names, authors: tuple[str, ...]) -> None:
        self.names = names
        self.authors = authors
        self._speakers: list[tuple[int, Entity]] = []
        self._together: tuple[int, list[Resolved]] | None = None

    def resolve_all(
        self, words: str, place: int, antecedent: str | None = None, *, speaking: bool = True
    ) -> list[Resolved]:
        """Give everyone whom a mention means: the two of "Mara Venn and Ivo Tarn", and of a later "they".

        Args:
            words: the mention as worded.
            place: its first code point in the text; -1 in the title.
            antecedent: the words that a relative pronoun stands for.
            speaking: whether the mention is a source, to whom later pronouns may point.

        Returns:
            One entry or more.
        """
        if self._together is not None and means_several(words, len(self._together[1])):
            at, several = self._together
            later = any(at < spoke < place and agrees(entity, "p") for spoke, entity in self._speakers[-12:])
            if at < place < at + _FAR and not later:
                return [replace(each, certainty="carried") for each in several]
        mentions = split_sources(words) if antecedent is None else [words]
        found = [self.resolve(mention, place, antecedent, speaking=speaking) for mention in mentions]
        if speaking and len(found) > 1:
            self._together = (place, found)
        return found

    def resolve(
        self, words: str, place: int, antecedent: str | None = None, *, speaking: bool = True
    ) -> Resolved:
        """Give who a mention means.

        Args:
            words: the mention as worded.
            place: its first code point in the text; -1 in the title.
            antecedent: the words that a relative pronoun stands for.
            speaking: whether the mention is a source, to whom later pronouns may point.

        Returns:
            The fullest name and what it rests on.
        """
        mention = _REFLEXIVE.sub("", clean_mention(words))
        lower = mention.lower()
        if lower in _RELATIVE and antecedent:
            return self.resolve(antecedent, place, speaking=speaking)
        if lower in _RELATIVE:
            return Resolved("", "anonymous", "inferred")
        if lower in _FIRST_PERSON:
            if self.authors:
                return Resolved(self.authors[0], "author", "carried")
            return Resolved("", "author", "inferred")
        if lower in _PRONOUN_GENDER:
            resolved = self._pronoun(mention, place, avoid=antecedent or "")
        else:
            resolved = self._phrase(mention, place)
        if speaking and resolved.entity is not None:
            if resolved.entity.kind in ("body", "outlet"):
                # A body that speaks may be "they" later on.
                resolved.entity.sure = True
            self._speakers.append((place, resolved.entity))
        return resolved

    def resolve_plainly(self, words: str) -> Resolved:
        """Give who a name means in a language that is not read: a surname's full name, else itself."""
        mention = clean_mention(words)
        entity = self.names.find(mention)
        full = entity is not None and entity.kind == "person" and len(entity.name.split()) <= 3
        if entity is not None and full and entity.name.endswith(f" {mention}") and " " not in mention:
            parts = entity.name.split()
            if all(part[:1].isupper() for part in parts):
                return Resolved(entity.name, "named", "explicit", entity)
        return Resolved(mention, "named", "explicit", entity)

    # -- pronouns ----------------------------------------------------------------------------------------

    def _pronoun(self, mention: str, place: int, avoid: str = "") -> Resolved:
        gender = _PRONOUN_GENDER[mention.lower()]
        chosen = self._antecedent(place, gender, avoid)
        if gender == "p":
            chosen = self._group(place, chosen, owns=mention.lower() == "their")
        if chosen is None:
            return Resolved("", "anonymous", "inferred")
        at, found = chosen
        certainty: Certainty = "carried" if place - at < _FAR else "inferred"
        if found.gender is None and gender in "mf" and found.kind == "person":
            found.gender, found.sure = gender, True
        return Resolved(found.name, source_kind(found), certainty, found)

    def _group(
        self, place: int, chosen: tuple[int, Entity] | None, *, owns: bool
    ) -> tuple[int, Entity] | None:
        """Choose a group for "they" where nobody else is found, and for "their" beside it."""
        group = self.names.group_before(place)
        if group is None or place - group[0] > _FAR:
            return chosen
        nearer = chosen is None or (owns and group[0] > chosen[0] and not self.names.parted(group[0], place))
        return group if nearer else chosen

    def _antecedent(self, place: int, gender: str, avoid: str) -> tuple[int, Entity] | None:
        """Choose between the last speaker and a later name; `avoid` is whom the clause is about."""
        if _OWNS.search(avoid):
            # "Venn's letter, in which he said": whose it is may well be meant.
            avoid = ""
        inside = None if avoid else self.names.mentioned_before(place, gender, inside=True)
        speaker = next(
            (
                (at, entity)
                for at, entity in reversed(self._speakers[-12:])
                if at < place and agrees(entity, gender) and entity.name not in avoid
            ),
            None,
        )
        if inside is not None and (speaker is None or inside[0] > speaker[0]) and gender != "p":
            return inside
        near = self.names.mentioned_before(place, gender, avoid=avoid)
        if near is not None and speaker is not None and gender in "mf" and _is_likelier(speaker[1], near[1]):
            return speaker
        if speaker is None or (near is not None and self.names.parted(speaker[0], near[0])):
            return near or speaker
        return speaker

    # -- phrases -----------------------------------------------------------------------------------------

    def _phrase(self, mention: str, place: int) -> Resolved:
        head, _, rest = BRACKETS.sub("", mention).partition(", ")
        head = without_time(without_participle(head))
        if self.names.large.tells_kind(head.split()) and self.names.large.opens(place):
            return self._described(head, place)
        head = _BEHIND_HEAD.split(head)[0] if head[:1].islower() or head.startswith(("The ", "A ")) else head
        if not head:
            return Resolved(mention, "anonymous", "explicit")
        for reader in (self._partisan, self._paper_in, self._apposed, self._spokesperson, self._paper):
            found = reader(head, rest, place)
            if found is not None:
                return found
        name, nouns = strip_titles(without_owner(without_place(trailing_name(head))))
        office = self._office(name, place)
        if office is not None:
            return office
        if name:
            return self._named(head, name, nouns, rest, place)
        return self._described(crowd_phrase(head), place)

    def _partisan(self, head: str, rest: str, place: int) -> Resolved | None:
        """Resolve "the Ostmark Republican" to the politician who spoke last."""
        if not head.startswith(("The ", "the ")) or head.lower().rsplit(" ", 1)[-1] not in PARTISANS:
            return None
        return self._likely_person("politician", place)

    def _apposed(self, head: str, rest: str, place: int) -> Resolved | None:
        """Resolve "its spokesman, Ivo Tarn" to the name behind the comma."""
        second = rest.split(", ", maxsplit=1)[0]
        if not second[:1].isupper() or second[1:2] == "-":
            return None
        noun = head_noun(strip_article(head).lower().split() or [""])
        if (
            noun not in roles.ROLES
            and noun not in roles.SPOKES
            and noun not in roles.BODIES
            and head[:1].isupper()
        ):
            return None
        name, nouns = strip_titles(second)
        body = (noun in BUSINESS or noun in roles.BODIES) and head.islower() and second.isalpha()
        if len(name.split()) < 2 and not nouns and not body:
            return None
        return self._named(head, name, [*nouns, noun], "", place)

    def _named(self, head: str, name: str, nouns: list[str], rest: str, place: int) -> Resolved:
        entity = self.names.find(name, place) or self.names.add(name, place)
        if entity is None:
            return Resolved(head, "anonymous", "explicit")
        words = [word for word in rest.lower().split()[:8] if word in roles.ROLES]
        self.names.note(entity, [*nouns, *words])
        if (nouns or words) and entity.kind == "person":
            entity.sure = True
        return Resolved(entity.name, source_kind(entity), "explicit", entity)

    def _spokesperson(self, head: str, rest: str, place: int) -> Resolved | None:
        """Resolve "a spokesman for the ministry" and "a ministry spokesman" to the body they speak for."""
        words = head.split()
        lowers = [word.lower() for word in words]
        at = next((index for index, word in enumerate(lowers) if word in roles.SPOKES), None)
        if at is None:
            return None
        after = lowers[at + 1] if at + 1 < len(words) else ""
        if after and words[at + 1][:1].isupper():
            return None
        body = " ".join(words[at + 2 :]) if after in ("for", "of", "at", "from") else " ".join(words[:at])
        if body.lower() in _PRONOUN_GENDER:
            return self._pronoun(body, place)
        body = clean_mention(strip_article(body + " ").strip())
        if not body or body.lower() in ("a", "the", "another"):
            noun = lowers[at]
            found = self.names.last_called(noun, place)
            if found is not None:
                return Resolved(found.name, source_kind(found), "carried", found)
            return Resolved(
                strip_article(head),
                "anonymous",
                "explicit",
                self.names.unnamed(strip_article(head), noun, place),
            )
        return self._body(body, place)

    def _body(self, body: str, place: int) -> Resolved:
        noun = body.lower().split()[-1]
        if any(word[:1].isupper() for word in body.split()):
            entity = self.names.find(body, place) or self.names.add(body, place)
            if entity is not None:
                return Resolved(entity.name, source_kind(entity), "explicit", entity)
        found = self._last_of(noun, place) if noun in roles.BODIES else None
        if found is not None:
            return Resolved(found.name, source_kind(found), "carried", found)
        near = self.names.mentioned_before(place, "b") if body.lower() in BUSINESS else None
        if near is not None and near[1].kind != "outlet":
            return Resolved(near[1].name, source_kind(near[1]), "inferred", near[1])
        return self._generic(body, noun, place)

    def _paper_in(self, head: str, rest: str, place: int) -> Resolved | None:
        """Resolve "a report in the Port Courier" to the outlet."""
        outlet = outlet_of_piece(self.names.text, head, place)
        return self._phrase(outlet, place) if outlet is not None and is_medium(outlet) else None

    def _paper(self, head: str, rest: str, place: int) -> Resolved | None:
        """Resolve "the ministry's own bulletin" to the ministry, and "his statement" to him."""
        owner = owner_of_paper(head)
        if owner is None:
            return None
        return self._pronoun(owner, place) if owner.lower() in _PRONOUN_GENDER else self._phrase(owner, place)

    def _office(self, name: str, place: int) -> Resolved | None:
        """Resolve a lone office written large, "the President", to whoever was called so."""
        noun = name.lower()
        known = self.names.find(name, place) if noun in roles.ROLES else None
        if noun not in roles.ROLES or (known is not None and known.name != name):
            return None
        return self._pointed_at(noun, noun, place)

    def _described(self, head: str, place: int) -> Resolved:
        """Resolve a mention without a name: "the minister", "two officials", "police"."""
        bare = _BACKWARD.sub("", strip_article(head))
        words = bare.lower().split()
        if not words:
            return Resolved(head, "anonymous", "explicit")
        noun = head_noun(words)
        if head.lower().startswith("the same ") and (noun in roles.PAPERS or noun in OUTLET_NOUNS):
            outlet = self._last_outlet(place)
            if outlet is not None:
                return outlet
        again = head.lower().startswith("the same ") and noun in SPEAKS_AGAIN
        if again and self._speakers and self._speakers[-1][0] < place:
            last = self._speakers[-1][1]
            return Resolved(last.name, source_kind(last), "carried", last)
        if head.lower() in ("the latter", "latter"):
            people = [entity for _, entity in self.names.recent(place) if entity.kind == "person"]
            if people:
                return Resolved(people[-1].name, source_kind(people[-1]), "carried", people[-1])
        definite = head.lower().startswith(_DEFINITE)
        if definite:
            found = self._issuer(noun, place) if " " not in bare else None
            found = found or self._pointed_at(noun, bare, place)
            if found is not None:
                return found
        headed = " " in bare and bare[:1].isupper() and bare == head
        if (
            noun in roles.GENERIC_BODIES
            or ((definite or headed) and noun in roles.BODIES)
            or (noun in roles.PAPERS and (definite or " " in bare or not noun.endswith("s")))
        ):
            return self._generic(bare, noun, place)
        return Resolved(bare, "anonymous", "explicit", self.names.unnamed(bare, noun, place))

    def _last_outlet(self, place: int) -> Resolved | None:
        """Give the outlet that "the same report" is of: the last that spoke, else the last named."""
        spoke = [(at, entity) for at, entity in self._speakers if at < place and entity.kind == "outlet"]
        named = [(at, entity) for at, entity in self.names.recent(place) if entity.kind == "outlet"]
        if not (spoke or named):
            return None
        found = (spoke or named)[-1][1]
        return Resolved(found.name, source_kind(found), "carried", found)

    def _generic(self, bare: str, noun: str, place: int) -> Resolved:
        """Make a body that is named by what it is."""
        entity = self.names.find(bare, place) or self.names.add(bare, place)
        if entity is not None:
            entity.kind = "body"
            entity.gender = (
                "p" if noun in ("police", "prosecutors", "authorities") or noun.endswith("s") else "n"
            )
            self.names.note(entity, [noun])
        return Resolved(bare, "named", "explicit", entity)

    def _issuer(self, noun: str, place: int) -> Resolved | None:
        """Give whose "the statement" is: who issued one, or said something in one, before."""
        issued = find_issued(self.names.text, noun, max(0, place - _FAR), place)
        if issued is None:
            return None
        at, who = issued
        spoke = [(there, entity) for there, entity in self._speakers if at - _SENTENCE <= there <= at]
        named = [(there, entity) for there, entity in self.names.recent(at) if at - there <= _SENTENCE]
        near = max(spoke[-1:] + named[-1:], key=lambda mention: mention[0], default=None)
        if near is None:
            return replace(self._described(who, at), certainty="carried") if who else None
        if self.names.parted(near[0], at) or near[1].kind == "unnamed":
            return None
        return Resolved(near[1].name, source_kind(near[1]), "carried", near[1])

    def _last_of(self, noun: str, place: int) -> Entity | None:
        body = noun in roles.BODIES and noun not in roles.ROLES
        described: Entity | None = None
        for at, speaker in [spoke for spoke in self._speakers[-4:] if spoke[0] < place][-1:]:
            called = speaker.nouns & {noun, *SAME_NOUN.get(noun, ())}
            if speaker.kind == "unnamed" and called and place - at < _NEAR:
                # "Another senator said ..., the lawmaker said": whoever has a name is not meant.
                return speaker
        plain = noun.removeprefix("former ")
        for each in (noun, *([plain] if plain != noun else SAME_NOUN.get(noun, ())), f"former {noun}"):
            found = self.names.last_called(each, place, body=body)
            if found is not None and (found.name[:1].isupper() or noun not in roles.BODIES):
                return found
            described = described or found
        return described

    def _pointed_at(self, noun: str, bare: str, place: int) -> Resolved | None:
        """Resolve a definite phrase to what it points back at: by its noun, else by what it can be."""
        modified = len(bare.split()) > 1 and bare.split(maxsplit=1)[0].lower() not in (
            "ministry",
            "security",
            "second",
        )
        exact = (self.names.find(bare, place) or self.names.owned(bare)) if modified else None
        words = bare.lower().split()
        role = qualified_role(words, len(words) - 1)
        found = exact or self._last_of(role if role.endswith(f" {noun}") else noun, place)
        if found is not None and not (modified and exact is None and " " in bare and found.kind == "body"):
            return Resolved(found.name, source_kind(found), "carried", found)
        if noun in BUSINESS:
            near = self.names.mentioned_before(place, "b")
            if near is not None:
                return Resolved(near[1].name, source_kind(near[1]), "inferred", near[1])
        if noun in OUTLET_NOUNS:
            return self._last_outlet(place)
        if (
            noun in roles.ROLES
            and noun not in roles.BODIES
            and not any(word in HEAD_ENDS for word in bare.lower().split())
        ):
            return self._likely_person(role if role == f"vice {noun}" else noun, place)
        return None

    def _likely_person(self, noun: str, place: int) -> Resolved | None:
        """Give whom "the senator" means of whom nobody said so: who spoke last, if nothing speaks against it.

        What somebody was called tells against it where it is of another kind: a senator is no judge.
        """
        gender = "f" if noun.endswith("woman") else "m" if noun.endswith("man") else "?"
        for at, entity in reversed(self._speakers[-3:]):
            if place - at > _NEAR or at >= place:
                break
            if agrees(entity, gender) and entity.sure:
                if not may_be(entity, noun):
                    break
                return Resolved(entity.name, source_kind(entity), "inferred", entity)
        main = self.names.mentioned_before(place, gender)
        if main is not None and noun in POLITICIANS and place - main[0] <= _NEAR and may_be(main[1], noun):
            return Resolved(main[1].name, source_kind(main[1]), "inferred", main[1])
        near = [(at, entity) for at, entity in self.names.recent(place) if place - at < _FAR]
        near += [(at, entity) for at, entity in self._speakers[-8:] if 0 < place - at < _FAR]
        people = {id(entity): entity for _, entity in near if agrees(entity, gender) and entity.sure}
        if len(people) != 1:
            return None
        entity = next(iter(people.values()))
        if entity.nouns and noun not in VAGUE:
            return None
        return Resolved(entity.name, source_kind(entity), "inferred", entity)


def _is_likelier(speaker: Entity, near: Entity) -> bool:
    """Tell whether a pronoun means a speaker rather than a name in a later sentence."""
    if not looks_like_person(near):
        return True
    return speaker.gender is not None and speaker.sure and near.gender is None and not near.sure


def source_kind(entity: Entity) -> SourceKind:
    """Give the kind of source that an entity is; an outlet that is quoted is a named source."""
    return "anonymous" if entity.kind == "unnamed" or is_crowd(entity.name) else "named"

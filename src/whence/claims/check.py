"""The typed check: may two statements with like words be one claim, a denial, or neither?

Words alone join different incidents told in the same way ("a man was shot in ..."), so who, where, when,
how many and whether-or-not are each compared, and any of them can say no.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from whence.claims.vocabulary import OPPOSITES
from whence.claims.wording import Wording, stem
from whence.records import Statement

Verdict = Literal["same", "denies", "different"]

# A cue that turns what it introduces into its denial.
_DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut\w*|reject\w*|rebut\w*|dismiss\w*|disput\w*)\b", re.IGNORECASE
)
_AUXILIARIES = frozenset(("was", "were", "been", "being", "is", "are", "be", "got"))
# Words before a name that make it a place or time of the event, not a party to it.
_PLACING = frozenset(
    ("in", "at", "on", "near", "from", "outside", "inside", "around", "over", "across", "to", "of")
)


# Measured on articles about incidents of one kind, at most ten days apart: of pairs on one incident half have
# a likeness of .25 and more, of pairs on different ones 1 in 100 has .12 and more.
_USUAL_STORY = 0.2
# "The Herald reported that ...", linked to the Herald's page: half the usual likeness shows which sentence.
_CITED_SHARE = 0.5
# Of the words of the shorter of two quotations, those that the other has in the same order; transcripts
# differ in a few, and papers leave some out.
_QUOTED_SHARE = 0.6
# How much less likeness two statements need for each bit of likeness of their documents.
_STORY_SLOPE = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of two statements before the typed check.

    Attributes:
        likeness: of their words, 0 to 1.
        shared: weight of the shared words.
        held: share of the weight of the lesser one that the other holds, 0 to 1.
        deed: likeness of the words that are neither names nor numbers, 0 to 1.
        story: likeness of their documents, 0 to 1.
        aligned: whether a passage shows them to be the same words.
        cited: whether one cites the other's page or outlet for it.
        strange: names that one of them has and neither the other nor its document holds.
        days: days between the publications, None where unknown.
        same_document: whether one document carries both.
        headline: whether just one of them stands in a headline.
        quoted: whether both are quoted word for word.
        acts: whether each tells what its speaker does or wants, as the left one and the right one.
    """

    likeness: float
    shared: float
    held: float
    deed: float
    story: float
    aligned: bool
    cited: bool
    strange: tuple[int, int]
    days: int | None
    same_document: bool
    headline: bool
    quoted: bool = False
    acts: tuple[bool, bool] = (False, False)


def denies(statement: Statement) -> bool:
    """Say whether a statement asserts that its content is not so."""
    if statement.negated:
        return True
    return bool(statement.cue and len(statement.cue) < 200 and _DENYING_CUE.search(statement.cue))


def names_match(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two names may be one: the words of one are among the other's, or it is its acronym."""
    if left <= right or right <= left:
        return True
    short, long = (left, right) if len(left) < len(right) else (right, left)
    if len(short) == 1 and len(long) >= 2:
        acronym = next(iter(short))
        return len(acronym) == len(long) and sorted(acronym) == sorted(word[0] for word in long)
    return False


def unmatched_names(left: Wording, right: Wording) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Give the names on each side that match none of the other's."""
    return (
        [a for a in left.names if not any(names_match(a, b) for b in right.names)],
        [b for b in right.names if not any(names_match(a, b) for a in left.names)],
    )


def names_clash(left: Wording, right: Wording) -> bool:
    """Say whether each side names somebody or somewhere that the other does not."""
    only_left, only_right = unmatched_names(left, right)
    if not only_left or not only_right:
        return False
    matched = len(left.names) - len(only_left)
    # In a long sentence one odd name on each side is detail; in a short one it is another event.
    return matched < 3 * max(len(only_left), len(only_right))


def other_actor(left: Wording, right: Wording, acts: tuple[bool, bool]) -> bool:
    """Say whether one tells what its speaker does, and the other neither is nor names that speaker.

    "Farren backs a new bridge" and "Lind opposes a new bridge" have their content in common, and it asserts
    nothing without whoever backs or opposes it.
    """
    return any(
        act and not one.speaker & {*other.speaker, *other.tokens}
        for act, one, other in ((acts[0], left, right), (acts[1], right, left))
    )


def days_clash(left: Wording, right: Wording, days_apart: int | None) -> bool:
    """Say whether explicit days or years differ."""
    if left.dates and right.dates and not left.dates & right.dates:
        return True
    if left.years and right.years and not left.years & right.years:
        return True
    near = days_apart is not None and days_apart < 6
    return bool(near and left.weekdays and right.weekdays and not left.weekdays & right.weekdays)


def opposed(left: Wording, right: Wording) -> bool:
    """Say whether one has a word and the other its opposite."""
    a, b = left.stems | set(left.tokens), right.stems | set(right.tokens)
    for one, other in OPPOSITES:
        if (one in a and other in b and one not in b and other not in a) or (
            one in b and other in a and one not in a and other not in b
        ):
            return True
    return False


def turned_round(left: Wording, right: Wording) -> bool:
    """Say whether the parties swap roles: "A accused B" and "B accused A"."""
    a = [name for name in left.names if any(name == other for other in right.names)]
    b = [name for name in right.names if name in a]
    if len(a) != 2 or len(b) != 2 or a == b:
        return False
    if "by" in left.tokens or "by" in right.tokens:
        return False
    return not any(_is_placed(w, name) for w in (left, right) for name in a)


def roles_swapped(left: Wording, right: Wording) -> bool:
    """Say whether what stands before a verb in one stands after it in the other."""
    shared = left.stems & right.stems
    if len(shared) < 3 or "by" in left.tokens or "by" in right.tokens:
        return False
    for verb in left.tokens:
        # A plain past tense that both have; after "was" it is a passive.
        if verb.endswith("ed") and len(verb) > 4 and verb in right.tokens and stem(verb) in shared:
            a, b = left.tokens.index(verb), right.tokens.index(verb)
            if _AUXILIARIES & {*left.tokens[max(0, a - 2) : a], *right.tokens[max(0, b - 2) : b]}:
                continue
            others = shared - {stem(verb)}
            before, after = _sides(left, a, others)
            before_too, after_too = _sides(right, b, others)
            crossed = len(before & after_too), len(after & before_too)
            straight = len(before & before_too) + len(after & after_too)
            if all(crossed) and sum(crossed) >= 2 * straight:
                return True
    return False


def _sides(wording: Wording, place: int, stems: frozenset[str]) -> tuple[set[str], set[str]]:
    """Give which stems stand only before and only after a place."""
    before = {stem(token) for token in wording.tokens[:place]} & stems
    after = {stem(token) for token in wording.tokens[place + 1 :]} & stems
    return before - after, after - before


def _is_placed(wording: Wording, name: frozenset[str]) -> bool:
    places = [i for i, token in enumerate(wording.tokens) if token in name]
    return bool(places) and places[0] > 0 and wording.tokens[places[0] - 1] in _PLACING


def other_deeds(left: Wording, right: Wording) -> bool:
    """Say whether both have verbs in the past, and none in common: "rammed" and "collided"."""
    one, other = _deeds(left), _deeds(right)
    return bool(one and other and not one & other)


def _deeds(wording: Wording) -> set[str]:
    return {stem(token) for token in wording.tokens if len(token) > 4 and token.endswith("ed")}


def numbers_clash(left: Wording, right: Wording) -> bool:
    """Say whether each side has a number that the other lacks."""
    return bool(left.numbers - right.numbers) and bool(right.numbers - left.numbers)


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings that the check needs."""

    least_likeness: float
    likeness: float
    strong: float
    held: float
    deed: float
    story: float
    least_shared: float
    days_apart: int


def needed_likeness(story: float, limits: Limits) -> float:
    """Give the likeness that two statements need: the liker their documents, the less."""
    needed = limits.likeness + _STORY_SLOPE * (_USUAL_STORY - story)
    return min(limits.strong, max(limits.least_likeness, needed))


def needed_likenesses(stories: NDArray[np.float64], limits: Limits) -> NDArray[np.float64]:
    """Give what `needed_likeness` gives, for the likeness of many documents."""
    needed = limits.likeness + _STORY_SLOPE * (_USUAL_STORY - stories)
    return np.minimum(limits.strong, np.maximum(limits.least_likeness, needed))


def judge(left: Wording, right: Wording, pair: Pair, opposite: bool, limits: Limits) -> Verdict:
    """Decide whether two statements are one claim.

    Args:
        left: the words of one.
        right: the words of the other.
        pair: what is known of the two.
        opposite: whether just one of them denies its content.
        limits: thresholds.

    Returns:
        "same", "denies" (the same content, of which one says that it is not so) or "different".
    """
    answer: Verdict = "denies" if opposite else "same"
    if pair.aligned:
        # A certain copy: whatever differs is a mutation, except whether it is so at all.
        return answer
    if not alike_enough(pair, limits) or _contradict(left, right, pair, limits):
        return "different"
    if pair.cited:
        return answer
    if not opposite and other_actor(left, right, pair.acts):
        return "different"
    if numbers_clash(left, right) and not _may_differ_in_number(left, right, pair, limits):
        return "different"
    return answer if _one_story(left, right, pair, limits) else "different"


def other_quotation(left: Wording, right: Wording) -> bool:
    """Say whether two quotations are of different words: what is quoted word for word is said once."""
    blocks = SequenceMatcher(None, left.tokens, right.tokens, autojunk=False).get_matching_blocks()
    fewer = min(len(left.tokens), len(right.tokens))
    return sum(block.size for block in blocks) < _QUOTED_SHARE * fewer


def alike_enough(pair: Pair, limits: Limits) -> bool:
    """Say whether two statements' words are alike enough to be looked at closely."""
    least, needed = limits.least_shared, needed_likeness(pair.story, limits)
    if pair.same_document:
        # A page says several things about one event; only its headline is likely to say one of them again.
        needed = limits.likeness if pair.headline else limits.strong
    if pair.cited:
        least, needed = _CITED_SHARE * least, _CITED_SHARE * limits.likeness
    if not pair.cited and pair.deed < limits.deed:
        return False  # the same people, doing something else
    if not pair.cited and pair.held < limits.held:
        return False  # each says something that the other does not
    return pair.shared >= least and pair.likeness >= needed


def _contradict(left: Wording, right: Wording, pair: Pair, limits: Limits) -> bool:
    """Say whether who, when or what is done differs."""
    if pair.days is not None and pair.days > limits.days_apart:
        return True
    if pair.quoted and not pair.cited and other_quotation(left, right):
        return True
    if names_clash(left, right) or days_clash(left, right, pair.days):
        return True
    if pair.likeness < limits.likeness and not pair.cited and other_deeds(left, right):
        return True
    return opposed(left, right) or turned_round(left, right) or roles_swapped(left, right)


def _may_differ_in_number(left: Wording, right: Wording, pair: Pair, limits: Limits) -> bool:
    """A figure may differ only where all else agrees: the names, the story and nearly all the words."""
    named = any(names_match(a, b) for a in left.names for b in right.names)
    return (
        not pair.same_document
        and named
        and pair.strange == (0, 0)
        and pair.likeness >= limits.strong
        and pair.story >= limits.story
    )


def _one_story(left: Wording, right: Wording, pair: Pair, limits: Limits) -> bool:
    """Statements of unlike documents need to say by themselves what they are about."""
    if pair.story >= limits.story and pair.strange[0] + pair.strange[1] <= 1:
        return True
    named = any(names_match(a, b) for a in left.names for b in right.names)
    # Outside one story a name that the other document never mentions is another event.
    return named and pair.strange == (0, 0) and pair.likeness >= limits.strong

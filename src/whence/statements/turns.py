"""Turns of interviews and transcripts ("Q:", "VENN:", a name alone, bare questions), and what is signed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

from whence.statements.attributions import Attribution
from whence.statements.channels import outlet_in
from whence.statements.colons import LABELS
from whence.statements.entities import Entity, is_medium, kind_of, looks_like_person
from whence.statements.given_names import GIVEN
from whence.statements.mentions import Mentions, Resolved
from whence.statements.roles import AGENCIES, MEDIA_WORDS, TITLES
from whence.statements.units import Unit

Span = tuple[int, int]
SAID = ("turn", "post", "quotation")
"""Kinds of attribution by which whole sentences are one speaker's."""
_NAME = r"[^\W\d_a-z][\w.’'-]{1,25}"
_LABEL = re.compile(
    rf"^[ \t*]*(?P<label>[QA]|Question|Answer|{_NAME}(?:[ ](?:de|van|von|al|bin|of)?[ ]?{_NAME}){{0,4}})"
    r"(?P<office>,[ ][A-Z][A-Z .,’'&-]{2,70}|[ ]\([^()\n]{2,60}\))?(?P<mark>[ ]?:|\.(?=[ ]))[* ]*",
    re.MULTILINE,
)
_ALONE = re.compile(
    r"^[ \t]*(?P<label>[^\W\d_][\w.’'-]{1,25}(?:[ ][^\W\d_][\w.’'-]{0,25}){1,3})[ \t]*$", re.MULTILINE
)
_DIRECTION = re.compile(r"^[ \t]*(?:\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\])[ \t]*$", re.MULTILINE)
# "[crosstalk] ... has lost a letter": what was heard, before or behind words.
_HEARD = re.compile(r"[ ]*(?:\[[a-z][^\[\]\n]{1,40}\]|\([A-Z][A-Z ]{2,40}\))[ .…]*")
_INITIALS = re.compile(r"[A-Z]{2,4}")
# What an interview says of itself; its questions may stand without any label.
_INTERVIEW = re.compile(
    r"\b(?:interview|conversation|exchange|q ?& ?a|questions|answers|discussion)\b[^.\n]{0,80}"
    r"\b(?:edited|condensed|shortened|abridged|excerpted)\b"
    r"|\bedited (?:\w{2,12} ){0,2}for (?:length|clarity|brevity|space)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"\binterview with\b|\binterview:|\bq ?& ?a\b|\bin conversation with\b|\bquestions (?:for|with|to)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_ADDRESSES = re.compile(r"\b(?:you|your|you['’]\w{1,3})\b", re.IGNORECASE)
_SPEAKS = re.compile(r"\b(?:i|me|my|we|us|our)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"[—–-][ ]?(?P<name>[^()\n]{2,60}?)[ ]\(@\w{1,30}\)[ ]?"
    r"(?:[A-Z][a-z]{2,8}[ ]\d{1,2},[ ]\d{4}|\d{1,2}[ ][A-Z][a-z]{2,8}[ ]\d{4})"
)
# "... of its own.” — Mara Venn, Harbour Post", at the end of a line.
_SIGNED = re.compile(
    rf"[”\"][ ]?(?:[—–]|--?)[ ]?(?P<name>(?:[^\W\d_a-z][\w.’'-]*[ ]){{1,4}}?{_NAME})"
    r"(?:,[ ](?P<office>[^\n]{2,80}?))?[ ]*$",
    re.MULTILINE,
)
_OPENING = re.compile(r"[“\"]")
_BREAK = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"\w+")
# Fewest words that say something: "Yes." does not.
_FEWEST_WORDS = 3
# Turns that one unit may touch.
_TURNS_A_UNIT = 4
_ASKING = ("q", "question")
_ANSWERING = ("a", "answer")
# Least share of paragraphs that a label heads, and fewest turns and speakers.
_LEAST_SHARE = 0.4
_LEAST_SHARE_IN_TURN = 0.2
_MOSTLY = 0.8
_FEWEST_ALONE = 6
_FEWEST_SPEAKERS = 2
# Fewest questions that stand alone, and characters of the longest.
_FEWEST_ASKED = 3
_LONGEST_ASKED = 800


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a time.

    Attributes:
        label: span of the words that name the speaker; empty where nothing names them.
        mark: span of the colon behind them; empty where the name stands alone on its line.
        begin: first code point of what is said.
        end: end of it, exclusive.
        asks: whether the label is that of who asks: "Q".
        answers: whether it is that of who answers: "A".
        signed: what kind of words it is whose speaker stands behind them: a "post", or a "quotation".
        outlet: span of the outlet that a quotation's speaker said it to or in.
    """

    label: Span
    mark: Span
    begin: int
    end: int
    asks: bool = False
    answers: bool = False
    signed: Literal["post", "quotation"] | None = None
    outlet: Span | None = None

    @property
    def begins(self) -> int:
        """First code point of the whole, label included."""
        return min(self.label[0], self.begin)

    @property
    def ends(self) -> int:
        """End of the whole, exclusive."""
        return max(self.mark[1], self.end)


def find_signed(text: str) -> list[Turn]:
    """Find what is signed: posts as they were posted, and quotations with their speaker behind them.

    Args:
        text: the running text.

    Returns:
        In order, a turn for each "... — Mara Venn (@maravenn) May 4, 2019", from its paragraph's beginning,
        and for each line's quotation that ends in "...” — Mara Venn, Harbour Post".
    """
    found = sorted([*_find_posts(text), *_find_quotations(text)], key=lambda turn: turn.begins)
    return [turn for at, turn in enumerate(found) if at == 0 or turn.begins >= found[at - 1].ends]


def _find_quotations(text: str) -> list[Turn]:
    turns = []
    for match in _SIGNED.finditer(text):
        first = match["name"].split()[0].lower()
        if first not in GIVEN and first.rstrip(".") not in TITLES:
            continue
        line = text.rfind("\n", 0, match.start()) + 1
        opening = _OPENING.search(text, line, match.start())
        if opening is not None:
            end = match.start() + 1
            outlet = match.span("office") if match["office"] and outlet_in(match["office"]) else None
            label = (match.start("name"), match.end("name" if outlet or not match["office"] else "office"))
            mark = (end, match.end())
            turns.append(Turn(label, mark, opening.start(), end, signed="quotation", outlet=outlet))
    return turns


def _find_posts(text: str) -> list[Turn]:
    posts: list[Turn] = []
    for match in _SIGNATURE.finditer(text):
        low = posts[-1].ends if posts else 0
        said = text[low : match.start()].rstrip()
        begin = low + max(said.rfind("\n\n") + 2 if "\n\n" in said else 0, 0)
        posts.append(Turn(match.span("name"), match.span(), begin, match.start(), signed="post"))
    return posts


def find_turns(text: str, title: str | None = None) -> list[Turn]:
    """Find the turns of an interview or a transcript.

    A text is one where two speakers' labels, or more, each head two paragraphs at least, and labels head
    nearly half of the paragraphs from the first to the last; or where names stand alone on their lines, over
    and over; or where it says that it is an interview, and questions to a "you" are paragraphs of their own.
    An outlet's explanation of what readers ask is none.
    Labels are letters that ask and answer, words in capitals, initials, people's names and outlets'.

    Args:
        text: the running text.
        title: its headline.

    Returns:
        The turns in order, none for other texts.
    """
    labels = [match for match in _LABEL.finditer(text) if _may_speak(match)]
    if not _is_script(text, labels):
        labels = _find_alone(text)
    if not labels:
        return _find_asked(text, title or "")
    ends = [match.start() for match in labels[1:]]
    longest = max(
        sum(1 for _ in _paragraphs(text, match.end(), end)) for match, end in zip(labels, ends, strict=False)
    )
    ends.append(_end_of_last(text, labels[-1].end(), longest))
    turns = [_turn(match, end) for match, end in zip(labels, ends, strict=True)]
    return [] if _is_explained(text, turns) else turns


def _is_explained(text: str, turns: list[Turn]) -> bool:
    """Tell whether the letters part what readers ask from what the outlet explains.

    There the questions are of "me" ("Does it apply to me?"), and the answers are not.
    """
    if not all(turn.asks or turn.answers for turn in turns):
        return False
    spoken = [turn for turn in turns if _SPEAKS.search(text, turn.begin, turn.end)]
    asked, answered = sum(turn.asks for turn in spoken), sum(turn.answers for turn in spoken)
    return asked > 0 and 2 * answered < sum(turn.answers for turn in turns)


def _paragraphs(text: str, begin: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Give the lines that hold words."""
    lines = _LINE.finditer(text, begin, len(text) if end is None else end)
    return (line for line in lines if not line.group().isspace())


def _end_of_last(text: str, begin: int, longest: int) -> int:
    """Give where the last turn ends: nothing shows it but that its speaker speaks, of "me" or to "you".

    Args:
        text: the running text.
        begin: where the turn begins.
        longest: paragraphs of the longest turn before; where none has two, the last has one too, else at most
            twice as many.

    Returns:
        The end of its first paragraph, or of a later one in which somebody still speaks.
    """
    end = begin
    most = 2 * longest if longest > 1 else 1
    for number, paragraph in enumerate(islice(_paragraphs(text, begin), most)):
        spoken = _SPEAKS.search(paragraph.group()) or _ADDRESSES.search(paragraph.group())
        if number == 0 or spoken:
            end = paragraph.end()
    return end


def _find_asked(text: str, title: str) -> list[Turn]:
    """Find questions that are paragraphs of their own, and the answers between them."""
    note = _INTERVIEW.search(text)
    if note is None and not _HEADED.search(title):
        return []
    paragraphs = list(_paragraphs(text))
    # What stands right behind the note opens the interview, be it a question or "Tell me of your work".
    opens = next((at for at, each in enumerate(paragraphs) if note and each.start() > note.start()), -1)
    asked = [at for at, each in enumerate(paragraphs) if _asks(each.group().strip(), opening=at == opens)]
    to_you = sum(_ADDRESSES.search(paragraphs[at].group()) is not None for at in asked)
    questions = frozenset(asked)
    answers = [at + 1 for at in asked if at + 1 < len(paragraphs) and at + 1 not in questions]
    in_person = sum(_SPEAKS.search(paragraphs[at].group()) is not None for at in answers)
    if len(answers) < _FEWEST_ASKED or 3 * to_you < len(asked) or 2 * in_person < len(answers):
        return []
    longest = max((later - at - 1 for at, later in pairwise(asked)), default=1)
    last = _end_of_last(text, paragraphs[asked[-1]].end(), longest)
    answered = frozenset(answers)
    turns: list[Turn] = []
    for number, at in enumerate(asked):
        begin, end = paragraphs[at].span()
        turns.append(Turn((begin, begin), (begin, begin), begin, end, asks=True))
        if at + 1 in answered:
            low = paragraphs[at + 1].start()
            high = paragraphs[asked[number + 1] - 1].end() if number + 1 < len(asked) else last
            turns.append(Turn((low, low), (low, low), low, high, answers=True))
    return turns


def _asks(paragraph: str, *, opening: bool) -> bool:
    """Tell whether a paragraph is a question to somebody; who answers may ask too, but of "us" and "me"."""
    if len(paragraph) > _LONGEST_ASKED or paragraph[:1] in '“"':
        return False
    if not paragraph.endswith("?"):
        return opening and _ADDRESSES.search(paragraph) is not None
    return _ADDRESSES.search(paragraph) is not None or _SPEAKS.search(paragraph) is None


def _is_script(text: str, labels: list[re.Match[str]]) -> bool:
    counts = Counter(_plain(match["label"]) for match in labels)
    if sum(count > 1 for count in counts.values()) < _FEWEST_SPEAKERS:
        return False
    if 2 * sum(is_medium(match["label"]) for match in labels) > len(labels):
        # A list of other outlets' headlines.
        return False
    paragraphs = 1 + len(_BREAK.findall(text, labels[0].start(), labels[-1].start()))
    named = [_plain(match["label"]) for match in labels]
    changes = sum(one != other for one, other in pairwise(named))
    if len(labels) >= _FEWEST_ALONE and changes >= _MOSTLY * (len(labels) - 1):
        # Who takes turns may say more than one paragraph at a time.
        return len(labels) >= _LEAST_SHARE_IN_TURN * paragraphs
    return len(labels) >= _LEAST_SHARE * paragraphs


def _plain(label: str) -> str:
    """Give what the labels of one speaker share: the last name."""
    return label.lower().rsplit(" ", 1)[-1]


def _may_speak(match: re.Match[str]) -> bool:
    label = match["label"]
    words = label.split()
    lower = label.lower()
    if match["mark"] == "." and label not in ("Q", "A"):
        return False
    if lower in _ASKING or lower in _ANSWERING:
        return True
    if any(word.lower().strip(".") in LABELS for word in words):
        return False
    if label.isupper():
        return True
    outlet = words[-1].lower() in MEDIA_WORDS or lower in AGENCIES
    return outlet or (kind_of(label) == "person" and (len(words) <= 2 or words[0].lower() in GIVEN))


def lies_in_turn(turns: list[Turn], place: int) -> bool:
    """Tell whether a place lies in one of some turns, which are in order, their labels included."""
    at = bisect_right(turns, place, key=lambda turn: turn.begins) - 1
    return at >= 0 and place < turns[at].ends


def resolve_turn(text: str, turn: Turn, mentions: Mentions) -> Resolved:
    """Give who speaks in a turn.

    Args:
        text: the running text.
        turn: one of its turns.
        mentions: the names that the text has used.

    Returns:
        Under "Q" the author, else the outlet; under "A" the person whom the text before names most; else whom
        the label means.
    """
    label = _spelled_out(text, text[slice(*turn.label)], mentions)
    if turn.asks:
        author = mentions.authors[0] if mentions.authors else ""
        return Resolved(author, "author" if author else "outlet", "inferred")
    if turn.answers:
        main = _main_person(mentions, turn.label[0])
        if main is None:
            return Resolved("", "anonymous", "inferred")
        return Resolved(main.name, "named", "inferred", main)
    if is_medium(label):
        return Resolved(label, "outlet", "explicit")
    resolved = mentions.resolve(label.title() if label.isupper() or label.islower() else label, turn.label[0])
    if resolved.name.isupper() and resolved.entity is not None:
        resolved.entity.name = resolved.name.title()
        return replace(resolved, name=resolved.entity.name)
    return resolved


def _spelled_out(text: str, label: str, mentions: Mentions) -> str:
    """Give the name that a label's initials stand for, an author's or the text's first, else the label."""
    if not _INITIALS.fullmatch(label) or re.search(rf"\b{label.title()}\b", text):
        return label
    full = re.compile(r"\b" + r"[ ]".join(rf"{letter}[\w’'-]+" for letter in label) + r"\b")
    return next((found[0] for place in (*mentions.authors, text) if (found := full.search(place))), label)


def _main_person(mentions: Mentions, place: int) -> Entity | None:
    """Give the person mentioned most up to a place, then first; who asks in writing is none."""
    authors = frozenset(mentions.authors)
    counts: Counter[int] = Counter()
    people: dict[int, Entity] = {}
    for at, entity in mentions.names.mentions:
        if (
            at < place
            and entity.kind == "person"
            and looks_like_person(entity)
            and entity.name not in authors
        ):
            counts[id(entity)] += 1
            people.setdefault(id(entity), entity)
    return max(people.values(), key=lambda entity: counts[id(entity)], default=None)


def _find_alone(text: str) -> list[re.Match[str]]:
    """Find names that stand alone on their lines, each several times: "ada holm" above what she says."""
    lines = [match for match in _ALONE.finditer(text) if match["label"].split()[0].lower() in GIVEN]
    counts = Counter(match["label"].lower() for match in lines)
    again = [match for match in lines if counts[match["label"].lower()] > 1]
    several = len({match["label"].lower() for match in again}) >= _FEWEST_SPEAKERS
    return again if several and len(again) >= _FEWEST_ALONE else []


def _turn(match: re.Match[str], end: int) -> Turn:
    label = match.span("label")
    lower = match["label"].lower()
    mark = match.span("mark") if "mark" in match.re.groupindex else (label[1], label[1])
    return Turn(label, mark, match.end(), end, lower in _ASKING, lower in _ANSWERING)


def attribute_turns(text: str, units: list[Unit], turns: list[Turn]) -> dict[int, Turn]:
    """Give every sentence of a turn to its speaker, and nest what is attributed there in it.

    Args:
        text: the running text.
        units: its units, whose attributions are changed.
        turns: its turns.

    Returns:
        The turn of each attribution made, by its `id`.
    """
    made: dict[int, Turn] = {}
    directions = [match.span() for match in _DIRECTION.finditer(text)]
    at = 0
    first: dict[int, Attribution] = {}
    for unit in units:
        while at < len(turns) and turns[at].end <= unit.begin:
            at += 1
        for turn in turns[at : at + _TURNS_A_UNIT]:
            for said in _sentences_of(unit, turn, text, directions):
                if len(_WORD.findall(text, *said)) < _FEWEST_WORDS:
                    unit.attributions = [f for f in unit.attributions if not _is_label(f, turn, said)]
                    continue
                outer = _said(turn, said, first)
                made[id(outer)] = turn
                unit.attributions = [*_nested(unit.attributions, outer, turn, said), outer]
    return made


def _nested(attributions: list[Attribution], outer: Attribution, turn: Turn, said: Span) -> list[Attribution]:
    """Nest what is attributed within a sentence of a turn; leave out what was made of the label alone."""
    gone = [found for found in attributions if _is_label(found, turn, said)]
    kept = [found for found in attributions if not any(found is other for other in gone)]
    for found in kept:
        if any(found.parent is other for other in gone) or (
            found.parent is None and found.kind not in SAID and _lies_in(found, said)
        ):
            found.parent = outer
    return kept


def _sentences_of(unit: Unit, turn: Turn, text: str, directions: list[Span]) -> list[Span]:
    spans = []
    for begin, end in unit.sentences:
        low, high = max(begin, turn.begin), min(end, turn.end)
        low += len(text[low:high]) - len(text[low:high].lstrip()) if low < high else 0
        heard = _HEARD.match(text, low, high)
        low = heard.end() if heard is not None else low
        at = bisect_right(directions, low, key=lambda span: span[0]) - 1
        directed = at >= 0 and high <= directions[at][1]
        if low < high and not directed:
            spans.append((low, high))
    return spans


def _said(turn: Turn, said: Span, first: dict[int, Attribution]) -> Attribution:
    """Make the attribution of a sentence; those behind the first of a turn go on from it."""
    begun = first.get(turn.label[0])
    cue = None if begun or turn.signed or turn.mark[0] == turn.mark[1] else turn.mark
    kind = turn.signed or "turn"
    label = turn.label if turn.label[0] < turn.label[1] else None
    outer = Attribution(label, cue, [said], "say", kind, carried_from=begun, hearer=turn.outlet)
    first.setdefault(turn.label[0], outer)
    return outer


def _is_label(found: Attribution, turn: Turn, said: Span) -> bool:
    """Tell whether an attribution is only what the rules made of the label, or of a quotation without one."""
    if found.kind in ("carried", "inferred") and found.parent is None:
        return said[0] <= found.begin and found.end <= said[1]
    return found.kind == "colon" and found.cue is not None and turn.label[0] <= found.cue[0] <= turn.begin


def _lies_in(found: Attribution, said: Span) -> bool:
    return all(said[0] <= begin and end <= said[1] for begin, end in found.contents)

"""What a desk does to a page that it takes from another, in two halves: one to tune on, one to report on.

A page's text is a list of paragraphs, each a list of `Line`s; every line knows which sentence it comes from,
so that the truth about a page is kept however it is changed.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from simulate_texts import HEDGES, HELD_OUT, OPENINGS, ROUND, TUNING, WORDS

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘A-Z])")
_KEPT_WORDS = 40  # a page that would have fewer words is no page


@dataclass(frozen=True, slots=True)
class Planted:
    """What a line that was planted says, in parts, so that it can be told anew.

    Attributes:
        fact: number of the fact in its world.
        frame: the attribution around it, with a slot `{fact}` or `{Fact}`.
        says: the wording, with its slots `{n}` and `{hedge}`.
        number: what fills the first.
        hedge: what fills the second.
        ways: all wordings of the fact, where it has several.
    """

    fact: int
    frame: str
    says: str
    number: str
    hedge: str
    ways: tuple[str, ...] = ()

    def text(self) -> str:
        """Give the sentence."""
        fact = self.says.replace("{n}", self.number).replace("{hedge}", self.hedge)
        sentence = self.frame.replace("{fact}", fact).replace("{Fact}", fact[:1].upper() + fact[1:])
        return sentence[:1].upper() + sentence[1:]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a page.

    Attributes:
        text: its words.
        root: which sentence of which first page it comes from.
        origin: who stands behind it, where that is known.
        planted: its parts, where it was planted.
        changed: what was changed in it on the way from the page before.
    """

    text: str
    root: str
    origin: str | None = None
    planted: Planted | None = None
    changed: frozenset[str] = frozenset()


Paragraphs = tuple[tuple[Line, ...], ...]
Change = Callable[[Paragraphs, random.Random], Paragraphs]


def sentences_of(paragraph: str) -> list[str]:
    """Part a paragraph into sentences, roughly."""
    return [part.strip() for part in _SENTENCE.split(paragraph) if part.strip()]


def words_in(paragraphs: Paragraphs) -> int:
    """Count the words of a page."""
    return sum(len(line.text.split()) for paragraph in paragraphs for line in paragraph)


def unchanged(paragraphs: Paragraphs) -> Paragraphs:
    """Give a page's lines as they are for whoever takes them: nothing is changed yet."""
    return tuple(tuple(replace(line, changed=frozenset()) for line in own) for own in paragraphs)


def _without(paragraphs: Paragraphs, dropped: set[int]) -> Paragraphs:
    """Leave lines out by number; planted ones stay, and so does a page of some length."""
    number = 0
    kept = []
    for paragraph in paragraphs:
        own = []
        for line in paragraph:
            if number not in dropped or line.planted is not None:
                own.append(line)
            number += 1
        if own:
            kept.append(tuple(own))
    done = tuple(kept)
    return done if words_in(done) >= _KEPT_WORDS else paragraphs


def _lines(paragraphs: Paragraphs) -> int:
    return sum(len(paragraph) for paragraph in paragraphs)


def cut_tail(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Leave out the last third to two thirds."""
    count = _lines(paragraphs)
    return _without(paragraphs, set(range(round(count * drawing.uniform(0.35, 0.7)), count)))


def drop_here_and_there(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Leave out every third sentence or so, wherever it stands."""
    count = _lines(paragraphs)
    return _without(paragraphs, {n for n in range(count) if drawing.random() < 0.35})


def _swap(paragraphs: Paragraphs, drawing: random.Random, half: str, share: float) -> Paragraphs:
    swaps = [(re.compile(rf"\b{re.escape(one)}\b"), other) for one, other in WORDS[half]]

    def swap(line: Line) -> Line:
        if line.planted is not None:
            return line
        text = line.text
        for pattern, other in swaps:
            if drawing.random() < share:
                text = pattern.sub(lambda _, new=other: new, text)
        return replace(line, text=text, changed=line.changed | ({"worded"} if text != line.text else set()))

    return tuple(tuple(swap(line) for line in paragraph) for paragraph in paragraphs)


def reword_and_reorder(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Put other words, change places of paragraphs after the first, and drop one in eight sentences."""
    done = list(_swap(paragraphs, drawing, TUNING, 0.8))
    for place in range(1, len(done) - 1, 2):
        done[place], done[place + 1] = done[place + 1], done[place]
    return _without(tuple(done), {n for n in range(_lines(paragraphs)) if drawing.random() < 0.12})


def reword_and_turn(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Put other words, turn halves of sentences round, part long ones in two, drop one in six."""

    def turn(line: Line) -> Line:
        if line.planted is not None or "“" in line.text or '"' in line.text:
            return line
        text = line.text
        halves = text.rstrip(".").split(", ")
        if len(halves) == 2 and min(len(half.split()) for half in halves) >= 3 and drawing.random() < 0.6:
            text = f"{halves[1][:1].upper()}{halves[1][1:]}, {halves[0][:1].lower()}{halves[0][1:]}."
        elif ", and " in text and drawing.random() < 0.6:
            first, _, rest = text.partition(", and ")
            text = f"{first}. And {rest}"
        text = re.sub(r"\b(\w+ly) ", lambda m: "" if drawing.random() < 0.5 else m[0], text)
        return replace(line, text=text, changed=line.changed | ({"worded"} if text != line.text else set()))

    turned = tuple(tuple(turn(line) for line in paragraph) for paragraph in paragraphs)
    done = _swap(turned, drawing, HELD_OUT, 0.8)
    return _without(done, {n for n in range(_lines(done)) if drawing.random() < 0.16})


def _opened(paragraphs: Paragraphs, drawing: random.Random, half: str) -> Paragraphs:
    text = drawing.choice(OPENINGS[half])
    return ((Line(text, f"opening:{text}"),), *paragraphs)


def new_lead(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Put an opening of the desk's own in place of the first sentence."""
    return _opened(_without(paragraphs, {0}), drawing, TUNING)


def lead_on_top(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Put an opening of the desk's own before the first paragraph, and the second after the third."""
    done = list(paragraphs)
    if len(done) > 2:
        done[1], done[2] = done[2], done[1]
    return _opened(tuple(done), drawing, HELD_OUT)


def as_it_is(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Change nothing."""
    del drawing
    return paragraphs


def _retold(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Tell what was planted in another of its wordings, mostly."""

    def retell(line: Line) -> Line:
        planted = line.planted
        if planted is None or len(planted.ways) < 2 or drawing.random() < 0.4:
            return line
        other = drawing.choice([way for way in planted.ways if way != planted.says])
        planted = replace(planted, says=other)
        return replace(line, text=planted.text(), planted=planted, changed=line.changed | {"worded"})

    return tuple(tuple(retell(line) for line in own) for own in paragraphs)


def keep_a_third(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Put other words wherever there are some, tell the facts anew, and keep a third of the sentences."""
    done = _swap(_retold(paragraphs, drawing), drawing, TUNING, 0.95)
    return _without(done, {n for n in range(_lines(done)) if drawing.random() < 0.66})


def keep_half_turned(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Put other words, turn halves of sentences round, tell the facts anew, and keep half the sentences."""
    done = reword_and_turn(_retold(paragraphs, drawing), drawing)
    return _without(done, {n for n in range(_lines(done)) if drawing.random() < 0.45})


def _drifted(paragraphs: Paragraphs, drawing: random.Random, half: str) -> Paragraphs:
    """Change the number of one planted line."""
    numbered = [
        line.root for own in paragraphs for line in own if line.planted and line.planted.number.isdigit()
    ]
    chosen = drawing.choice(numbered) if numbered else ""
    return tuple(
        tuple(renumbered(line, drawing, half) if line.root == chosen else line for line in own)
        for own in paragraphs
    )


def few_words_and_a_number(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Put other words here and there, and change a number."""
    return _drifted(_swap(paragraphs, drawing, TUNING, 0.3), drawing, TUNING)


def trimmed_and_a_number(paragraphs: Paragraphs, drawing: random.Random) -> Paragraphs:
    """Leave out adverbs and what stands in brackets, and change a number."""

    def trim(line: Line) -> Line:
        if line.planted is not None:
            return line
        text = re.sub(r" \([^()]{1,40}\)|\b(?:also|later|\w+ly) ", "", line.text)
        return replace(line, text=text, changed=line.changed | ({"worded"} if text != line.text else set()))

    trimmed = tuple(tuple(trim(line) for line in own) for own in paragraphs)
    return _drifted(trimmed, drawing, HELD_OUT)


CHANGES: dict[str, dict[str, Change]] = {
    TUNING: {
        "copy": as_it_is,
        "abridged": cut_tail,
        "rewritten": reword_and_reorder,
        "new lead": new_lead,
        "retold": keep_a_third,
        "lightly": few_words_and_a_number,
    },
    HELD_OUT: {
        "copy": as_it_is,
        "abridged": drop_here_and_there,
        "rewritten": reword_and_turn,
        "new lead": lead_on_top,
        "retold": keep_half_turned,
        "lightly": trimmed_and_a_number,
    },
}


def pick_excerpt(paragraphs: Paragraphs, drawing: random.Random, half: str) -> Paragraphs:
    """Take a part: paragraphs in a row (tuning), or sentences from here and there (held out)."""
    if half == TUNING:
        size = max(1, len(paragraphs) // 3)
        start = drawing.randrange(max(1, len(paragraphs) - size + 1))
        taken = paragraphs[start : start + size]
        extra = [own for own in paragraphs if own not in taken and any(line.planted for line in own)]
        return (*taken, *extra)
    every = [line for own in paragraphs for line in own if len(line.text.split()) > 8]
    chosen = {line.root for line in drawing.sample(every, min(len(every), 3))}
    kept = (tuple(line for line in own if line.root in chosen or line.planted) for own in paragraphs)
    return tuple(own for own in kept if own)


def pick_two(paragraphs: Paragraphs, drawing: random.Random, half: str) -> Paragraphs:
    """Take two sentences, of which one tells a fact: the next one with it (tuning), or one from afar."""
    every = [line for own in paragraphs for line in own]
    told = [place for place, line in enumerate(every) if line.planted is not None]
    if not told or len(every) < 2:
        return pick_excerpt(paragraphs, drawing, half)
    place = drawing.choice(told)
    others = [n for n in range(len(every)) if n != place and len(every[n].text.split()) > 8]
    if not others:
        return ((every[place],),)
    near = min(others, key=lambda n: (abs(n - place), n))
    chosen = near if half == TUNING else drawing.choice(others)
    return ((every[place],), (every[chosen],))


def renumbered(line: Line, drawing: random.Random, half: str) -> Line:
    """Give a planted line with another number."""
    planted = line.planted
    if planted is None or not planted.number.isdigit():
        return line
    number = int(planted.number)
    other = number + drawing.choice((1, 2, 10)) if half == TUNING else round(number * 1.5)
    planted = replace(planted, number=str(other))
    return replace(line, text=planted.text(), planted=planted, changed=line.changed | {"quantity"})


def drift(line: Line, drawing: random.Random, half: str) -> Line:
    """Change a planted line on its way: its number, or its hedge, or the attribution dropped."""
    planted = line.planted
    if planted is None or not planted.number:
        return line  # what is quoted from a speech stays as it was said
    kind = drawing.choice(("quantity", "hedge", "attribution-dropped"))
    if kind == "quantity":
        return renumbered(line, drawing, half)
    if kind == "hedge":
        hedge = "" if planted.hedge else drawing.choice(HEDGES[half])
        kind = "hedge-added" if hedge else "hedge-dropped"
        changed = replace(planted, hedge=hedge)
    else:
        if not line.origin or not line.origin.startswith("person"):
            return line
        changed = replace(planted, frame="{Fact}.")
    return replace(line, text=changed.text(), planted=changed, changed=line.changed | {kind})


def rounded(planted: Planted, drawing: random.Random, half: str) -> Planted:
    """Give a fact with a vaguer number."""
    return replace(planted, number=drawing.choice(ROUND[half]).replace("{n}", planted.number))

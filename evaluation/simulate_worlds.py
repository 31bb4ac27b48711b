"""Grows small worlds of news from real articles: it is known who had every sentence from whom."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from simulate_changes import (
    CHANGES,
    Line,
    Paragraphs,
    Planted,
    drift,
    pick_excerpt,
    pick_two,
    rounded,
    unchanged,
)
from simulate_texts import (
    AGENCIES,
    FACTS,
    FAMILY,
    GIVEN,
    HEDGES,
    OUTLETS,
    PLACES,
    REPORTED,
    SAID,
    SPEECHES,
    TUNING,
    UNNAMED,
)

_START = datetime(2024, 5, 6, 6, tzinfo=UTC)
_PLANS = ("one person", "several people", "person and own", "unnamed", "unnamed and person", "own voice")


@dataclass(frozen=True, slots=True)
class Material:
    """A real article: its headline and its paragraphs in sentences."""

    id: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Page:
    """A page of a world.

    Attributes:
        id: its own.
        outlet: who runs it.
        title: headline.
        text: its lines by paragraph.
        moment: when it really came out.
        way: how it was made.
        parents: ids of the pages that it was made from.
        shown: the date that it shows, if any.
        credited: whom it credits.
        before: words before its first line.
        after: a last line.
        authors: its byline.
        url: its address; versions of one page share it.
        modified: whether it says that it was changed.
        present: whether the corpus holds it.
    """

    id: str
    outlet: str
    title: str
    text: Paragraphs
    moment: datetime
    way: str = "first"
    parents: tuple[str, ...] = ()
    shown: str | None = None
    credited: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    modified: bool = False
    present: bool = True

    def body(self) -> str:
        """Give the text as it is read."""
        text = self.before + "\n\n".join(" ".join(line.text for line in own) for own in self.text)
        return f"{text}\n\n{self.after}" if self.after else text

    def lines(self) -> Iterator[Line]:
        """Give the lines in order."""
        for own in self.text:
            yield from own


@dataclass
class World:
    """Pages that grow one from another.

    Attributes:
        name: of the world, the start of its pages' ids.
        kind: what is in it.
        half: which half of the kinds of change is used.
        drawing: its random numbers.
        pages: in the order in which they came out.
        loops: numbers of the facts for which outlets cite each other.
        spare: other real articles, of which pages that excerpt have their own text.
        murky: whether many of its pages show a wrong date or none.
    """

    name: str
    kind: str
    half: str
    drawing: random.Random
    pages: list[Page] = field(default_factory=list)
    loops: set[int] = field(default_factory=set)
    spare: list[Material] = field(default_factory=list)
    murky: bool = False

    def __post_init__(self) -> None:
        """Draw outlets, people and places."""
        draw = self.drawing
        self.outlets = draw.sample(OUTLETS, len(OUTLETS))
        self.people = [
            f"{g} {f}" for g, f in zip(draw.sample(GIVEN, 15), draw.sample(FAMILY, 15), strict=True)
        ]
        self.facts = draw.sample(FACTS[self.half], 3)
        self.places = draw.sample(PLACES, 3)
        self.numbers = draw.sample(range(13, 480), 3)
        self.moment = _START + timedelta(days=draw.randrange(200))
        self.used = 0

    def next_outlet(self) -> str:
        """Give an outlet that has no page yet."""
        self.used += 1
        return self.outlets[self.used - 1]

    def add(self, page: Page) -> Page:
        """Put a page after the others."""
        slug = page.outlet.lower().replace(" ", "")
        page.url = page.url or f"https://www.{slug}.example/{page.id}"
        page.shown = self.date(page)
        self.pages.append(page)
        return page

    def date(self, page: Page) -> str | None:
        """Draw what date a page shows: the moment, the day, a wrong day, or none."""
        sure, draw = page.modified or page.way == "first", self.drawing.random()
        if self.half == TUNING:
            if draw < (0.3 if self.murky else 0.08) and not sure:
                return (page.moment - timedelta(days=4)).date().isoformat()
            return page.moment.isoformat() if draw < 0.65 or page.modified else page.moment.date().isoformat()
        if draw < (0.4 if self.murky else 0.14) and not sure:
            return None
        return page.moment.isoformat() if draw < 0.5 or page.modified else page.moment.date().isoformat()

    def later(self) -> datetime:
        """Let some hours pass."""
        self.moment += timedelta(hours=self.drawing.choice((1, 3, 9, 20, 30)))
        return self.moment

    def first(self, material: Material, outlet: str | None = None, *, present: bool = True) -> Page:
        """Add a page with the real article's text."""
        name = f"{self.name}-{len(self.pages)}"
        text = tuple(
            tuple(Line(sentence, f"{name}:{p}:{s}") for s, sentence in enumerate(own))
            for p, own in enumerate(material.paragraphs)
        )
        outlet = outlet or self.next_outlet()
        return self.add(Page(name, outlet, material.title, text, self.later(), present=present))

    def plant(self, page: Page, line: Line) -> None:
        """Put a line into a page as a paragraph, or at the end of one, somewhere in its first half."""
        place = self.drawing.randrange(1, max(2, len(page.text) // 2 + 1))
        text = list(page.text)
        ended = place < len(text) and text[place][-1].text.endswith((".", "!", "?", "”", '"'))
        if self.drawing.random() < 0.5 and ended:
            text[place] = (*text[place], line)
        else:
            text.insert(place, (line,))
        page.text = tuple(text)

    def says(self, fact: int, page: Page, plan: str, turn: int) -> Line:
        """Give the line in which the `turn`-th outlet of a plan says a fact."""
        chosen, draw = self.facts[fact], self.drawing
        role = chosen.roles[turn % len(chosen.roles)]
        person = self.people[5 * fact + turn]
        kind = plan
        if plan == "person and own":
            kind = "several people" if turn == 0 else "own"
        elif plan == "unnamed and person":
            kind = "unnamed" if turn == 0 else "several people"
        elif plan == "one person":
            role, person = chosen.roles[0], self.people[5 * fact]
        if kind == "own":
            frame, origin = f"{{Fact}}, {chosen.own.format(outlet=page.outlet)}.", f"own {page.id}"
        elif kind == "own voice":
            frame, origin = "{Fact}.", f"voice {page.id}"
        elif kind == "unnamed":
            frame = draw.choice(UNNAMED[self.half]).replace("{outlet}", page.outlet)
            origin = f"unnamed {page.outlet}"
        else:
            frame = draw.choice(SAID[self.half]).replace("{person}", person)
            frame = frame.replace("{role}", role).replace("{Role}", role[:1].upper() + role[1:])
            origin = f"person {person}"
        # Who hears another person may happen upon the same words, but seldom.
        alike = plan == "one person" or (fact == 0 and draw.random() < 0.3)
        return self.line(fact, page, frame, origin, None if alike else turn)

    def line(self, fact: int, page: Page, frame: str, origin: str, way: int | None = None) -> Line:
        """Give a line that says a fact in one of its wordings, drawn where none is given."""
        wordings = tuple(one.replace("{place}", self.places[fact]) for one in self.facts[fact].says)
        says = self.drawing.choice(wordings) if way is None else wordings[way % len(wordings)]
        hedge = self.drawing.choice(HEDGES[self.half]) if self.drawing.random() < 0.2 else ""
        planted = Planted(fact, frame, says, str(self.numbers[fact]), hedge, wordings)
        return Line(planted.text(), f"{page.id}:fact{fact}", origin, planted)

    def derive(self, parent: Page, way: str | None = None) -> Page:
        """Add a page of another outlet that is made from a page."""
        draw = self.drawing
        way = way or draw.choice(("copy", "abridged", "rewritten", "rewritten", "new lead", "excerpted"))
        taken = unchanged(parent.text)
        name = f"{self.name}-{len(self.pages)}"
        outlet = self.next_outlet()
        if way in ("excerpted", "two sentences"):
            pick = pick_excerpt if way == "excerpted" else pick_two
            host = tuple(
                tuple(Line(text, f"{name}:{place}:{n}") for n, text in enumerate(own))
                for place, own in enumerate(self.spare.pop().paragraphs[:4])
            )
            text = (*host, *pick(taken, draw, self.half))
        else:
            text = CHANGES[self.half][way](taken, draw)
        if draw.random() < 0.3:
            text = tuple(tuple(drift(line, draw, self.half) for line in own) for own in text)
        page = Page(name, outlet, parent.title, text, self.later(), way, (parent.id,))
        if draw.random() < (0.5 if way != "rewritten" else 0.25):
            self.credit(page, parent.outlet)
        return self.add(page)

    def credit(self, page: Page, name: str) -> None:
        """Let a page say whom it has its text from, in one of the half's ways."""
        page.credited = (name,)
        way = self.drawing.randrange(3)
        if self.half == TUNING:
            if way == 0:
                page.before = f"{self.places[0].upper()} ({name}) — "
            elif way == 1:
                page.authors = (name,)
            else:
                page.after = f"Courtesy: {name}"
        elif way == 0:
            page.after = f"This article was first published by {name}."
        elif way == 1:
            page.after = f"(via {name})"
        else:
            page.after = f"Reprinted with permission from {name}."


def plant_facts(world: World, firsts: Sequence[Page]) -> None:
    """Plant two facts in first pages, each with a plan of who knows it."""
    for fact in range(2):
        plan = world.drawing.choice(_PLANS)
        for turn, page in enumerate(firsts):
            world.plant(page, world.says(fact, page, plan, turn))


def wire(world: World, firsts: Sequence[Material]) -> None:
    """An agency's story, in the corpus or not, and copies of all kinds."""
    here = world.drawing.random() < 0.6
    story = world.first(firsts[0], world.drawing.choice(AGENCIES), present=here)
    plant_facts(world, [story])
    for _ in range(world.drawing.randrange(2, 6)):
        world.derive(story)


def chain(world: World, firsts: Sequence[Material]) -> None:
    """Copies of copies."""
    page = world.first(firsts[0])
    plant_facts(world, [page])
    for _ in range(world.drawing.randrange(2, 5)):
        page = world.derive(world.drawing.choice(world.pages[-2:]))


def reports(world: World, firsts: Sequence[Material]) -> None:
    """Outlets' own reports of one event."""
    plant_facts(world, [world.first(material) for material in firsts])


def reports_and_copies(world: World, firsts: Sequence[Material]) -> None:
    """Outlets' own reports of one event, and copies of each."""
    reports(world, firsts)
    for _ in range(world.drawing.randrange(2, 5)):
        world.derive(world.drawing.choice(world.pages))


def citing(world: World, firsts: Sequence[Material]) -> None:
    """An outlet's own report, another that gives its finding as that outlet's, and a copy of that."""
    first, second = (world.first(material) for material in firsts[:2])
    line = world.says(0, first, world.drawing.choice(_PLANS), 0)
    world.plant(first, line)
    frame = world.drawing.choice(REPORTED[world.half]).replace("{outlet}", first.outlet)
    world.plant(second, world.line(0, second, frame, line.origin or ""))
    world.derive(second)


def loop(world: World, firsts: Sequence[Material]) -> None:
    """Outlets that cite each other in a ring."""
    pages = [world.first(material) for material in firsts]
    for place, page in enumerate(pages):
        cited = pages[(place + 1) % len(pages)].outlet
        frame = world.drawing.choice(REPORTED[world.half]).replace("{outlet}", cited)
        world.plant(page, world.line(0, page, frame, "ring"))
    world.loops.add(0)
    if world.drawing.random() < 0.4:
        world.derive(world.drawing.choice(pages))


def speech(world: World, firsts: Sequence[Material]) -> None:
    """Outlets' own reports that quote one speech, and a copy of one of them."""
    draw = world.drawing
    words, person = draw.choice(SPEECHES[world.half]), world.people[0]
    pages = [world.first(material) for material in firsts]
    for page in pages:
        chosen = sorted(draw.sample(range(len(words)), 3))
        for number in chosen:
            frame = draw.choice(("“{fact},” {person} said.", "{person} said: “{fact}.”"))
            frame = frame.replace("{person}", person)
            planted = Planted(10 + number, frame, words[number].rstrip("."), "", "")
            line = Line(planted.text(), f"{page.id}:speech{number}", f"person {person}", planted)
            page.text = (*page.text, (line,))
    world.derive(draw.choice(pages), draw.choice(("copy", "abridged", "new lead")))


def update(world: World, firsts: Sequence[Material]) -> None:
    """A page that gives another number later; a copy of each version."""
    page = world.first(firsts[0])
    plant_facts(world, [page])
    world.derive(page, "copy")
    other = str(int(world.numbers[0]) + 21)
    text = tuple(tuple(_renumbered(line, 0, other) for line in own) for own in unchanged(page.text))
    name = f"{world.name}-{len(world.pages)}"
    new = Page(name, page.outlet, page.title, text, world.later(), "updated", (page.id,), url=page.url)
    new.modified = True
    world.add(new)
    world.derive(new, world.drawing.choice(("copy", "abridged")))


def vague(world: World, firsts: Sequence[Material]) -> None:
    """An agency's story of which a copy gives a number roughly, and a copy of that copy."""
    story = world.first(firsts[0], world.drawing.choice(AGENCIES))
    plant_facts(world, [story])
    copy = world.derive(story, "copy")
    copy.text = tuple(tuple(_vaguer(line, world) for line in own) for own in copy.text)
    world.derive(copy, "copy")
    world.derive(story, "abridged")


def _renumbered(line: Line, fact: int, number: str) -> Line:
    if line.planted is None or line.planted.fact != fact:
        return line
    planted = replace(line.planted, number=number)
    return replace(line, text=planted.text(), planted=planted, changed=frozenset(("quantity",)))


def _vaguer(line: Line, world: World) -> Line:
    if line.planted is None or not line.planted.number.isdigit():
        return line
    planted = rounded(line.planted, world.drawing, world.half)
    return replace(line, text=planted.text(), planted=planted, changed=line.changed | {"quantity"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of world.

    Attributes:
        name: its name in the tables.
        grow: what makes it.
        needed: how many first pages it needs.
    """

    name: str
    grow: Callable[[World, Sequence[Material]], None]
    needed: int


KINDS = (
    Kind("wire and copies", wire, 1),
    Kind("copies of copies", chain, 1),
    Kind("own reports", reports, 2),
    Kind("three own reports", reports, 3),
    Kind("own reports and copies", reports_and_copies, 2),
    Kind("three reports and copies", reports_and_copies, 3),
    Kind("another's finding", citing, 2),
    Kind("ring of citations", loop, 2),
    Kind("ring of three", loop, 3),
    Kind("one speech", speech, 3),
    Kind("changed number", update, 1),
    Kind("vaguer number", vague, 1),
)


def grow_world(
    name: str, kind: Kind, half: str, seed: str, firsts: Sequence[Material], spare: Sequence[Material]
) -> World:
    """Grow a world.

    Args:
        name: the start of its pages' ids.
        kind: of world.
        half: of the kinds of change.
        seed: of its random numbers.
        firsts: real articles for its first pages; reports of one event where there are several.
        spare: other real articles, of which pages that excerpt have their own text.

    Returns:
        The world; its pages in the order in which they came out.
    """
    world = World(name, kind.name, half, random.Random(seed), spare=list(spare))
    kind.grow(world, firsts)
    return world

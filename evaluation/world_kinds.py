"""The kinds of made-up worlds that `worlds.py` scores: what stands in their pages, and the true answer."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from world_texts import AGENCIES, INCIDENTS, OUTLETS, PEOPLE, PLACES, Telling

from whence.identity import content_id
from whence.records import Credit, Document, Outlet

_START = datetime(2024, 3, 4, 9, tzinfo=UTC)


@dataclass
class World:
    """Pages that grow one by one, and what is known about them.

    Attributes:
        kind: what the world shows.
        drawing: its own random numbers.
        origins: how many independent origins its key sentence has.
        reports: how many outlets obtained it themselves, where that is asked.
        together: whether the key sentence is one claim in all pages; if not, it must not be.
        key: words that every form of the key sentence holds.
    """

    kind: str
    drawing: random.Random
    origins: int = 1
    reports: int | None = None
    together: bool = True
    key: tuple[str, ...] = ()
    documents: list[Document] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    outlets: tuple[Outlet, ...] = (
        *(Outlet(outlet=name) for name in OUTLETS),
        *(Outlet(outlet=name, agency=True) for name in AGENCIES),
    )

    def __post_init__(self) -> None:
        """Draw the incident, its people and its outlets."""
        self.incident = self.drawing.choice(INCIDENTS)
        self.place, self.other_place = self.drawing.sample(PLACES, 2)
        self.people = self.drawing.sample(PEOPLE, 4)
        self.names = self.drawing.sample(OUTLETS, 6)
        self.number = self.drawing.randrange(14, 190)
        self.tellings = self.drawing.sample(self.incident.tellings, len(self.incident.tellings))
        self.hour = 0.0

    def says_apart(self, way: int) -> str:
        """Give the key sentence in other words."""
        self.key = (*self.key, str(self.number))
        return self.incident.apart[way].format(number=self.number, place=self.place)

    def says(self, way: int | None = None, *, number: int | None = None, place: str | None = None) -> str:
        """Give the key sentence without its full stop, in one of its wordings."""
        wordings = self.incident.says
        wording = wordings[way] if way is not None else self.drawing.choice(wordings)
        number = number or self.number
        self.key = (*self.key, str(number))
        return wording.format(number=number, place=place or self.place)

    def page(
        self, outlet: str, telling: Telling, key: str, *, dated: str = "hour", agency: bool = False
    ) -> Document:
        """Add a page with the key sentence among a telling's own sentences."""
        text = "\n\n".join(
            (" ".join(telling.before), key, " ".join(telling.after[:2]), " ".join(telling.after[2:]))
        )
        return self.put(outlet, text, dated=dated, agency=agency)

    def put(self, outlet: str, text: str, *, dated: str = "hour", agency: bool = False) -> Document:
        """Add a page with the text."""
        self.hour += self.drawing.choice((1, 2, 5, 9))
        moment = _START + timedelta(hours=self.hour)
        earliest: datetime | None = moment
        latest: datetime | None = moment
        if dated == "day":
            earliest = moment.replace(hour=0)
            latest = moment.replace(hour=23, minute=59, second=59)
        elif dated == "never":
            earliest = latest = None
        name = f"{len(self.documents)}-{outlet.lower().replace(' ', '-')}"
        document = Document(
            id=content_id("d", name, text), input=name, outlet=outlet, agency=agency, text=text,
            language="en", title=self.incident.title.format(place=self.place), published_earliest=earliest,
            published_latest=latest,
        )  # fmt: skip
        self.documents.append(document)
        return document

    def credit(self, document: Document, kind: str, target: str) -> None:
        """Add a credit that stands outside the text."""
        self.credits.append(
            Credit(
                id=content_id("c", document.id, kind, target), document_id=document.id, kind=kind,  # type: ignore[arg-type]
                target=target, text=f"{kind} {target}",
            )
        )  # fmt: skip

    def by(self, role: str, person: str, key: str) -> str:
        """Attribute the key sentence to a person, in one of three ways."""
        ways = (
            "{key}, {role} {person} said.",
            "{Role} {person} said that {key}.",
            "According to {role} {person}, {key}.",
        )
        said = self.drawing.choice(ways).format(key=key, role=role, Role=_upper(role), person=person)
        return _upper(said)

    def telling(self, number: int) -> Telling:
        """Give one of the ways to tell it, filled in."""
        return self.tellings[number % len(self.tellings)]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _edit(world: World, text: str) -> str:
    """Shorten a copy: leave one of its sentences out, as a desk does."""
    paragraphs = text.split("\n\n")
    last = paragraphs[-1].split(". ")
    return "\n\n".join([*paragraphs[:-1], ". ".join(last[:-1]) + "." if len(last) > 1 else ""]).strip()


def press_conference(world: World) -> None:
    """Four outlets hear one official, each in an article of its own."""
    key = world.says(0)
    for number in range(4):
        world.page(
            world.names[number], world.telling(number), world.by(world.incident.role, world.people[0], key)
        )
    world.reports = 4


def wire_and_copies(world: World) -> None:
    """An agency's story and three copies that credit it, dated to the day."""
    key = world.by(world.incident.role, world.people[0], world.says())
    wire = world.page(AGENCIES[0], world.telling(0), key, agency=True)
    for number in range(3):
        copy = world.put(world.names[number], _edit(world, wire.text) if number else wire.text, dated="day")
        world.credit(copy, world.drawing.choice(("byline", "courtesy", "originally-published")), AGENCIES[0])


def wire_not_here(world: World) -> None:
    """Three outlets run an agency's story that the corpus does not hold, without anyone quoted."""
    text = None
    for number in range(3):
        if text is None:
            text = world.page(world.names[0], world.telling(0), _upper(world.says()) + ".").text
        else:
            world.put(world.names[number], text, dated="day")
        world.credit(world.documents[-1], "byline", AGENCIES[0])


def loop(world: World) -> None:
    """Two outlets cite each other for it."""
    one, other = world.names[:2]
    key = world.says()
    world.page(one, world.telling(0), _upper(f"{key}, the {_bare(other)} reported."), dated="day")
    world.hour = 0
    world.page(other, world.telling(1), f"The {_bare(one)} reported that {key}.", dated="day")


def two_sources(world: World) -> None:
    """Two outlets have it from two people, in words of their own."""
    world.page(
        world.names[0], world.telling(0), world.by(world.incident.role, world.people[0], world.says(0))
    )
    world.page(
        world.names[1], world.telling(1), world.by(world.incident.other_role, world.people[1], world.says(1))
    )
    world.origins = 2


def two_sources_and_copies(world: World) -> None:
    """An agency with two copies, and an outlet that has it from somebody else."""
    wire_and_copies(world)
    world.page(
        world.names[4], world.telling(1), world.by(world.incident.other_role, world.people[1], world.says())
    )
    world.origins = 2


def unnamed_sources(world: World) -> None:
    """Two outlets have it from unnamed people who spoke to each of them."""
    for number, who in enumerate(("an official", "two people with knowledge of the matter")):
        outlet = world.names[number]
        key = _upper(f"{world.says(number)}, {who} told the {_bare(outlet)}.")
        world.page(outlet, world.telling(number), key)
    world.origins = 2


def uncredited_copy(world: World) -> None:
    """A copy without credit that drops a sentence and the attribution."""
    key = world.says()
    first = world.page(
        world.names[0], world.telling(0), _upper(f"{key}, {world.incident.role} {world.people[0]} said.")
    )
    world.put(
        world.names[1],
        _edit(world, first.text).replace(f", {world.incident.role} {world.people[0]} said", ""),
    )


def undated_copy(world: World) -> None:
    """A copy without credit or date, so that nothing shows which came first."""
    first = world.page(world.names[0], world.telling(0), _upper(world.says()) + ".")
    world.put(world.names[1], _edit(world, first.text), dated="never")


def citing(world: World) -> None:
    """An outlet reports another's interview in words of its own."""
    one = world.names[0]
    world.page(one, world.telling(0), world.by(world.incident.role, world.people[0], world.says(0)))
    key = f"{_upper(world.incident.role)} {world.people[0]} told the {_bare(one)} that {world.says(2)}."
    world.page(world.names[1], world.telling(1), key)


def correction(world: World) -> None:
    """An agency corrects its number; one copy has the first version, one the second."""
    first, second = world.number, world.number + 30
    wire = world.page(
        AGENCIES[0],
        world.telling(0),
        world.by(world.incident.role, world.people[0], world.says(number=first)),
        agency=True,
    )
    early = world.put(world.names[0], wire.text)
    world.credit(early, "byline", AGENCIES[0])
    corrected = world.put(AGENCIES[0], wire.text.replace(str(first), str(second)), agency=True)
    world.key = (*world.key, str(second))
    world.documents[-1] = replace(corrected, version_of=wire.id)
    late = world.put(world.names[1], corrected.text)
    world.credit(late, "byline", AGENCIES[0])


def two_incidents(world: World) -> None:
    """The same thing happened in two places, with other numbers: two claims, not one."""
    world.page(
        world.names[0], world.telling(0), world.by(world.incident.role, world.people[0], world.says(0))
    )
    key = world.says(0, number=world.number + 7, place=world.other_place)
    world.page(world.names[1], world.telling(1), world.by(world.incident.role, world.people[1], key))
    world.together = False
    world.origins = 2


def worded_apart(world: World) -> None:
    """Three outlets hear one official and each puts it in its own words; one names her by role only."""
    role, person = world.incident.role, world.people[0]
    world.page(world.names[0], world.telling(0), world.by(role, person, world.says(0)))
    world.page(world.names[1], world.telling(1), world.by(role, person, world.says_apart(0)))
    world.page(world.names[2], world.telling(2), _upper(f"{world.says_apart(1)}, the {role} told reporters."))
    world.reports = 3


def long_quotation(world: World) -> None:
    """Three outlets quote one official at length, word for word, in articles of their own."""
    role, person = world.incident.role, world.people[0]
    speech = world.incident.speech
    for number in range(3):
        key = f"{world.by(role, person, world.says())} “{speech}” {person.split()[-1]} said."
        world.page(world.names[number], world.telling(number), key)
    world.reports = 3


def reworded_copy(world: World) -> None:
    """A copy without credit: paragraphs in another order, every eighth word or so changed or left out."""
    first = world.page(
        world.names[0], world.telling(0), world.by(world.incident.role, world.people[0], world.says())
    )
    paragraphs = first.text.split("\n\n")
    moved = [paragraphs[1], paragraphs[0], *paragraphs[2:]]
    world.put(world.names[1], "\n\n".join(_reword(world, paragraph) for paragraph in moved))


def chain(world: World) -> None:
    """A copies B without credit, and C credits A."""
    key = world.by(world.incident.role, world.people[0], world.says())
    first = world.page(world.names[0], world.telling(0), key)
    second = world.put(world.names[1], _edit(world, first.text))
    third = world.put(world.names[2], _edit(world, second.text), dated="day")
    world.credit(third, "courtesy", world.names[1])


def two_agencies(world: World) -> None:
    """Two agencies, each with its own source and two copies of its story."""
    people = (world.incident.role, world.incident.other_role)
    for number, agency in enumerate(AGENCIES):
        key = world.by(people[number], world.people[number], world.says(number))
        story = world.page(agency, world.telling(number), key, agency=True)
        for place in (0, 1):
            copy = world.put(world.names[2 * number + place], _edit(world, story.text), dated="day")
            world.credit(copy, "byline", agency)
    world.origins = 2


def copy_with_own_source(world: World) -> None:
    """A credited copy of an agency's story that adds a source of its own for the same thing."""
    wire = world.page(
        AGENCIES[0],
        world.telling(0),
        world.by(world.incident.role, world.people[0], world.says(0)),
        agency=True,
    )
    who = f"{_upper(world.incident.other_role)} {world.people[1]}"
    own = f"{who} told the {_bare(world.names[0])} that {world.says(1)}."
    copy = world.put(world.names[0], f"{wire.text}\n\n{own}")
    world.credit(copy, "byline", AGENCIES[0])
    world.origins = 2


def other_week(world: World) -> None:
    """The same thing happened in the same place five weeks later, with another number: two claims."""
    world.page(
        world.names[0], world.telling(0), world.by(world.incident.role, world.people[0], world.says(0))
    )
    world.hour += 5 * 7 * 24
    key = world.says(0, number=world.number + 9)
    world.page(world.names[1], world.telling(1), world.by(world.incident.role, world.people[0], key))
    world.together = False
    world.origins = 2


def _reword(world: World, text: str) -> str:
    """Change or leave out every eighth word, numbers and names aside."""
    swaps = ("then", "also", "now", "still", "rather", "once")
    changed = []
    for word in text.split():
        if word.isalpha() and word.islower() and world.drawing.random() < 0.125:
            if world.drawing.random() < 0.5:
                changed.append(world.drawing.choice(swaps))
        else:
            changed.append(word)
    return " ".join(changed)


def _bare(outlet: str) -> str:
    return outlet.removeprefix("The ")


WORLDS: dict[str, Callable[[World], None]] = {
    "press conference": press_conference,
    "wire and credited copies": wire_and_copies,
    "wire not in the corpus": wire_not_here,
    "press conference, worded apart": worded_apart,
    "long quotation": long_quotation,
    "loop": loop,
    "uncredited copy": uncredited_copy,
    "uncredited copy, reworded": reworded_copy,
    "copy of a copy": chain,
    "undated copy": undated_copy,
    "cited interview": citing,
    "corrected wire": correction,
    "two named sources": two_sources,
    "two sources and copies": two_sources_and_copies,
    "two agencies and copies": two_agencies,
    "copy with a source of its own": copy_with_own_source,
    "two unnamed sources": unnamed_sources,
    "two incidents of one kind": two_incidents,
    "two incidents in one place": other_week,
}


def build_world(kind: str, seed: str) -> World:
    """Build one world by seed."""
    world = World(kind, random.Random(f"{kind} {seed}"))
    WORLDS[kind](world)
    return world

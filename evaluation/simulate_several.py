"""Kinds of grown worlds with several origins behind each fact, and with copies that are hard to tell.

In each, three facts are planted, so that there are many claims of two origins and more.
"""

from collections.abc import Sequence
from dataclasses import replace

from simulate_texts import AGENCIES
from simulate_worlds import Kind, Material, Page, World

_FACTS = range(3)
_TWO = ("several people", "person and own", "own", "unnamed and person")
HARD = ("retold", "retold", "lightly", "two sentences", "abridged")
"""Ways of taking a page over of which little is left, or in which a number changes."""


def _copies(world: World, pages: Sequence[Page], least: int, most: int) -> None:
    """Add copies of some pages, each pages' turn in order, by ways that are hard to tell."""
    for number in range(world.drawing.randrange(least, most + 1)):
        world.derive(pages[number % len(pages)], world.drawing.choice(HARD))


def two_agencies(world: World, firsts: Sequence[Material]) -> None:
    """Two agencies' own stories of one event, in the corpus or not, each with copies."""
    names = world.drawing.sample(AGENCIES, 2)
    stories = [
        world.first(material, name, present=world.drawing.random() < 0.6)
        for material, name in zip(firsts, names, strict=False)
    ]
    for fact in _FACTS:
        plan = world.drawing.choice(_TWO)
        for turn, page in enumerate(stories):
            world.plant(page, world.says(fact, page, plan, turn))
    for number in range(4):
        world.derive(stories[number % 2], world.drawing.choice(("copy", "abridged", "rewritten", "lightly")))


def speech_and_finding(world: World, firsts: Sequence[Material]) -> None:
    """Two outlets hear one person, a third finds the same out itself; hard copies of all."""
    pages = [world.first(material) for material in firsts]
    for fact in _FACTS:
        for turn, page in enumerate(pages):
            world.plant(page, world.says(fact, page, "own" if turn == 2 else "one person", turn))
    _copies(world, pages, 2, 3)


def agency_and_own(world: World, firsts: Sequence[Material]) -> None:
    """An agency's story, and a page that carries it but has the facts from elsewhere; a copy of each."""
    story = world.first(firsts[0], world.drawing.choice(AGENCIES))
    for fact in _FACTS:
        world.plant(story, world.says(fact, story, "several people", 0))
    mixed = world.derive(story, world.drawing.choice(("abridged", "copy", "new lead")))
    own = world.drawing.choice(("own", "several people"))
    mixed.text = tuple(
        tuple(
            line if line.planted is None else world.says(line.planted.fact, mixed, own, 1)
            for line in paragraph
        )
        for paragraph in mixed.text
    )
    world.derive(story, "copy")
    world.derive(mixed, world.drawing.choice(("copy", "lightly")))


def two_in_one(world: World, firsts: Sequence[Material]) -> None:
    """A page that has each fact from two people, and another outlet's own report; hard copies."""
    pages = [world.first(material) for material in firsts]
    for fact in _FACTS:
        world.plant(pages[0], world.says(fact, pages[0], "several people", 0))
        second = world.says(fact, pages[0], "several people", 1)
        world.plant(pages[0], replace(second, root=f"{second.root}b"))
        plan = world.drawing.choice(("several people", "own", "own voice"))
        world.plant(pages[1], world.says(fact, pages[1], plan, 2))
    _copies(world, pages, 1, 3)


def many_reports(world: World, firsts: Sequence[Material]) -> None:
    """Three outlets' reports, of which one or two have a fact from two people: up to five origins."""
    pages = [world.first(material) for material in firsts]
    for fact in _FACTS:
        turn = 0
        for number, page in enumerate(pages):
            for again in range(2 if number < fact else 1):
                plan = "own" if number == 2 else "several people"
                line = world.says(fact, page, plan, turn)
                world.plant(page, replace(line, root=f"{line.root}{'b' * again}"))
                turn += 1
    if world.drawing.random() < 0.6:
        _copies(world, pages, 1, 3)


def hard_copies(world: World, firsts: Sequence[Material]) -> None:
    """Two own reports, copies of which little is left and copies of those, many misdated or undated."""
    world.murky = True
    pages = [world.first(material) for material in firsts]
    for fact in _FACTS:
        plan = world.drawing.choice(_TWO)
        for turn, page in enumerate(pages):
            world.plant(page, world.says(fact, page, plan, turn))
    for _ in range(world.drawing.randrange(3, 6)):
        world.derive(world.drawing.choice(world.pages), world.drawing.choice(HARD))


SEVERAL = (
    Kind("two agencies", two_agencies, 2),
    Kind("heard and found", speech_and_finding, 3),
    Kind("agency and own reporting", agency_and_own, 1),
    Kind("two speakers in one page", two_in_one, 2),
    Kind("many reports", many_reports, 3),
    Kind("hard copies", hard_copies, 2),
)

"""Makes articles about events, whose claims, sources and copies meet as those of news do.

    python benchmarks/event_news.py OUT.jsonl --documents 10000 [--articles ARTICLES.jsonl[.gz]] [--seed 1]

The texts of `generator.py` (words of news, families of copies) carry paragraphs about events of power-law
sizes, the largest a fiftieth of the articles but 500 at most. An event has a place, two speakers and two
claims with a figure each. Half of the articles are about one; of these two in five open with the event's
wire story, word for word, under its agency's name, and the others tell its claims in words of their own:
one of several wordings, by one of several attributions, now and then with a figure that has changed. A day
has 300 articles, as in a collection that grows with time, so that more articles are more events and more
days.

What it is not: the claims are few in kind and short, and what surrounds them makes no sense, so it says
nothing about how well claims are grouped or counted: `evaluation/` measures that.
"""

import argparse
import datetime
import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
from event_words import AGENCIES, KINDS, OTHER, TELLINGS, Kind, invent_person, invent_place
from generator import Recipe, write_corpus

_A_DAY = 300  # articles
_LARGEST = 500  # articles about one event
_SIZES = 2.0  # exponent of the sizes of events
_ABOUT_EVENTS = 0.5
_COPIES = 0.4
_CHANGED = 0.05
_BEGIN = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and the wire's story of it."""

    kind: Kind
    place: str
    day: int
    figures: tuple[int, int]
    people: tuple[str, str]
    agency: str
    wire: str


def invent_event(chosen: random.Random, days: int) -> Event:
    """Invent an event."""
    kind, place = chosen.choice(KINDS), invent_place(chosen)
    event = Event(
        kind=kind,
        place=place,
        day=chosen.randrange(days),
        figures=(chosen.randrange(11, 900), chosen.randrange(11, 90)),
        people=(invent_person(chosen), invent_person(chosen)),
        agency=chosen.choice(AGENCIES),
        wire="",
    )
    sentences = [tell(event, claim, chosen) for claim in (0, 1, 0)]
    wire = f"{event.place.upper()} ({event.agency}) - {' '.join(sentences)} {chosen.choice(OTHER)}"
    return Event(event.kind, place, event.day, event.figures, event.people, event.agency, wire)


def tell(event: Event, claim: int, chosen: random.Random) -> str:
    """Tell one of an event's claims in a wording and by an attribution that are drawn."""
    figures = list(event.figures)
    if chosen.random() < _CHANGED:
        figures[claim] += chosen.randrange(1, 9)
    day = (_BEGIN + datetime.timedelta(days=event.day)).strftime("%A")
    filled = {"place": event.place, "number": figures[0], "other": figures[1]}
    plain = chosen.choice(event.kind.claims[claim]).format(**filled)
    told = chosen.choice(TELLINGS).format(
        claim=plain,
        name=event.people[claim],
        office=event.kind.bodies[claim].format(**filled),
        agency=event.agency,
        day=day,
    )
    begin = 1 if told.startswith('"') else 0
    return told[:begin] + told[begin].upper() + told[begin + 1 :]


def plan_events(documents: int, chosen: random.Random) -> list[Event | None]:
    """Give each article its event, or none."""
    days = max(1, documents // _A_DAY)
    largest = max(2, min(_LARGEST, documents // 50))
    sizes = range(1, largest + 1)
    weights = [size**-_SIZES for size in sizes]
    about: list[Event | None] = []
    most = int(documents * _ABOUT_EVENTS)
    while len(about) < most:
        size = chosen.choices(sizes, weights)[0]
        about += [invent_event(chosen, days)] * min(size, most - len(about))
    about += [None] * (documents - len(about))
    chosen.shuffle(about)
    return about


def write_article(
    row: dict[str, str], event: Event | None, days: int, chosen: random.Random
) -> dict[str, str]:
    """Make an article of a generated text and, if it has one, its event."""
    paragraphs = row["text"].split("\n\n")
    day, hours = chosen.randrange(days), chosen.uniform(0, 24)
    title = " ".join(paragraphs[-1].split()[:7]).rstrip(",.")
    authors = invent_person(chosen)
    if event is not None:
        day, hours = event.day, 6 + chosen.expovariate(1 / 10)
        title = chosen.choice(event.kind.titles).format(place=event.place)
        own = [tell(event, claim, chosen) for claim in chosen.sample((0, 1, 0, 1), chosen.randint(1, 3))]
        if chosen.random() < _COPIES:
            own, authors = [event.wire], event.agency
        paragraphs[0:0] = own
    published = _BEGIN + datetime.timedelta(days=day, hours=hours)
    return {
        "id": row["id"],
        "title": title,
        "text": "\n\n".join(paragraphs),
        "outlet": row["outlet"],
        "author": authors,
        "published": published.isoformat(timespec="seconds"),
        "language": "en",
        "url": f"https://{row['outlet'].replace(' ', '').lower()}.example/{row['id']}",
    }


def make_articles(documents: int, articles: Path | None, seed: int = 1) -> Iterator[dict[str, str]]:
    """Make articles, the same for the same arguments.

    Args:
        documents: how many.
        articles: JSONL whose words the texts are made from; the demo's where not given.
        seed: other seeds give other articles.
    """
    chosen = random.Random(seed)
    events = iter(plan_events(documents, chosen))
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(
            Path(folder), Recipe(documents=documents, seed=seed, largest=max(2, documents // 50)), articles
        )
        for part in sorted((Path(folder) / "documents").glob("*.parquet")):
            for row in pq.read_table(part, columns=["id", "text", "outlet"]).to_pylist():
                yield write_article(row, next(events), max(1, documents // _A_DAY), chosen)


def write_articles(out: Path, documents: int, articles: Path | None, seed: int = 1) -> None:
    """Write articles as JSONL."""
    aside = out.with_suffix(".writing")
    with aside.open("w", encoding="utf-8") as file:
        for article in make_articles(documents, articles, seed):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    aside.replace(out)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--articles", type=Path, help="JSONL with a text field; the demo's where not given")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_articles(options.out, options.documents, options.articles, options.seed)


if __name__ == "__main__":
    main()

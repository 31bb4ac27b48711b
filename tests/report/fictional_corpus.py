"""A small traced corpus made by hand: a wire story, a copy that changes a number, a denial and a loop."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from whence.export import sort_table
from whence.records import (
    TABLES,
    Arrow,
    Claim,
    Credit,
    Decision,
    Document,
    Edge,
    Evidence,
    Family,
    Loop,
    Mutation,
    Origin,
    Passage,
    Quantity,
    Skipped,
    Source,
    Statement,
    to_table,
)

HOSTILE = '<script>alert(1)</script> " onload="x" {{ 7*7 }} [red]loud[/red] \x1b[31m\u202eevil'
WIRE = (
    "PORT ALMA (Meridian Wire) - A ferry struck the harbour wall on Friday. The harbour ministry said "
    "12 people were hurt. Divers searched the water until dusk."
)
COPY = (
    "A ferry struck the harbour wall on Friday. The harbour ministry said 20 people were hurt. "
    "Divers searched the water until dusk."
)


@dataclass(frozen=True)
class FakeInfo:
    """What `Corpus.info` gives."""

    folder: str = "corpus"
    whence_version: str = "0.1.0"
    format: int = 1
    counts: dict[str, int] = field(default_factory=dict)
    traced: bool = True
    skipped: tuple[Skipped, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)


class FakeCorpus:
    """Tables by name, with nothing behind them."""

    def __init__(self, rows: dict[str, list[Any]]) -> None:
        self.rows = rows

    def table(self, name: str) -> pa.Table:
        """Give a table, sorted."""
        return sort_table(to_table(self.rows.get(name, []), TABLES[name]), name)

    def rulings(self) -> list[object]:
        """Nobody decided anything here."""
        return []

    def info(self) -> FakeInfo:
        """Give counts, skipped inputs, caps and settings."""
        return FakeInfo(
            counts={name: len(self.rows.get(name, [])) for name in TABLES},
            skipped=tuple(self.rows.get("skipped", [])),
            left_out={"common fingerprints": 3},
            settings={"ingest": {"zone": None, "shortest_text": 20}},
        )

    def document(self, key: str) -> Document:
        """Give one document."""
        return next(item for item in self.rows["documents"] if item.id == key)


def moment(day: int, hour: int = 0) -> datetime:
    """Give a moment in May 2024."""
    return datetime(2024, 5, day, hour, tzinfo=UTC)


def place(text: str, words: str) -> dict[str, int]:
    """Give the offsets of words in a text."""
    begin = text.index(words)
    return {"begin": begin, "end": begin + len(words)}


def _documents() -> list[Document]:
    a_day = timedelta(days=1) - timedelta(seconds=1)
    return [
        Document(
            id="wire-1", input="news/wire.html", url="https://meridian.example/ferry", outlet="Meridian Wire",
            publisher="Meridian Group", title="Ferry strikes wall", authors=("Ada Brook",), text=WIRE,
            published_earliest=moment(3, 9), published_latest=moment(3, 9), published_from="meta",
        ),
        Document(
            id='copy "2" <b>', input="news/copy.html", url="javascript:alert(1)", outlet="Alma Courier",
            publisher="Courier House", title=HOSTILE, text=COPY,
            published_earliest=moment(4), published_latest=moment(4) + a_day, published_from="text",
        ),
        Document(id="blog-3", input="news/blog.txt", outlet="Quay Blog", title="Nobody hurt?",
                 text="The Alma Courier reported that nobody was hurt. The ministry denies it."),
    ]  # fmt: skip


def _statements() -> list[Statement]:
    shared = {"source": "the harbour ministry", "source_id": "n1", "source_kind": "named", "claim_id": "k1",
              "quotation": "indirect", "cue": "said", "attribution_id": "a1"}  # fmt: skip
    hurt = [Quantity(kind="injured", low=n, high=n, counted="people", begin=0, end=2) for n in (12.0, 20.0)]
    return [
        Statement(id="s1", document_id="wire-1", text="12 people were hurt", quantities=(hurt[0],),
                  **place(WIRE, "12 people were hurt"), **shared),
        Statement(id="s2", document_id='copy "2" <b>', text="20 people were hurt", quantities=(hurt[1],),
                  hedges=("reportedly",), **place(COPY, "20 people were hurt"), **shared),
        Statement(id="s3", document_id="blog-3", text="nobody was hurt", source="the Alma Courier",
                  source_kind="named", begin=31, end=46, negated=True, quotation="indirect", claim_id="k2"),
    ]  # fmt: skip


def fictional_rows() -> dict[str, list[Any]]:
    """Give the rows of every table."""
    copy = 'copy "2" <b>'
    return {
        "documents": _documents(),
        "credits": [Credit(id="c1", document_id=copy, kind="courtesy", target="Meridian Wire",
                           text="Courtesy: Meridian Wire <img src=x>")],
        "passages": [Passage(id="p1", left_id=copy, left_begin=0, left_end=len(COPY), right_id="wire-1",
                             right_begin=28, right_end=len(WIRE), matched_tokens=21, similarity=0.95)],
        "edges": [
            Edge(id="e1", earlier_id="wire-1", later_id=copy, kind="republished", direction="determined",
                 direction_from="credit", credited=True, confidence=0.99, later_covered=1.0,
                 evidence=(Evidence(kind="passage", id="p1"), Evidence(kind="credit", id="c1"),
                           Evidence(kind="words", words="Courtesy: Meridian Wire"))),
            Edge(id="e2", earlier_id="blog-3", later_id=copy, kind="cites", direction="undetermined",
                 evidence=(Evidence(kind="words", words="The Alma Courier reported"),)),
        ],
        "families": [
            Family(family_id="f1", document_id="wire-1", role="root"),
            Family(family_id="f1", document_id=copy, role="copy", parent_id="wire-1"),
        ],
        "statements": _statements(),
        "sources": [Source(id="n1", name="Harbour Ministry", aliases=("the ministry",), kind="named",
                           documents=(copy, "wire-1"))],
        "claims": [
            Claim(id="k1", text="12 people were hurt", statement_count=2, document_count=2, outlet_count=2,
                  publisher_count=2, first_published_earliest=moment(3, 9),
                  first_published_latest=moment(3, 9), origins_low=1, origins_best=1, origins_high=2),
            Claim(id="k2", text="nobody was hurt", statement_count=1, document_count=1, outlet_count=1,
                  publisher_count=0, origins_low=1, origins_best=1, origins_high=1, loop=True, denies="k1"),
        ],
        "arrows": [
            Arrow(claim_id="k1", id="w1", from_statement="s2", to="s1", to_kind="statement", kind="copy",
                  probability=0.9, passage_id="p1", words="people were hurt"),
            Arrow(claim_id="k1", id="w2", from_statement="s1", to="n1", to_kind="source",
                  kind="attribution", probability=0.99, words="The harbour ministry said"),
        ],
        "origins": [
            Origin(claim_id="k1", id="o1", origin="n1", kind="source", in_corpus=True,
                   independent_reports=2, documents=(copy, "wire-1"), merged_by=("w1", "w2")),
            Origin(claim_id="k2", id="o2", origin="Alma Courier", kind="loop", in_corpus=False,
                   documents=("blog-3",)),
        ],
        "mutations": [Mutation(claim_id="k1", from_statement="s1", to_statement="s2", kind="quantity",
                               before="12", after="20")],
        "loops": [Loop(claim_id="k2", documents=("blog-3", copy),
                       words=("The Alma Courier reported", "as the Quay Blog wrote"))],
        "decisions": [
            Decision(id="j1", verb="reject", subject="edge", reason=f"seen in print {HOSTILE}",
                     documents=("gone-9", "wire-1"), state="gone"),
            Decision(id="j2", verb="reject", subject="claim", statements=("s1", "s2", "s9"), applies_to=("k1",)),
        ],
        "skipped": [Skipped(input="news/broken.html", reason="no running text <b>; save the page again")],
    }  # fmt: skip


def fictional_corpus() -> FakeCorpus:
    """Give the corpus."""
    return FakeCorpus(fictional_rows())

"""Runs the stages from documents to families on a table of articles, as the main job does, in memory."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from whence.ingest import Ingested, read_inputs, resolve_credits, resolve_documents
from whence.match import align_counted, drop_boilerplate, find_candidates
from whence.records import Credit, Document, Edge, Family, Passage, from_table
from whence.settings import Settings
from whence.text import fingerprint
from whence.trace import find_families, trace_edges


@dataclass(frozen=True, slots=True)
class Articles:
    """Documents as they were read, with their credits."""

    documents: list[Document]
    credits: list[Credit]


@dataclass(frozen=True, slots=True)
class Tracing:
    """What the stages make of the articles.

    Attributes:
        documents: the articles, resolved.
        candidates: the pairs that were aligned.
        passages: without those that are boilerplate.
        boilerplate: how many passages of each pair were boilerplate.
        edges: by pair of ids, rising.
        families: their members.
    """

    documents: list[Document]
    candidates: set[tuple[str, str]]
    passages: list[Passage]
    boilerplate: dict[tuple[str, str], int]
    edges: dict[tuple[str, str], Edge]
    families: list[Family]


def pair_key(one: str, other: str) -> tuple[str, str]:
    """Give two ids in rising order."""
    return min(one, other), max(one, other)


def read_articles(path: Path, settings: Settings) -> Articles:
    """Read whatever whence reads; of a folder of data its `articles.jsonl.gz`, where it has one."""
    packed = path / "articles.jsonl.gz"
    path = packed if packed.is_file() else path
    documents: list[Document] = []
    credits: list[Credit] = []
    for read in read_inputs([path], settings.ingest):
        if isinstance(read, Ingested):
            documents.append(read.document)
            credits.extend(read.credits)
    return Articles(documents, credits)


def trace_articles(articles: Articles, settings: Settings) -> Tracing:
    """Run the stages from documents to families."""
    documents = resolve_documents(articles.documents, ())
    credits = resolve_credits(documents, articles.credits, ())
    texts = pa.table({"id": [d.id for d in documents], "text": [d.text for d in documents]})
    outlets = {document.id: document.outlet for document in documents}
    candidates = find_candidates(fingerprint(texts, settings.match), outlets, settings.match)
    aligned = align_counted(candidates.pairs, texts, settings.match).passages
    kept, _ = drop_boilerplate(aligned, texts, candidates.boilerplate, settings.match)
    passages = from_table(kept, Passage)
    edges, _ = trace_edges(documents, credits, passages, settings.trace)
    boilerplate: dict[tuple[str, str], int] = {}
    left_out = set(aligned.column("id").to_pylist()) - set(kept.column("id").to_pylist())
    for row in aligned.select(["id", "left_id", "right_id"]).to_pylist():
        key = (row["left_id"], row["right_id"])
        boilerplate[key] = boilerplate.get(key, 0) + (row["id"] in left_out)
    sides = (candidates.pairs.column(side).to_pylist() for side in ("left_id", "right_id"))
    return Tracing(
        documents=documents,
        candidates=set(zip(*sides, strict=True)),
        passages=passages,
        boilerplate=boilerplate,
        edges={pair_key(edge.earlier_id, edge.later_id): edge for edge in edges},
        families=find_families(documents, edges, settings.trace),
    )

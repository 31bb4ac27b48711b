"""How much of what a generator planted stands in passages, and what passages stand outside of it."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from numba import njit
from numpy.typing import NDArray

FOUND = 0.8  # of a plant's characters, those in passages, from which it counts as found
_STOCK = ("quote", "footer")
Columns = dict[str, NDArray[Any]]


class Corpus(NamedTuple):
    """What is known of a generated corpus."""

    ids: pa.Array  # of all documents
    plants: pa.Table  # as the generator writes them
    family: NDArray[np.int64]  # per document, -1 for none


def read_corpus(folder: Path, parts: int | None = None) -> Corpus:
    """Read the ids and plants of a generated corpus, or of its first parts."""
    documents = sorted((folder / "documents").glob("*.parquet"))[:parts]
    ids = ds.dataset([str(path) for path in documents]).to_table(["id"])["id"].combine_chunks()
    planted = sorted((folder / "plants").glob("*.parquet"))[:parts]
    plants = ds.dataset([str(path) for path in planted]).to_table()
    family = np.full(len(ids), -1, np.int64)
    sourced = plants.filter(pc.is_valid(plants["source_id"]))
    sourced = sourced.filter(pc.is_in(sourced["source_id"], value_set=ids))
    for name in ("document_id", "source_id"):
        family[number_ids(sourced[name], ids)] = sourced["family"].to_numpy()
    return Corpus(ids, plants, family)


def number_ids(column: pa.ChunkedArray, ids: pa.Array) -> NDArray[np.int64]:
    """Give the place of each id among all, -1 where it is not there."""
    return pc.fill_null(pc.index_in(column, value_set=ids), -1).to_numpy().astype(np.int64)


def read_sides(passages: Path, ids: pa.Array) -> Columns:
    """Read passages as two rows each, one a side: `document`, `other`, `begin`, `end`, sorted by document."""
    names = ("left_id", "right_id", "left_begin", "left_end", "right_begin", "right_end")
    parts: list[NDArray[np.int32]] = []
    for batch in ds.dataset(passages).to_batches(columns=list(names)):
        left, right = (number_ids(pa.chunked_array([batch[name]]), ids) for name in ("left_id", "right_id"))
        spans = [batch[name].to_numpy() for name in names[2:]]
        parts.append(np.array([left, right, spans[0], spans[1]], np.int32))
        parts.append(np.array([right, left, spans[2], spans[3]], np.int32))
    rows = np.concatenate(parts, axis=1) if parts else np.zeros((4, 0), np.int32)
    rows = rows[:, np.lexsort((rows[2], rows[0]))]
    return dict(zip(("document", "other", "begin", "end"), rows, strict=True))


@njit(cache=True)
def _cover(  # noqa: PLR0913, PLR0917 - a kernel takes arrays
    document: NDArray[np.int64],
    source: NDArray[np.int64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    offsets: NDArray[np.int64],
    other: NDArray[np.int32],
    from_: NDArray[np.int32],
    to: NDArray[np.int32],
    family: NDArray[np.int64],
) -> Any:
    """Characters of each plant in passages with its source, and with anyone of its family."""
    direct = np.zeros(len(document), np.int64)
    related = np.zeros(len(document), np.int64)
    for i in range(len(document)):
        here, member = begin[i], begin[i]  # where what is counted ends
        for j in range(offsets[document[i]], offsets[document[i] + 1]):
            last = min(np.int64(to[j]), end[i])
            if other[j] == source[i] and last > here:
                direct[i] += last - max(np.int64(from_[j]), here) if last > from_[j] else 0
                here = max(here, last)
            if family[other[j]] == family[document[i]] and last > member:
                related[i] += last - max(np.int64(from_[j]), member) if last > from_[j] else 0
                member = max(member, last)
    return direct, related


def cover_plants(corpus: Corpus, plants: pa.Table, sides: Columns) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the share of each plant that stands in passages with its source, and with its family."""
    offsets = np.searchsorted(sides["document"], np.arange(len(corpus.ids) + 1)).astype(np.int64)
    begin, end = plants["begin"].to_numpy(), plants["end"].to_numpy()
    direct, related = _cover(
        number_ids(plants["document_id"], corpus.ids), number_ids(plants["source_id"], corpus.ids),
        begin, end, offsets, sides["other"], sides["begin"], sides["end"], corpus.family,
    )  # fmt: skip
    size = np.maximum(end - begin, 1)
    return direct / size, related / size


def measure_recall(corpus: Corpus, sides: Columns, added: pa.Array | None = None) -> dict[str, Any]:
    """Give the recall of plants by kind, as stored in the family and directly with the source.

    Args:
        corpus: what was planted.
        sides: what was found, as `read_sides` gives it.
        added: ids of documents that a plant must touch to be counted, or all.

    Returns:
        By kind, and for the two goals: `plants`, `found` and `found_directly` (shares of plants of which
        FOUND is in passages with anyone of the family, or with the source) and `covered` (the mean share).
    """
    plants = corpus.plants.filter(pc.is_in(corpus.plants["source_id"], value_set=corpus.ids))
    if added is not None:
        touched = pc.or_(*(pc.is_in(plants[name], value_set=added) for name in ("document_id", "source_id")))
        plants = plants.filter(touched)
    direct, related = cover_plants(corpus, plants, sides)
    kinds, tokens, edits = (plants[name].to_numpy() for name in ("kind", "tokens", "edits"))
    chosen = {
        "verbatim, 40 tokens or more": (edits == 0) & (tokens >= 40),
        "every tenth word edited, 60 tokens or more": (kinds == "edited") & (tokens >= 60),
    } | {str(kind): kinds == kind for kind in sorted(set(kinds))}
    return {
        name: {
            "plants": int(rows.sum()),
            "found": round(float((related[rows] >= FOUND).mean()), 4),
            "found_directly": round(float((direct[rows] >= FOUND).mean()), 4),
            "covered": round(float(related[rows].mean()), 4),
        }
        for name, rows in chosen.items()
        if rows.any()
    }


def measure_outside(corpus: Corpus, sides: Columns) -> dict[str, int]:
    """Count passages inside families, in the same stock quote or footer, and outside of what was planted."""
    once = sides["document"] < sides["other"]
    left, right = sides["document"][once], sides["other"][once]
    begin, end = sides["begin"][once], sides["end"][once]
    family = corpus.family
    related = (family[left] >= 0) & (family[left] == family[right])
    stock = np.zeros(len(left), bool)
    for kind in _STOCK:
        rows = corpus.plants.filter(pc.equal(corpus.plants["kind"], kind))
        number = np.zeros(len(corpus.ids), np.int64)  # numbers of quotes and footers are below 0
        spans = np.zeros((2, len(corpus.ids)), np.int64)
        documents = number_ids(rows["document_id"], corpus.ids)
        number[documents] = rows["family"].to_numpy()
        spans[:, documents] = rows["begin"].to_numpy(), rows["end"].to_numpy()
        shared = np.minimum(end, spans[1][left]) - np.maximum(begin, spans[0][left])
        stock |= (number[left] < 0) & (number[left] == number[right]) & (2 * shared >= end - begin)
    counts = {
        "passages": len(left),
        "in_families": int(related.sum()),
        "in_stock": int((stock & ~related).sum()),
        "outside": int((~stock & ~related).sum()),
    }
    codes = left.astype(np.int64) << 32 | right
    return counts | {
        "pairs": len(np.unique(codes)),
        "pairs_outside": len(np.unique(codes[~stock & ~related])),
    }

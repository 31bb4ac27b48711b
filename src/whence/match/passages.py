"""Candidate pairs -> passages: aligned spans of two texts, in characters of the originals.

Pairs are aligned in blocks whose texts fit in memory. Verbatim alignment of a whole block is one kernel;
the dearer search for rewording is tried only where it could find something.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.match.alignment import align_pairs
from whence.match.blocks import Block, Documents, plan_blocks
from whence.match.boilerplate import Boilerplate
from whence.match.fact_kernels import densest_facts
from whence.match.naming_kernels import NAME, name_spans
from whence.match.prepared import Prepared, Span, similarity_of
from whence.match.rewording import find_reworded, rules_in_corpus
from whence.match.threads import map_in_order
from whence.records import Passage, schema_of
from whence.settings import MatchSettings
from whence.text import gram_hashes

_BLOCK_SIZE = 3_000_000  # bytes of the texts of a block; larger ones only cost memory
_BLOCK_PAIRS = 100_000  # pairs of a block, so that progress shows and rows fit in memory
_PASSAGES = schema_of(Passage)


@dataclass(frozen=True, slots=True)
class Aligned:
    """The passages of candidate pairs, and what was not tried.

    Attributes:
        pairs: which of the pairs given these are, by their places.
        passages: `records.Passage` rows, in the order of `pairs`, then of the left text.
        owners: for each passage the place of its pair.
        boilerplate: for each of `pairs`, passages taken out because their words are mostly boilerplate.
        reworded: for each of `pairs`, whether reworded sentences were looked for; not so in pairs that have
            too little text outside their passages, or too little in common there, to be worth the cost.
    """

    pairs: NDArray[np.int64]
    passages: pa.Table
    owners: NDArray[np.int64]
    boilerplate: NDArray[np.int64]
    reworded: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spans:
    """Passages in tokens: rows as in `Span`, by pair, and the place of each row's pair."""

    rows: NDArray[np.int64]
    owners: NDArray[np.int64]


def align(pairs: pa.Table, documents: pa.Table, settings: MatchSettings) -> pa.Table:
    """Give the passages of candidate pairs, as `align_counted` does, without its counts."""
    return align_counted(pairs, documents, settings).passages


def align_counted(pairs: pa.Table, documents: pa.Table, settings: MatchSettings, threads: int = 1) -> Aligned:
    """Give the passages of candidate pairs, and say what was not tried.

    What a pair gives depends on its two texts and the settings alone.

    Args:
        pairs: columns `left_id` < `right_id` and, if known, `shared`, as `find_candidates` gives them.
        documents: columns `id` and `text`, with every document that is named in `pairs`.
        settings: alignment limits.
        threads: blocks of pairs that are aligned at a time.

    Returns:
        Passages in the order of the pairs, then of the left text, and what was tried in each pair.
    """
    numbered = Documents.from_table(documents)
    lefts, rights = (
        pc.index_in(pairs.column(side), value_set=numbered.ids).to_numpy().astype(np.int64)
        for side in ("left_id", "right_id")
    )
    known = "shared" in pairs.column_names
    shared = pairs.column("shared").to_numpy() if known else np.zeros(len(lefts), np.int64)
    blocks = list(align_blocks(lefts, rights, shared, numbered, settings, threads))
    passages = pa.concat_tables([_PASSAGES.empty_table(), *(block.passages for block in blocks)])
    owners = np.concatenate([np.empty(0, np.int64), *(block.owners for block in blocks)])
    reworded = np.zeros(len(lefts), bool)
    for block in blocks:
        reworded[block.pairs] = block.reworded
    order = np.argsort(owners, kind="stable")
    none = np.zeros(len(lefts), np.int64)
    return Aligned(np.arange(len(lefts)), passages.take(pa.array(order)), owners[order], none, reworded)


def align_blocks(  # noqa: PLR0913 - what may be chosen
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    shared: NDArray[np.int64],
    documents: Documents,
    settings: MatchSettings,
    threads: int = 1,
    *,
    boilerplate: NDArray[np.uint64] | None = None,
) -> Iterator[Aligned]:
    """Align pairs of numbered documents block by block, in an order that reads each text about once.

    Args:
        lefts: a document of each pair, by number; its id is the lesser.
        rights: the other.
        shared: fingerprints that the two share, which say whom to keep together in a block.
        documents: ids, sizes and texts.
        settings: alignment limits.
        threads: blocks that are aligned at a time; each needs about 60 MB.
        boilerplate: fingerprints that are boilerplate, rising; passages of little else are taken out, as
            `drop_boilerplate` takes them out. None takes out none.

    Yields:
        The passages of each block; what is yielded does not depend on `threads`.
    """
    blocks = plan_blocks(lefts, rights, shared, documents.sizes, _BLOCK_SIZE, _BLOCK_PAIRS)
    stock = None
    if boilerplate is not None and len(boilerplate):
        stock = Boilerplate.of(boilerplate, settings)

    def work(places: NDArray[np.int64]) -> Aligned:
        return _align_block(places, lefts[places], rights[places], documents, settings, stock)

    yield from map_in_order(work, blocks, threads)


def _align_block(
    places: NDArray[np.int64],
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    documents: Documents,
    settings: MatchSettings,
    stock: Boilerplate | None,
) -> Aligned:
    numbers, within = np.unique(np.concatenate((lefts, rights)), return_inverse=True)
    block = Block.of(documents.texts(numbers), settings)
    lefts, rights = within[: len(places)].astype(np.int64), within[len(places) :].astype(np.int64)
    found, reworded = align_places(block, lefts, rights, settings)
    dropped = np.zeros(len(places), np.int64)
    if stock is not None:
        starts = block.tokens.offsets[lefts[found.owners]]
        held = stock.holds(starts + found.rows[:, 0], starts + found.rows[:, 1], block)
        dropped = np.bincount(found.owners[held], minlength=len(places))
        found = Spans(found.rows[~held], found.owners[~held])
    ids = documents.ids.take(pa.array(numbers))
    passages = to_rows(found, lefts[found.owners], rights[found.owners], block, ids)
    return Aligned(places, passages, places[found.owners], dropped, reworded)


def align_places(
    block: Block,
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    settings: MatchSettings,
    reworded: bool = True,
) -> tuple[Spans, NDArray[np.bool_]]:
    """Give the passages of pairs of texts of a block in two stages, the second where it is worth its cost.

    Args:
        block: the texts.
        lefts: a text of each pair, by place in the block.
        rights: the other.
        settings: alignment limits.
        reworded: whether the second stage is to be tried at all.

    Returns:
        Spans by pair, then in the order of the left text, none overlapping another of its pair on either
        side, and for each pair whether reworded sentences were looked for.
    """
    spans, counts = align_pairs(
        lefts, rights, block.tokens.hashes, block.grams, block.tokens.offsets, settings.gram,
        settings.largest_gap, settings.smallest_passage, settings.least_similarity,
    )  # fmt: skip
    found = Spans(spans, np.repeat(np.arange(len(lefts)), counts))
    ends = np.cumsum(counts)
    tried = np.zeros(len(lefts), bool)
    if reworded:
        tried = _are_worth_rewording(block, lefts, rights, found, ends, settings)
    fresh: dict[int, list[Span]] = {}
    for pair in np.flatnonzero(tried).tolist():
        verbatim = [Span(*row) for row in spans[ends[pair] - counts[pair] : ends[pair]].tolist()]
        left, right = block.prepared(int(lefts[pair])), block.prepared(int(rights[pair]))
        grown = _add_reworded(left, right, verbatim, settings)
        if grown != verbatim:
            fresh[pair] = grown
    return _replace(found, fresh), tried


def _are_worth_rewording(
    block: Block,
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    found: Spans,
    ends: NDArray[np.int64],
    settings: MatchSettings,
) -> NDArray[np.bool_]:
    """Say of each pair whether enough text, and enough in common, is outside its passages to look on."""
    sizes = block.sizes()
    told = [
        np.bincount(found.owners, weights=found.rows[:, side + 1] - found.rows[:, side], minlength=len(lefts))
        for side in (0, 2)
    ]
    rest = np.minimum(sizes[lefts] - told[0], sizes[rights] - told[1])
    worth: NDArray[np.bool_] = rest >= settings.smallest_reworded
    long = np.flatnonzero(worth)
    facts = block.facts(np.isin(np.arange(len(sizes)), np.concatenate((lefts[long], rights[long]))))
    densest = densest_facts(long, lefts, rights, found.rows, ends, *facts, sizes, settings.reworded_facts)
    worth[long] = densest >= settings.reworded_facts
    return worth


def _add_reworded(
    left: Prepared, right: Prepared, verbatim: list[Span], settings: MatchSettings
) -> list[Span]:
    """Look for reworded passages; swapping the texts mirrors what is found."""
    rules = rules_in_corpus(settings)
    if left.sorts_after(right):
        mirrored = find_reworded(right, left, sorted(s.mirrored() for s in verbatim), settings, rules)
        return sorted(span.mirrored() for span in mirrored)
    return find_reworded(left, right, verbatim, settings, rules)


def _replace(found: Spans, fresh: dict[int, list[Span]]) -> Spans:
    """Put other passages in the place of those of some pairs."""
    if not fresh:
        return found
    kept = ~np.isin(found.owners, np.fromiter(fresh, np.int64))
    rows = [(pair, *_fields(span)) for pair, spans in fresh.items() for span in spans]
    added = np.array(rows, np.int64).reshape(-1, 6)
    owners = np.concatenate((found.owners[kept], added[:, 0]))
    order = np.argsort(owners, kind="stable")
    return Spans(np.concatenate((found.rows[kept], added[:, 1:]))[order], owners[order])


def _fields(span: Span) -> tuple[int, int, int, int, int]:
    return span.left_begin, span.left_end, span.right_begin, span.right_end, span.matched


def to_rows(
    found: Spans, lefts: NDArray[np.int64], rights: NDArray[np.int64], block: Block, ids: pa.Array
) -> pa.Table:
    """Lay out passages as rows in characters, column by column."""
    tokens, spans = block.tokens, found.rows
    left_offsets, right_offsets = tokens.offsets[lefts], tokens.offsets[rights]
    places = [
        tokens.begins[left_offsets + spans[:, 0]],
        tokens.ends[left_offsets + spans[:, 1] - 1],
        tokens.begins[right_offsets + spans[:, 2]],
        tokens.ends[right_offsets + spans[:, 3] - 1],
    ]
    numbers = spans[:, 4], similarity_of(spans[:, 4], spans[:, 1] - spans[:, 0] + spans[:, 3] - spans[:, 2])
    left_ids, right_ids = ids.take(pa.array(lefts)), ids.take(pa.array(rights))
    passage_ids = name_passages(ids, lefts, rights, np.stack(places, axis=1))
    columns = [passage_ids, left_ids, *places[:2], right_ids, *places[2:], *numbers]
    return pa.Table.from_arrays(
        [_cast(c, f.type) for c, f in zip(columns, _PASSAGES, strict=True)], schema=_PASSAGES
    )


def _cast(values: object, kind: pa.DataType) -> pa.Array:
    return values.cast(kind) if isinstance(values, pa.Array) else pa.array(values, kind)


def name_passages(
    ids: pa.Array, lefts: NDArray[np.int64], rights: NDArray[np.int64], places: NDArray[np.int32]
) -> pa.Array:
    """Give the ids of passages, the same as `content_id` gives them one by one.

    Args:
        ids: of documents.
        lefts: the left document of each passage, by place among the ids.
        rights: the right one.
        places: begins and ends on both sides, shape (passages, 4).
    """
    packed = ids.cast(pa.large_binary())
    offsets = np.frombuffer(packed.buffers()[1], np.int64)[packed.offset : packed.offset + len(packed) + 1]
    data = np.frombuffer(packed.buffers()[2] or b"", np.uint8)
    names = np.empty(NAME * len(lefts), np.uint8)
    name_spans(data, offsets, lefts, rights, np.ascontiguousarray(places, np.int32), names)
    ends = np.arange(len(lefts) + 1, dtype=np.int32) * NAME
    return pa.Array.from_buffers(pa.string(), len(lefts), [None, pa.py_buffer(ends), pa.py_buffer(names)])


def align_verbatim(left: Prepared, right: Prepared, settings: MatchSettings) -> list[Span]:
    """Give the passages that two texts share word for word, small edits allowed.

    A passage begins and ends with tokens that are the same on both sides, steps over at most
    `largest_gap` tokens at a time and overlaps no other on either side. Swapping the texts mirrors them.

    Args:
        left: one text.
        right: the other.
        settings: gap and size limits are read.

    Returns:
        Spans in the order of the left text.
    """
    hashes = np.concatenate((left.tokens.hashes, right.tokens.hashes))
    spans, _ = align_pairs(
        np.zeros(1, np.int64), np.ones(1, np.int64), hashes, gram_hashes(hashes, settings.gram),
        np.array([0, len(left.tokens), len(hashes)]), settings.gram, settings.largest_gap,
        settings.smallest_passage, settings.least_similarity,
    )  # fmt: skip
    return [Span(*row) for row in spans.tolist()]

"""What is turned down by arithmetic is nothing that the typed check would have taken."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.claims.candidates import CandidatePairs
from whence.claims.grouping import _Grouping
from whence.claims.sifting import Sieve
from whence.identity import content_id
from whence.records import Document, Statement
from whence.rows import StatementRows
from whence.settings import ClaimSettings

NOON = datetime(2031, 1, 5, 12, tzinfo=UTC)
SENTENCES = (
    "Twelve people were killed when the Kestrel Bridge in Port Alma collapsed.",
    "The Kestrel Bridge in Port Alma collapsed and killed fourteen people.",
    "The Kestrel Bridge in Port Alma did not collapse, the mayor said.",
    "Mayor Mara Venn opened the rebuilt Saltmarsh ferry terminal.",
    "Mara Venn opened the rebuilt ferry terminal of Saltmarsh on Friday.",
    "Kestrel Bridge collapses in Port Alma",
    "Residents of Port Alma protested against the rebuilt ferry terminal.",
)
PAGES = st.lists(
    st.tuples(st.integers(0, 14), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True)),
    min_size=2,
    max_size=4,
)


@settings(deadline=None, max_examples=40)
@given(PAGES)
def test_the_sieve_keeps_all_pairs_that_the_check_takes(pages: list[tuple[int, list[str]]]) -> None:
    documents, statements = [], []
    for number, (day, sentences) in enumerate(pages):
        moment = NOON + timedelta(days=day)
        text = "\n\n".join(sentences)
        documents.append(
            Document(id=f"d{number}", input="", text=text, published_earliest=moment, published_latest=moment)
        )
        statements += [
            Statement(
                id=content_id("s", f"{number}", own), document_id=f"d{number}", begin=text.index(own),
                end=text.index(own) + len(own), text=own,
            )
            for own in sentences
        ]  # fmt: skip
    work = _Grouping(documents, StatementRows.of(statements), [], ClaimSettings())
    left, right = (side.astype(np.int64) for side in np.triu_indices(len(statements), 1))
    sieve = Sieve(work.wordings, work.stories, work.owners, work.limits)
    silent = work.columns.asks | work.stock
    kept = sieve.sift(CandidatePairs(left, right), silent, work.columns.titled)
    found = {*zip(kept[0].tolist(), kept[1].tolist(), strict=True)}
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        alike, weight = work.comparer.compare(a, b)
        taken = work.judge(a, b, alike, weight) != "different"
        assert (a, b) in found or not taken

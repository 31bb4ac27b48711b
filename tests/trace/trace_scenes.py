"""Fictional news for the tests of tracing: documents, credits, and passages found by plain comparison."""

import difflib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from whence.identity import content_id
from whence.records import Credit, CreditKind, Document, Edge, Passage
from whence.settings import TraceSettings
from whence.trace import trace_edges

SETTINGS = TraceSettings()

HARBOUR = (
    "Dockers in Port Alma voted on Tuesday to end a strike that had closed the harbour for nineteen days. "
    "The union said that seven in ten members had backed a pay rise spread over three years. "
    "Cranes began to move again before midnight, and the first of forty waiting freighters was unloaded. "
    "Grocers on the island of Tessa had begun to ration flour, rice and tinned milk during the stoppage. "
    "The port company put its losses at eleven million crowns and promised to hire two hundred apprentices. "
    "A mediator from the capital, Ilse Varga, chaired the last six nights of talks in a seamen's hostel."
)
FERRY = (
    "A ferry with ninety people aboard ran onto a sandbank off Cape Lorn in thick fog early on Friday. "
    "Lifeboats took everybody off within two hours and nobody was badly hurt, the coastguard station wrote. "
    "The captain told investigators that a buoy had drifted half a mile from the place shown on his chart. "
    "Passengers were given soup and blankets in the chapel at Nether Lorn, whose bell had guided the boats."
)
ORCHARD = (
    "Growers in the Mirel valley expect the poorest apple harvest for a generation after frost in late May. "
    "Beekeepers had warned that the blossom came a fortnight early and stood open when the cold arrived. "
    "Cider makers are looking abroad for fruit, and the county fair has dropped its contest for young pickers."
)
OWN_WORDS = (
    "Our reporter walked the quays at dawn and found card games, coffee stalls and a brass band rehearsing. "
    "Nobody whom we met wanted to speak about money, yet everyone had an opinion on the weather and the tides. "
    "An old pilot showed us his collection of ship models, carved from driftwood over forty winters ashore. "
    "By noon the square was full of children, and the baker had sold out of the ring-shaped loaves of the town. "
    "A retired teacher has begun to write down the songs that crews used to sing while hauling the long nets."
)
SPEECH = (
    "We shall not sell the river, we shall not lease the river, and we shall not hand the river's keeping "
    "to anyone who was not born beside it"
)

_WORD = re.compile(r"\w+")


def moment(day: int, hour: int | None = None) -> tuple[datetime, datetime]:
    """Give an interval: one second of a day in May 2031, or the whole day."""
    start = datetime(2031, 5, day, hour or 0, tzinfo=UTC)
    return (start, start) if hour is not None else (start, start + timedelta(hours=24, seconds=-1))


def article(
    identifier: str, text: str, outlet: str, when: tuple[datetime, datetime] | None = None, **fields: object
) -> Document:
    """Make a document of an outlet."""
    earliest, latest = when or (None, None)
    return Document(
        id=identifier, input=f"{identifier}.html", outlet=outlet, text=text,
        published_earliest=earliest, published_latest=latest, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def credit(document_id: str, kind: CreditKind, target: str, target_document_id: str | None = None) -> Credit:
    """Make a credit."""
    return Credit(
        id=content_id("c", document_id, kind, target), document_id=document_id, kind=kind,
        target=target, target_document_id=target_document_id, text=f"[{kind}] {target}",
    )  # fmt: skip


def passages_of(documents: Sequence[Document], least: int = 5) -> list[Passage]:
    """Find the passages of every pair, by difflib on words; gaps of at most four words are bridged."""
    found = []
    ordered = sorted(documents, key=lambda document: document.id)
    for index, left in enumerate(ordered):
        for right in ordered[index + 1 :]:
            found.extend(_pair_passages(left, right, least))
    return found


def _pair_passages(left: Document, right: Document, least: int) -> list[Passage]:
    words = [list(_WORD.finditer(document.text)) for document in (left, right)]
    matcher = difflib.SequenceMatcher(
        None, [w.group().lower() for w in words[0]], [w.group().lower() for w in words[1]], autojunk=False
    )
    runs: list[list[int]] = []
    for block in matcher.get_matching_blocks():
        if not block.size:
            continue
        first, second, size = block.a, block.b, block.size
        if runs and first - runs[-1][1] <= 4 and second - runs[-1][3] <= 4:
            runs[-1][1], runs[-1][3] = first + size, second + size
            runs[-1][4] += size
        else:
            runs.append([first, first + size, second, second + size, size])
    passages = []
    for begin, end, other_begin, other_end, matched in runs:
        if matched < least:
            continue
        passages.append(
            Passage(
                id=content_id("p", left.id, right.id, begin, other_begin),
                left_id=left.id,
                left_begin=words[0][begin].start(),
                left_end=words[0][end - 1].end(),
                right_id=right.id,
                right_begin=words[1][other_begin].start(),
                right_end=words[1][other_end - 1].end(),
                matched_tokens=matched,
                similarity=2 * matched / (end - begin + other_end - other_begin),
            )
        )
    return passages


def trace(documents: Sequence[Document], *credits: Credit) -> dict[tuple[str, str], Edge]:
    """Trace and give the edges by (earlier id, later id)."""
    edges, _ = trace_edges(list(documents), list(credits), passages_of(documents), SETTINGS)
    assert len({(edge.earlier_id, edge.later_id) for edge in edges}) == len(edges)
    return {(edge.earlier_id, edge.later_id): edge for edge in edges}


def words_of(edge: Edge) -> str:
    """Give an edge's sentences of evidence as one text."""
    return "; ".join(evidence.words for evidence in edge.evidence if evidence.kind == "words")

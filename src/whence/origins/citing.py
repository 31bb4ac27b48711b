"""Arrows shown by words of provenance: attributions, channels, credits and links."""

from collections.abc import Sequence

from whence.origins.copying import likest, says_its_own_way, share_of_words, two_speakers
from whence.origins.draft import Draft
from whence.origins.library import Library, shorten
from whence.origins.naming import key_of
from whence.origins.wording import field_of
from whence.records import Credit, Statement

_ATTRIBUTION = {
    "explicit": "attribution-source", "carried": "attribution-carried", "inferred": "attribution-inferred",
}  # fmt: skip
# What newspapers are called, and hardly anything else with "the" and another name before it.
_PAPERS = frozenset(
    (
        "Advertiser", "Argus", "Bulletin", "Chronicle", "Courier", "Dispatch", "Echo", "Enquirer", "Examiner",
        "Gazette", "Globe", "Herald", "Inquirer", "Journal", "Ledger", "Mercury", "Observer", "Record",
        "Sentinel", "Telegraph", "Times", "Tribune",
    )
)  # fmt: skip
_FEWEST, _MOST = 2, 5  # words of such a name
# Credits that may be for the tip only, not for the text.
_LOOSE = frozenset(("via", "read-original"))
# Share of equal words from which a sentence is the credited page's, whatever stands beside it.
_SAME = 0.92


def cited_outlet(statement: Statement, library: Library) -> str | None:
    """Give the other outlet that a statement is attributed to ("the Herald reported"), or None."""
    if statement.source_kind != "named" or not statement.source:
        return None
    outlet = library.names.outlet(statement.source) or _unknown_paper(statement, library)
    return None if outlet is None or outlet == library.outlet(statement) else outlet


def _unknown_paper(statement: Statement, library: Library) -> str | None:
    """Give the newspaper, otherwise unknown, that a source is by its name: "the Valley Record"."""
    words = (statement.source or "").split()
    words = words[1:] if words[:1] == ["The"] else words
    begin = statement.source_begin
    if begin is None or not _FEWEST <= len(words) <= _MOST or words[-1] not in _PAPERS:
        return None
    text = field_of(statement, library)
    titled = (
        text[begin : begin + 4].casefold() == "the " or text[max(0, begin - 4) : begin].casefold() == "the "
    )
    return " ".join(words) if titled and all(word[:1].isupper() for word in words) else None


def is_own_voice(statement: Statement, library: Library) -> bool:
    """Say whether the outlet itself says it, in its own name or without one."""
    if statement.source_kind == "outlet":
        return True
    if statement.source_kind != "named" or not statement.source:
        return statement.source is None and statement.source_kind == "named"
    return library.names.outlet(statement.source) == library.outlet(statement)


def statement_of_outlet(
    outlet: str, statement: Statement, members: Sequence[Statement], library: Library
) -> Statement | None:
    """Give an outlet's statement in a claim: its earliest one by the same speaker, else its earliest.

    Of one page's statements the headline comes last, and those first that cite no other outlet: they are the
    page's own way in.
    """
    own = [m for m in members if library.outlet(m) == outlet and m.document_id != statement.document_id]
    same = [m for m in own if m.source_id is not None and m.source_id == statement.source_id]
    return min(
        same or own,
        key=lambda m: (
            library.order(m)[:2],
            m.field == "title",
            cited_outlet(m, library) is not None,
            library.order(m),
        ),
        default=None,
    )


def draw_attributions(statement: Statement, members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw arrows from a statement to its speaker, and to the outlet that the speaker told.

    Args:
        statement: one statement of the claim.
        members: all of the claim's statements.
        library: the story.

    Returns:
        Drafts to a source, another outlet's statement or an outside name.
    """
    outlet = cited_outlet(statement, library)
    if outlet is not None:
        return [_to_outlet("attribution-outlet", "attribution-outside", statement, outlet, members, library)]
    if is_own_voice(statement, library):
        return _chain(statement, members, library)
    drafts = _chain(statement, members, library)
    told = library.names.told(statement.channel)
    if told is not None and told != library.outlet(statement):
        drafts.append(_told(statement, told, members, library))
    if statement.source_id is not None and _stands_alone(statement, library):
        name = _ATTRIBUTION[statement.source_certainty]
        if statement.source_kind == "author":
            name = "attribution-author"
        drafts.append(Draft(name, statement.id, "source", statement.source_id, library.words(statement)))
    return drafts


def _stands_alone(statement: Statement, library: Library) -> bool:
    """Say whether a source's id is of one speaker: an unnamed one that several pages share is not."""
    if statement.source_kind != "anonymous" or statement.source_id is None:
        return True
    source = library.sources.get(statement.source_id)
    return source is None or len(source.documents) <= 1 or source.id in library.joined


def _chain(statement: Statement, members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw arrows to the outlets that a statement passed through: "the Herald reported that X said"."""
    drafts = []
    for name in statement.chain:
        outlet = library.names.outlet(name)
        if outlet is None or outlet in (library.outlet(statement), library.names.told(statement.channel)):
            continue
        if name != statement.source:
            drafts.append(
                _to_outlet("attribution-outlet", "attribution-outside", statement, outlet, members, library)
            )
    return drafts + [
        Draft("attribution-nested", statement.id, "source", key, library.words(statement))
        for key in library.tellers(statement)
    ]


def _to_outlet(
    inside: str,
    outside: str,
    statement: Statement,
    outlet: str,
    members: Sequence[Statement],
    library: Library,
) -> Draft:
    earlier = statement_of_outlet(outlet, statement, members, library)
    words = library.words(statement)
    if earlier is None:
        return Draft(outside, statement.id, "outside", outlet, words)
    return Draft(inside, statement.id, "statement", earlier.id, f"{words} ← “{library.words(earlier)}”")


def _told(statement: Statement, outlet: str, members: Sequence[Statement], library: Library) -> Draft:
    """Draw the arrow of "told Meridian Wire"."""
    earlier = statement_of_outlet(outlet, statement, members, library)
    words = library.words(statement)
    channel = statement.channel or ""
    if channel and channel not in words:
        words = f"{words} [{shorten(channel, 60)}]"
    if statement.source_kind == "anonymous":
        if earlier is None:
            return Draft("channel-outlet", statement.id, "outside", outlet, words)
        return Draft("channel-outlet", statement.id, "statement", earlier.id, words)
    if earlier is not None and earlier.source_id == statement.source_id:
        return Draft("channel-same-speaker", statement.id, "statement", earlier.id, words)
    if earlier is not None:
        return Draft("channel-named", statement.id, "statement", earlier.id, words)
    return Draft("channel-named", statement.id, "outside", outlet, words)


def draw_credits(statement: Statement, members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw arrows for the credits that stand for a statement's whole page.

    Args:
        statement: one statement of the claim.
        members: all of the claim's statements.
        library: the story.

    Returns:
        Drafts to the credited page's statement, or to an outside name where the corpus does not hold it. A
        credited page in the corpus that does not make the claim gets none: the statement was added.
    """
    credits = library.whole.get(statement.document_id)
    if not credits or library.names.is_own(statement.channel, library.document(statement).outlet):
        return []
    drafts = []
    for credit in credits:
        if credit.target_document_id is not None and credit.target_document_id in library.documents:
            draft = _credit_to_page(credit, statement, members, library)
        else:
            draft = _credit_to_name(credit, statement, members, library)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _credit_words(credit: Credit) -> str:
    return shorten(credit.text or credit.target)


def _credit_to_page(
    credit: Credit, statement: Statement, members: Sequence[Statement], library: Library
) -> Draft | None:
    theirs = [m for m in members if m.document_id == credit.target_document_id]
    if not theirs:
        return None
    same = [m for m in theirs if m.source_id == statement.source_id]
    earlier = likest(statement, same or theirs)
    name = "credit-loose" if credit.kind in _LOOSE else "credit-document"
    if _is_of_another(statement, earlier, library):
        name = "credit-quoted"
    if _is_added(statement, earlier, library):
        name = "credit-added"
    words = f"{_credit_words(credit)} ← “{library.words(earlier)}”"
    return Draft(name, statement.id, "statement", earlier.id, words, credit_id=credit.id)


def _is_of_another(statement: Statement, theirs: Statement, library: Library) -> bool:
    """Say whether a credited page's statement is another speaker's: it may quote both, but they are two."""
    if library.document(statement).language != library.document(theirs).language:
        return False  # names are translated too
    return two_speakers(statement, theirs) and share_of_words(statement, theirs) < _SAME


def _is_added(statement: Statement, theirs: Statement, library: Library) -> bool:
    """Say whether a page has a statement from elsewhere than the page that it credits, by its own words.

    It quotes somebody whom the credited page, in the same language, never names; or the outlet says how it
    found it out: in the sentence itself, or beside other words than the credited page's.
    """
    here, there = library.document(statement), library.document(theirs)
    if says_its_own_way(statement, theirs, library):
        return True
    if library.own_reporting(statement) is not None and share_of_words(statement, theirs) < _SAME:
        return True
    if statement.source_kind != "named" or statement.source_certainty != "explicit" or not statement.source:
        return False
    surname = (key_of(statement.source).split() or [""])[-1]
    return here.language == there.language and surname not in key_of(f"{there.title} {there.text}").split()


def _credit_to_name(
    credit: Credit, statement: Statement, members: Sequence[Statement], library: Library
) -> Draft | None:
    name = library.names.outside(credit.target)
    if name == library.outlet(statement):
        return None
    earlier = statement_of_outlet(name, statement, members, library)
    words = _credit_words(credit)
    if earlier is not None:
        situation = "credit-loose" if credit.kind in _LOOSE else "credit-outlet"
        if _is_added(statement, earlier, library):
            situation = "credit-added"
        words = f"{words} ← “{library.words(earlier)}”"
        return Draft(situation, statement.id, "statement", earlier.id, words, credit_id=credit.id)
    situation = "credit-loose" if credit.kind in _LOOSE else "credit-outside"
    if statement.source_kind == "named" and statement.source_id is not None:
        speakers = {
            m.source_id
            for m in members
            if m.source_kind == "named" and m.source_id is not None and _credits_name(m, name, library)
        }
        # An agency that quotes two people stands behind both, but they are two.
        situation = "credit-quoted" if len(speakers) > 1 else situation
    return Draft(situation, statement.id, "outside", name, words, credit_id=credit.id)


def _credits_name(statement: Statement, name: str, library: Library) -> bool:
    return any(
        library.names.outside(credit.target) == name
        for credit in library.whole.get(statement.document_id, ())
    )


def draw_links(statement: Statement, members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw arrows for the links and outlets named within a statement's own words.

    Args:
        statement: one statement of the claim.
        members: all of the claim's statements.
        library: the story.

    Returns:
        Drafts to the linked page's statement, or to an outside name.
    """
    drafts = []
    for credit in library.beside(statement):
        draft = _link(credit, statement, members, library)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _link(
    credit: Credit, statement: Statement, members: Sequence[Statement], library: Library
) -> Draft | None:
    if credit.target_document_id == statement.document_id:
        return None
    theirs = [m for m in members if m.document_id == credit.target_document_id]
    cued = statement.cue is not None or credit.kind != "link"
    words = library.words(statement)
    if theirs:
        earlier = min(theirs, key=library.order)
        name = "link-cued" if cued else "link-bare"
        return Draft(name, statement.id, "statement", earlier.id, words, credit_id=credit.id)
    if not cued or credit.target_document_id is not None:
        return None
    if is_own_voice(statement, library) and credit.kind == "link":
        return None
    return _named_beside(credit, statement, members, library)


def _named_beside(
    credit: Credit, statement: Statement, members: Sequence[Statement], library: Library
) -> Draft | None:
    """Draw the arrow to an outlet that is named within the statement, if that is whom it cites."""
    outlet = library.names.outside(credit.target)
    if outlet == library.outlet(statement):
        return None
    if credit.kind == "attribution":
        if not is_own_voice(statement, library):
            return None  # the statement's own source and channel say more exactly who it was
        return _to_outlet("attribution-outlet", "attribution-outside", statement, outlet, members, library)
    if cited_outlet(statement, library) not in (None, outlet):
        return None
    if statement.source_kind == "named" and cited_outlet(statement, library) is None:
        return None  # "X said", linked to a page about X: the speaker is the source
    return Draft(
        "link-outside", statement.id, "outside", outlet, library.words(statement), credit_id=credit.id
    )

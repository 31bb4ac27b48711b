"""Versions of one page: which of them a credit means."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from whence.records import Credit, Document
from whence.trace.spans import Reuse, Words


def attach_to_versions(
    credits: Iterable[Credit],
    documents: Mapping[str, Document],
    reuse: Mapping[tuple[str, str], Reuse],
    words_of: Callable[[str], Words | None],
) -> list[Credit]:
    """Point each credit to the version of the credited page that the crediting text matches.

    An address is the same for every version of a page, and an outlet's name for all its pages; a copy
    was made from the version whose words it carries.

    Args:
        credits: with `target_document_id` filled where it is known.
        documents: by id.
        reuse: what each pair of documents shares.
        words_of: gives a document's words.

    Returns:
        The credits in the same order.
    """
    pages: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(documents):
        pages[_page_of(documents[identifier])].append(identifier)
    attached = []
    for credit in credits:
        target = documents.get(credit.target_document_id or "")
        versions = pages[_page_of(target)] if target is not None else []
        if target is None or len(versions) < 2 or credit.document_id not in documents:
            attached.append(credit)
            continue
        best = min(
            versions,
            key=lambda one: (-_matched(credit.document_id, one, reuse, words_of), one != target.id, one),
        )
        attached.append(
            credit if best == credit.document_id else dataclasses.replace(credit, target_document_id=best)
        )
    return attached


def _page_of(document: Document) -> str:
    return document.version_of or document.id


def _matched(
    own_id: str,
    version_id: str,
    reuse: Mapping[tuple[str, str], Reuse],
    words_of: Callable[[str], Words | None],
) -> int:
    """Count the covered words of a text that stand so in a version of the credited page."""
    shared = reuse.get((min(own_id, version_id), max(own_id, version_id)))
    own, version = words_of(own_id), words_of(version_id)
    if shared is None or own is None or version is None:
        return 0
    known = own.known_in(version)
    return sum(int(known[begin:end].sum()) for begin, end in shared.spans[own_id])

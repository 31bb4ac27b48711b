"""An article's own figure for each kind of quantity it reports."""

from whence.records import Document, Quantity, Statement


def total_quantities(document: Document, statements: list[Statement]) -> list[Quantity]:
    """Give the article's own figure for each kind of quantity.

    Args:
        document: the article.
        statements: its statements, with their quantities.

    Returns:
        At most one quantity a kind, in the order of the kinds' names; offsets are those of the mention
        that gives the figure.
    """
    best: dict[str, Quantity] = {}
    for statement in statements:
        if statement.document_id != document.id or statement.negated:
            continue
        for quantity in statement.quantities:
            if quantity.kind not in ("killed", "injured", "detained", "displaced", "missing"):
                continue
            known = best.get(quantity.kind)
            if known is None or (quantity.low or quantity.high or 0) > (known.low or known.high or 0):
                best[quantity.kind] = quantity
    return [best[kind] for kind in sorted(best)]

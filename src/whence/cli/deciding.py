"""What `decide` does: keep a decision, take one back, list them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.cli.load import settings_for
from whence.cli.options import Verb
from whence.cli.output import Answer
from whence.errors import SettingsError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from whence.corpus import Corpus
    from whence.decisions import Ruling
    from whence.report.library import Library
    from whence.report.views import OpenedRuling

_TEXTS = ("id", "verb", "subject", "made", "who", "reason", "undone", "state")


def decide_on(  # noqa: PLR0913 - a command's options
    folder: Path,
    verb: Verb,
    keys: Sequence[str],
    *,
    reason: str,
    who: str | None,
    kind: str | None,
    earlier: str | None,
) -> Answer:
    """Do what a verb says.

    Args:
        folder: the corpus folder.
        verb: what to do.
        keys: what it is about.
        reason: why.
        who: who decides.
        kind: for accept, the kind of edge that it is.
        earlier: for accept, the document that came first.

    Returns:
        The decisions concerned.

    Raises:
        NotFoundError: if the corpus does not hold what is named.
        SettingsError: if the verb does not fit what is named.
    """
    from whence.corpus import Corpus

    with Corpus(folder, settings_for(None)) as corpus:
        if verb is Verb.listing:
            return _answer(corpus, corpus.rulings(), None)
        if verb is Verb.undo:
            if not keys:
                raise SettingsError(
                    f"undo takes the ids of decisions; `whence decide {folder} list` shows them"
                )
            for key in keys:
                corpus.undo(key)
            undone = [ruling for ruling in corpus.rulings() if ruling.id in keys]
            return _answer(corpus, undone[-len(keys) :], f"Next: whence trace {folder}")
        ruling = corpus.decide(verb.value, keys, reason=reason, who=who, kind=kind, earlier=earlier)
        return _answer(corpus, [ruling], f"Next: whence trace {folder}")


def find_ruling(corpus: "Corpus", library: "Library", key: str) -> "tuple[Any, OpenedRuling] | None":
    """Find a decision, whether it was traced, taken back or neither.

    Returns:
        Its row and the decision opened; None where the id is of none.
    """
    from whence.records import Decision
    from whence.report.decided import open_ruling

    ruling = next((ruling for ruling in reversed(corpus.rulings()) if ruling.id == key), None)
    if ruling is None:
        return None
    return _table([_label(ruling, library.one(Decision, key))]), open_ruling(library, ruling)


def _answer(corpus: "Corpus", rulings: Sequence["Ruling"], remark: str | None) -> Answer:
    """Lay decisions out, with what became of each at the last tracing."""
    from whence.records import Decision, from_table

    derived = {row.id: row for row in from_table(corpus.table("decisions"), Decision)}
    labels = [_label(ruling, derived.get(ruling.id)) for ruling in rulings]

    def show() -> Iterator["RenderableType"]:
        yield from _view(labels)
        if remark:
            from whence.cli.terminal import line

            yield line((remark, "dim"))

    return Answer(_table(labels), show, labels)


def _label(ruling: "Ruling", derived: Any) -> dict[str, Any]:
    """Give a decision as a label: what was decided, by whom, when and why, about which words."""
    from whence.export import plain_value

    state = "undone" if ruling.undone else derived.state if derived else "not traced yet"
    return {
        "id": ruling.id,
        "verb": ruling.verb,
        "made": ruling.made,
        "who": ruling.who,
        "reason": ruling.reason,
        "undone": ruling.undone,
        "state": state,
        "applies_to": list(derived.applies_to) if derived and not ruling.undone else [],
        **plain_value(ruling.matter),
    }


def _table(labels: Sequence[Mapping[str, Any]]) -> Any:
    import pyarrow as pa

    text, texts = pa.string(), pa.list_(pa.string())
    place = pa.struct(
        [("id", text), ("document_id", text), ("field", text), ("begin", pa.int64()), ("end", pa.int64()),
         ("text", text)]
    )  # fmt: skip
    name = pa.struct([("id", text), ("name", text), ("documents", texts), ("part", pa.bool_())])
    columns = [
        *((key, text) for key in _TEXTS), ("applies_to", texts), ("documents", texts),
        ("ordered", pa.bool_()), ("kind", text), ("sides", pa.list_(pa.list_(place))),
        ("names", pa.list_(name)),
    ]  # fmt: skip
    return pa.Table.from_pylist([dict(label) for label in labels], schema=pa.schema(columns))


def _view(labels: Sequence[Mapping[str, Any]]) -> Iterator["RenderableType"]:
    from whence.cli.terminal import facts, heading, line

    if not labels:
        yield line("Nothing has been decided in this corpus.")
    for label in labels:
        yield heading(f"{label['verb']} {label['subject']}  {label['id']}")
        about = [*label["documents"], *(name["name"] for name in label["names"])]
        sides = [" / ".join(place["text"] for place in side[:3]) for side in label["sides"]]
        rows = [
            ("state", label["state"], ", ".join(label["applies_to"])),
            ("about", ", ".join(about), label["kind"] or ""),
            *(("statements", side, "") for side in sides[:4]),
            ("reason", label["reason"], ""),
            ("made", label["made"], label["who"] or ""),
            ("undone", label["undone"] or "", ""),
        ]
        yield facts([row for row in rows if row[1]])

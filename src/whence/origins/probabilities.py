"""How sure each kind of arrow is, and why: one table, set by reason and fitted to worlds of known truth.

The fewest origins merge along arrows of at least .05, the likeliest number along .5, the most along .95.
So a probability of .95 or more says "no careful reader would doubt it", one of .5 to .95 "more likely than
not", and one below .5 "cannot be ruled out".

How the fit is made stands in `evaluation/calibration.py`: from one half of the kinds of change, and never
over a threshold of the count. Situations whose truth the grown worlds assume (credits, links, channels,
versions, owners) have the probability that their reason gives, and so have those too seldom drawn there.
"""

from dataclasses import dataclass

from whence.records import ArrowKind


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of sign that a statement was had from somewhere.

    Attributes:
        name: short name, used in the code.
        kind: the arrow's kind.
        probability: how sure such an arrow is, 0 to 1.
        shown_by: what is seen in the documents.
        reason: why it is that sure.
    """

    name: str
    kind: ArrowKind
    probability: float
    shown_by: str
    reason: str


SITUATIONS: tuple[Situation, ...] = (
    Situation("copy-decided", "copy", 1.0, "a person decided that one page had it from the other",
              "people decide last"),
    Situation("copy-credited", "copy", 0.99, "the same words, and the later page credits the earlier one",
              "two signs that fail for different reasons"),
    Situation("copy-verbatim", "copy", 0.99, "the same words, nearly all, in pages of known order",
              "nobody writes a whole sentence twice by chance; a missing common text is the doubt left"),
    Situation("copy-undirected", "copy", 0.98, "the same words, nearly all, in pages of unknown order",
              "one of them had it from the other, whichever it was"),
    Situation("copy-reworded", "copy", 0.94, "many of the same words inside a reused passage",
              "rewriting keeps the order of facts; part of the sentence may be the outlet's own"),
    Situation("copy-turned", "copy", 0.98, "the same words in another order, in a page with copied text",
              "a desk turns a sentence round; the passage need not cover it"),
    Situation("copy-retold", "copy", 0.94, "many of these words in another order, in a page with copied text",
              "what is rewritten most is rewritten from what stands there"),
    Situation("copy-indirect", "copy", 0.94, "the same words as a page that is not the nearest one",
              "the nearest page does not carry this statement, so it came another way"),
    Situation("copy-unsure", "copy", 0.77, "a reused passage whose kind is undetermined",
              "the words are shared; who wrote them is not shown"),
    Situation("copy-unjudged", "copy", 0.49, "one long equal sentence in pages without an edge",
              "tracing found no copying in it; a long equal sentence still may be a copy"),
    Situation("copy-renamed", "copy", 0.91, "the same words in a copied text, under another source",
              "a desk seldom finds the very same words elsewhere; it may put another name to them"),
    Situation("copy-parted", "copy", 0.26, "reworded, or no copying; each page with its source",
              "each says whom it has it from; a text that stands behind both cannot be ruled out"),
    Situation("common-quote", "same-source", 0.98, "the same quoted words, of one speaker or long and exact",
              "one utterance, whatever the pages call the speaker; neither copied it"),
    Situation("same-words", "same-source", 0.94, "the same words, quoted by one page at least",
              "one utterance, though the pages call the speaker differently; stock phrases are shorter"),
    Situation("common-text", "same-source", 0.94, "the same words, and both pages carry a third text",
              "both had it from that text; the passage may hold words of their own"),
    Situation("credit-document", "credit", 0.98, "a credit for the whole article, to a page in the corpus",
              "the page says so itself"),
    Situation("credit-outlet", "credit", 0.95, "a credit to an outlet that makes the claim in the corpus",
              "the page says so; the credited article may be another one of that outlet"),
    Situation("credit-outside", "credit", 0.97, "a credit to an agency, outlet or page outside the corpus",
              "the page says so itself"),
    Situation("credit-loose", "credit", 0.8, "\"via\", \"h/t\" or a \"read the original\" link",
              "often for the whole text, sometimes for the tip only"),
    Situation("credit-added", "credit", 0.3, "a credit for an article that does not name who is quoted",
              "whom the credited page does not name, the later page added"),
    Situation("credit-quoted", "credit", 0.3, "one credited outlet whose copies quote different named people",
              "the people are different sources, though one outlet's word stands behind both"),
    Situation("attribution-source", "attribution", 0.98, "\"X said\", with X in the same sentence",
              "the page says so; finding who X is may fail"),
    Situation("attribution-carried", "attribution", 0.95, "\"she said\", with the name sentences before",
              "the page says so; the name may be carried too far"),
    Situation("attribution-inferred", "attribution", 0.7, "a quotation without a name beside it",
              "the nearest speaker is likely, not certain"),
    Situation("same-name", "same-source", 0.95, "“Farren said”, where others quote Odile Farren on it",
              "one claim, and the short name fits just one of its speakers"),
    Situation("spokesperson", "same-source", 0.95, "“ministry spokeswoman Lind”, where others quote it",
              "whoever speaks for a body gives the body's word"),
    Situation("same-office", "same-source", 0.94, "“the fire chief said”, where others name him or say so",
              "one claim and one office of one person; which town's or body's is seldom said"),
    Situation("same-office-unsure", "same-source", 0.2,
              "“an officer said”, or one page alone says whose office it is",
              "two officers are two people; one that is the chief of a town may be the chief"),
    Situation("attribution-nested", "attribution", 0.96, "“X said that Y had found”",
              "it came from Y by way of X: one line, not two"),
    Situation("attribution-author", "attribution", 0.97, "an opinion piece in its author's voice",
              "the author stands behind it, whoever reposts it"),
    Situation("attribution-outlet", "attribution", 0.98, "“the Herald reported”, and the Herald does",
              "the page says so"),
    Situation("attribution-outside", "attribution", 0.96, "“the Herald reported”, not in the corpus",
              "the page says so"),
    Situation("channel-outlet", "channel", 0.96, "“told the Herald”, elsewhere, of an unnamed speaker",
              "only the Herald can know who spoke; all its unnamed speakers are one origin"),
    Situation("channel-same-speaker", "channel", 0.96, "“X told the Herald”, and the Herald quotes X on it",
              "the page says so, and the Herald bears it out"),
    Situation("channel-named", "channel", 0.3, "“X told the Herald”, where others name other speakers",
              "X can be asked; still one outlet's word stands behind it"),
    Situation("link-cued", "link", 0.9, "a link in an attributing sentence to a page that makes the claim",
              "the sentence names where it had it from"),
    Situation("link-outside", "link", 0.8, "a link in an attributing sentence to a page outside the corpus",
              "the sentence names where it had it from; what the page says is not seen"),
    Situation("link-bare", "link", 0.3, "a link without attributing words to a page that makes the claim",
              "pages link to background, and updated pages link forward"),
    Situation("version", "version", 0.99, "another version of the same page",
              "one outlet's text, counted once"),
    Situation("correction", "version", 0.99, "an outlet's correction of what it said",
              "one outlet's word, put right"),
    Situation("same-document", "same-source", 0.99, "the same page says it twice in its own voice",
              "one voice"),
    Situation("same-page", "same-source", 0.6, "two speakers in the only page that makes the claim",
              "one page's word stands behind both; another page that quotes one of them parts them"),
    Situation("title-follows", "same-source", 0.96, "a headline over a text that attributes the claim",
              "headlines leave attributions out for room"),
    Situation("text-follows", "same-source", 0.8, "a plain sentence in a page that attributes it elsewhere",
              "attributed once, then taken as said; it may also be known from elsewhere"),
    Situation("same-outlet", "version", 0.95, "the same outlet says it in its own voice in two articles",
              "an outlet does not confirm itself"),
    Situation("same-page-unnamed", "channel", 0.97, "unnamed speakers in one page",
              "what cannot be told apart counts once"),
    Situation("same-outlet-unnamed", "channel", 0.8, "unnamed speakers to one outlet in two articles",
              "what cannot be told apart counts once; the outlet may have asked others"),
    Situation("ownership", "ownership", 0.1, "two outlets of one publisher, each in its own voice",
              "they may share a newsroom; owning alone shows no copying"),
    Situation("unexplained", "same-source", 0.1, "two outlets' plain sentences, no sign of own reporting",
              "nothing shows that either found it out itself"),
    Situation("unexplained-beside", "same-source", 0.36, "a plain sentence, where others say who said it",
              "nothing shows that the outlet did not have it from the same speaker"),
    Situation("languages", "same-source", 0.05, "two languages, no credit and no shared source",
              "texts in different languages were not compared"),
)  # fmt: skip
"""Every situation, the surest signs of each kind first."""

_BY_NAME = {situation.name: situation for situation in SITUATIONS}


def situation(name: str) -> Situation:
    """Give a situation by its name.

    Args:
        name: as in `SITUATIONS`.

    Raises:
        KeyError: if there is no such situation.
    """
    return _BY_NAME[name]


def table_of_probabilities() -> str:
    """Write the table of situations in Markdown, for the docs."""
    lines = ["| arrow | what is seen | probability | why |", "|---|---|---|---|"]
    lines += [f"| {s.kind} | {s.shown_by} | {s.probability:.2f} | {s.reason} |" for s in SITUATIONS]
    return "\n".join(lines)

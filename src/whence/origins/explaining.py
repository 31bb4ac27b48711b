"""A claim's count in plain words: how the articles add up, what would change it, who inherited a change."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.origins.count import merge, point_of
from whence.records import Arrow, Claim, Document, Mutation, Origin, Source, Statement
from whence.settings import OriginSettings

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CARRYING = frozenset(("copy", "credit", "attribution", "link", "channel", "version"))
_TEXT = frozenset(("copy", "credit", "version"))
_CITING = frozenset(("attribution", "link", "channel"))
# Kinds of arrow of which either end may stand first.
_BOTH_WAYS = frozenset(("same-source", "ownership", "channel"))
_NAMED = 3  # names that are given in one sentence; the others are counted
# The same doubts of two articles of one outlet.
_DOUBTS_WITHIN = {
    "channel": "whether it is one speaker in the articles of {here}",
    "same-source": "whether the articles of {here} have it from one source",
}
# What an arrow of a kind says that is too unsure for the likeliest count, or not sure enough for the highest.
_DOUBTS = {
    "copy": "whether {here} copied from {there}",
    "credit": "how far the credit of {here} to {there} reaches",
    "attribution": "whom {here} has it from",
    "channel": "whether who spoke to {here} is who spoke to {there}",
    "link": "whether {here} has it from the page of {there} that it links to",
    "ownership": "whether {here} and {there}, of one publisher, share a newsroom",
    "same-source": "whether {here} and {there} have it from one source",
    "version": "whether {here} says it anew or repeats {there}",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One claim with what its count rests on.

    Attributes:
        claim: with its counts.
        statements: those of the claim.
        arrows: of the claim.
        origins: of the claim.
        documents: by id; those that carry the claim, at least.
        sources: by id; those that its arrows and origins name, at least.
    """

    claim: Claim
    statements: Sequence[Statement]
    arrows: Sequence[Arrow]
    origins: Sequence[Origin]
    documents: Mapping[str, Document]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a claim's count.

    Attributes:
        sentence: how the articles add up to the origins, in one sentence.
        changes: what would change the count, each a sentence; none where nothing is in doubt.
    """

    sentence: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inherited:
    """One change on the way, from whoever made it to those who took it over.

    Attributes:
        mutation: the change, at the arrow where it first happened.
        by: id of the document that made it.
        inherited: ids of the documents that have the changed words from there, sorted.
    """

    mutation: Mutation
    by: str
    inherited: tuple[str, ...]


def explain_claim(case: Case, settings: OriginSettings) -> Explanation:
    """Put a claim's count in words.

    Args:
        case: the claim and what its count rests on.
        settings: the thresholds that it was counted with.

    Returns:
        One sentence on how the articles add up, and what would change the count.
    """
    told = _Telling(case, settings)
    ranked = sorted(case.origins, key=lambda origin: (-len(origin.documents), origin.id))
    total = len({one for origin in ranked for one in origin.documents})
    bare = [origin for origin in ranked if origin.kind == "unexplained" and len(origin.documents) == 1]
    several = bare if len(bare) > 1 else []
    parts = told.parts([origin for origin in ranked if origin not in several])
    if several:
        parts.append(told.bare(several))
    if not parts:
        sentence = "Every statement of it was withdrawn, so nothing supports it any longer."
    elif total == 1:
        sentence = f"One article says it: {'; '.join(parts)}."
    elif len(several) == total == len(ranked):
        sentence = told.all_bare(several)
    elif len(parts) == 1:
        every = "Both" if total == 2 else f"All {_number(total)}"
        sentence = f"{every} articles lead to one origin: {parts[0]}."
    else:
        sentence = f"Of {_count(total, 'article')}, {'; '.join(parts)}."
    return Explanation(sentence, (*told.doubts(case.claim), *told.missing(ranked, total)))


class _Telling:
    """The words for one claim."""

    def __init__(self, case: Case, settings: OriginSettings) -> None:
        self.statements = {statement.id: statement for statement in case.statements}
        self.arrows = case.arrows
        self.documents = case.documents
        self.sources = case.sources
        self.settings = settings
        self.alone = len({one for origin in case.origins for one in origin.documents}) == 1

    def _followed(self, origin: Origin) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
        """Give whom an origin's articles have its words from, and whom those cite that have not."""
        own = frozenset(origin.merged_by)
        leading = [arrow for arrow in self.arrows if arrow.id in own]
        carried, cited = self._elsewhere_from(leading, _TEXT), self._elsewhere_from(leading, _CITING)
        return carried, {one: names for one, names in cited.items() if one not in carried}

    def _elsewhere_from(self, arrows: Iterable[Arrow], kinds: Collection[str]) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for arrow in arrows:
            if arrow.probability < self.settings.best or arrow.kind not in kinds:
                continue
            if arrow.to_kind == "outside" or self._elsewhere(arrow):
                here = self.statements[arrow.from_statement].document_id
                found[here][self._there(arrow)] += 1
        return found

    def _elsewhere(self, arrow: Arrow) -> bool:
        there, here = self.statements.get(arrow.to), self.statements.get(arrow.from_statement)
        return there is not None and here is not None and there.document_id != here.document_id

    def outlet(self, document_id: str) -> str:
        """Name the outlet of a document."""
        document = self.documents.get(document_id)
        return (document.outlet if document is not None else None) or "an unnamed outlet"

    def parts(self, origins: Sequence[Origin]) -> list[str]:
        """Say which articles lead to each origin, and how; an article that leads to several is counted once.

        So the numbers add up to the articles, and what leads to a further origin too is said by its outlet.
        """
        counted: set[str] = set()
        said = []
        for origin in origins:
            fresh = [one for one in origin.documents if one not in counted]
            also = self._also(origin, [one for one in origin.documents if one in counted])
            own = self.part(origin, fresh) if fresh else ""
            said.append(", ".join(words for words in (own, also) if words))
            counted.update(fresh)
        return said

    def _also(self, origin: Origin, again: Sequence[str]) -> str:
        """Say which articles that were counted before lead to an origin too."""
        if not again:
            return ""
        who, count = self._named_once(again), len({self.outlet(key) for key in again})
        carried, cited = self._followed(origin)
        if cited.keys() >= set(again):
            return f"{who} also {_verb(count, 'cites', 'cite')} {_most_named(again, cited)}"
        if carried.keys() >= set(again) and origin.kind != "outside":
            return f"{who} also {_verb(count, 'carries', 'carry')} the words of {_most_named(again, carried)}"
        if origin.kind == "source":
            return f"{who} also {_verb(count, 'quotes', 'quote')} {self._source(origin)}"
        if origin.kind == "outside":
            return f"{who} also {_verb(count, 'carries or credits', 'carry or credit')} {origin.origin}"
        how = "from own reporting" if origin.kind == "own-reporting" else "without a sign of where it is from"
        return f"{who} also {_verb(count, 'says', 'say')} it {how}"

    def _named_once(self, articles: Iterable[str]) -> str:
        return _listed(sorted({self.outlet(one) for one in articles}))

    def part(self, origin: Origin, articles: Sequence[str]) -> str:
        """Say how some of the articles of an origin lead to it."""
        count, who = len(articles), self._counted(articles)
        if origin.kind == "outside":
            verb = _verb(count, "carries or credits", "carry or credit")
            return f"{who} {verb} {origin.origin}, which is not in the corpus"
        if origin.kind == "loop":
            if count == 1:
                return (
                    f"{who} cites its own report by way of another, and none says where else it has it from"
                )
            who = f"{who} ({self._named_once(articles)})"
            return f"{who} cite each other, and none says where else it has it from"
        carried, cited = self._followed(origin)
        later = carried.keys() | cited.keys()
        first = [one for one in articles if one not in later]
        others = [one for one in articles if one in later]
        said = [self._first(origin, first)] if first else []
        if not first and not self._all_from_absent(origin):
            home = self._home(origin)
            first = [home] if home in articles else list(articles[:1])
            others = [one for one in articles if one not in first]
            said = [self._first(origin, first)]
        carrying = [one for one in others if one not in cited]
        citing = [one for one in others if one in cited]
        if carrying:
            verb = _verb(len(carrying), "carries", "carry")
            said.append(f"{self._counted(carrying)} {verb} the words of {_most_named(carrying, carried)}")
        if citing:
            verb = _verb(len(citing), "cites", "cite")
            said.append(f"{self._counted(citing)} {verb} {_most_named(citing, cited)}")
        if not first:
            said.append(f"quoting {self._source(origin)}")
        return ", ".join(said)

    def _all_from_absent(self, origin: Origin) -> bool:
        """Say whether each article of a quoted source has it from a page that the corpus does not hold."""
        outside = [a.from_statement for a in self.arrows
                   if a.to_kind == "outside" and a.probability >= self.settings.best]  # fmt: skip
        pages = {self.statements[key].document_id for key in outside if key in self.statements}
        return origin.kind == "source" and pages.issuperset(origin.documents)

    def _first(self, origin: Origin, articles: Sequence[str]) -> str:
        """Say how the articles that had it from no other article lead to an origin."""
        who, home = self._counted(articles), self.outlet(articles[0])
        if origin.kind == "source":
            # Whoever quotes it by way of an article that was counted elsewhere heard it too.
            how = ", each for itself" if len(articles) > 1 and origin.independent_reports > 1 else ""
            return f"{who} {_verb(len(articles), 'quotes', 'quote')} {self._source(origin)}{how}"
        if origin.kind == "own-reporting":
            who = "it" if self.alone else who
            return f"{who} {_verb(len(articles), 'is', 'are')} {home}’s own reporting"
        who = who if self.alone else f"{who} ({home})"
        return f"{who} {_verb(len(articles), 'says', 'say')} it without a sign of where it is from"

    def _counted(self, articles: Sequence[str]) -> str:
        """Give the number of some articles, or the name of the only one there is."""
        return self.outlet(articles[0]) if self.alone else _number(len(articles))

    def _source(self, origin: Origin) -> str:
        source = self.sources.get(origin.origin)
        if source is None:
            return "a source that is not named"
        return f"a source that is not named (“{source.name}”)" if source.kind == "anonymous" else source.name

    def _outlets(self, origins: Sequence[Origin]) -> str:
        return _listed(sorted({self.outlet(origin.documents[0]) for origin in origins}))

    def bare(self, origins: Sequence[Origin]) -> str:
        """Say which articles give no sign of where they have it from, where nothing joins them."""
        names = self._outlets(origins)
        return f"{_number(len(origins))} ({names}) say it, each without a sign of where it is from"

    def all_bare(self, origins: Sequence[Origin]) -> str:
        """Say that none of the articles shows where it has it from."""
        names = self._outlets(origins)
        each = f"Neither of the two articles ({names})"
        if len(origins) > 2:
            each = f"None of the {_number(len(origins))} articles ({names})"
        return f"{each} shows where it has it from, and nothing shows that one had it from another."

    def _home(self, origin: Origin) -> str:
        """Give the document where an origin's statement stands, or the first that leads to it."""
        found = self.statements.get(origin.origin)
        return found.document_id if found is not None else origin.documents[0]

    def doubts(self, claim: Claim) -> list[str]:
        """Say what the lowest and the highest count rest on."""
        low, best, high = claim.origins_low, claim.origins_best, claim.origins_high
        found = []
        if low < best:
            weak = self._kinds(self.settings.low, self.settings.best)
            found.append(f"It would be {_number(low)} if what is only possible were so{weak}.")
        if high > best:
            unsure = self._kinds(self.settings.best, self.settings.high)
            found.append(f"It would be {_number(high)} without what is likely and not certain{unsure}.")
        return found

    def _kinds(self, least: float, below: float) -> str:
        """Name what the arrows between two probabilities would show, after a colon."""
        doubts = []
        surer = merge(self.arrows, below)
        for arrow in sorted(self.arrows, key=lambda arrow: (-arrow.probability, arrow.id)):
            here, there = ("statement", arrow.from_statement), point_of(arrow)
            if not least <= arrow.probability < below or surer.find(here) == surer.find(there):
                continue
            doubts.append(self._doubt(arrow))
        named = list(dict.fromkeys(doubts))
        more = f", and {_count(len(named) - _NAMED, 'more doubt')}" if len(named) > _NAMED else ""
        return ": " + "; ".join(named[:_NAMED]) + more if named else ""

    def _doubt(self, arrow: Arrow) -> str:
        names = [self.outlet(self.statements[arrow.from_statement].document_id), self._there(arrow)]
        if arrow.kind in _BOTH_WAYS and arrow.to_kind == "statement":
            names.sort()
        same = names[0] == names[1] and arrow.kind in _DOUBTS_WITHIN
        return (_DOUBTS_WITHIN if same else _DOUBTS)[arrow.kind].format(here=names[0], there=names[1])

    def _there(self, arrow: Arrow) -> str:
        if arrow.to_kind == "statement" and arrow.to in self.statements:
            return self.outlet(self.statements[arrow.to].document_id)
        source = self.sources.get(arrow.to)
        return source.name if source is not None else arrow.to

    def missing(self, origins: Sequence[Origin], total: int) -> list[str]:
        """Say what the corpus does not hold or show that the count depends on."""
        own = sorted({statement.document_id for statement in self.statements.values()})
        found = self._not_held()
        undated = [one for one in own if one in self.documents and not _is_dated(self.documents[one])]
        if undated and total > 1:
            articles = _count(len(undated), "article").capitalize()
            names = self._named_once(undated)
            found.append(f"{articles} without a date ({names}): who had it first may be open.")
        unsure = sorted({s.document_id for s in self.statements.values() if s.source_certainty == "inferred"})
        if unsure:
            names = self._named_once(unsure)
            found.append(f"Who speaks is not said beside the words, and was inferred, in {names}.")
        unnamed = [origin for origin in origins if self._is_unnamed(origin)]
        if unnamed and len(origins) > 1:
            pages = [key for origin in unnamed for key in origin.documents]
            verb = _verb(len({self.outlet(key) for key in pages}), "quotes", "quote")
            names = self._named_once(pages)
            found.append(
                f"{names} {verb} a source without a name: it may be the same as another counted here."
            )
        languages = Counter(
            language for one in own if one in self.documents and (language := self.documents[one].language)
        )
        if len(languages) > 1:
            found.append(f"Pages in different languages ({', '.join(sorted(languages))}) were not compared.")
        return found

    def _not_held(self) -> list[str]:
        """Name the credited and cited parties whose pages the corpus does not hold."""
        parties: dict[str, str] = {}
        for arrow in self.arrows:
            if arrow.to_kind == "outside" and arrow.probability >= self.settings.best:
                credited = arrow.kind == "credit" or parties.get(arrow.to) == "credited"
                parties[arrow.to] = "credited" if credited else "cited"
        return [
            f"{name} is {how} and not in the corpus: its own page could name who it has it from."
            for name, how in sorted(parties.items())
        ]

    def _is_unnamed(self, origin: Origin) -> bool:
        source = self.sources.get(origin.origin)
        return origin.kind == "source" and (source is None or source.kind == "anonymous")


def _is_dated(document: Document) -> bool:
    return document.published_earliest is not None or document.published_latest is not None


def _number(count: int) -> str:
    return _WORDS[count] if count < len(_WORDS) else str(count)


def _count(count: int, what: str) -> str:
    return f"{_number(count)} {what}{'' if count == 1 else 's'}"


def _verb(count: int, one: str, several: str) -> str:
    return one if count <= 1 else several


def _listed(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {_number(len(names) - _NAMED)} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _most_named(articles: Iterable[str], named: Mapping[str, Counter[str]]) -> str:
    """List whom some articles name or carry, who stands behind most of them first."""
    words: Counter[str] = Counter()
    for one in articles:
        words.update(named[one].keys())
    return _listed(sorted(words, key=lambda name: (-words[name], name)))


def follow_changes(
    mutations: Iterable[Mutation],
    arrows: Iterable[Arrow],
    statements: Mapping[str, Statement],
    threshold: float,
) -> list[Inherited]:
    """Tell who changed a claim's words first and who has the changed words from there.

    Args:
        mutations: of one claim.
        arrows: of the claim.
        statements: of the claim, by id.
        threshold: least probability of an arrow that carries words on.

    Returns:
        One row for each change at the arrow where it happened, in the order of the mutations. A statement
        further down inherits it as long as no arrow on the way changes the same kind of thing again.
    """
    onward: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        if arrow.to_kind == "statement" and arrow.kind in _CARRYING and arrow.probability >= threshold:
            onward[arrow.to].append(arrow.from_statement)
    known = list(mutations)
    again = {(m.from_statement, m.to_statement, m.kind) for m in known}
    return [
        Inherited(
            mutation,
            statements[mutation.to_statement].document_id,
            _reached(mutation, onward, again, statements),
        )
        for mutation in known
        if mutation.to_statement in statements
    ]


def _reached(
    mutation: Mutation,
    onward: Mapping[str, Sequence[str]],
    again: Collection[tuple[str, str, str]],
    statements: Mapping[str, Statement],
) -> tuple[str, ...]:
    seen, front = {mutation.from_statement, mutation.to_statement}, [mutation.to_statement]
    reached: set[str] = set()
    while front:
        here = front.pop()
        for there in onward.get(here, ()):
            if there in seen or there not in statements or (here, there, mutation.kind) in again:
                continue
            seen.add(there)
            front.append(there)
            reached.add(statements[there].document_id)
    return tuple(sorted(reached - {statements[mutation.to_statement].document_id}))

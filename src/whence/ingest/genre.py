"""What kind of article a page is: opinion, press release, correction or plain article.

The signs, in the order in which they decide:
1. a correction: its title, or its first line, begins with "Correction", "Corrected", "Clarification";
2. a press release: the page's type or section, its path (`/press-release/`), a title "Press release: ...";
3. an opinion: the page's type (`OpinionNewsArticle`), section or path (`/opinion/`), a title "Opinion: ...",
   a line that says "Opinion" or "Op-Ed" alone, a line that says the views are the author's own, a last line
   that presents the author as somebody who argues ("NAME is a columnist"), the path of the original that it
   credits, or the words "in my view", "my own view is" and the like outside quotation marks;
4. else an article.
"""

import re
from collections.abc import Iterable, Sequence

_CORRECTION = re.compile(
    r"^\W*(?:corrections?|corrected|clarifications?|berichtigung|korrektur|correctif|rectificatif|"
    r"corrección|fe de errores)"
    r"\s*(?:[:|–—(-]|$|and\s+clarifications?\b)",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"^\W*(?:press|news|media)[\s_-]?(?:release|statement)s?\b|^\W*pressemitteilung\b|"
    r"^\W*communiqué de presse\b|"
    r"^\W*for immediate release\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^\W*(?:opinions?|op[\s-]?eds?|opeds?|commentary|comment\s+is\s+free|guest\s+(?:essay|column|commentary|opinion)|viewpoints?|columnists?|columns?|letters?\s+to\s+the\s+editor|"
    r"perspectives?|editorials?|leitartikel|meinung|kommentar|tribune\s+libre|opinión|opinione|رأي|مقالات\s+الرأي|观点|评论|社论)"
    r"(?:\s*[:|–—-]|\W*$)",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"\b(?:views?|opinions?)\s+(?:and\s+opinions?\s+)?(?:expressed|presented|voiced)\b.{0,80}?\b(?:are|is|belong|do\s+not|don't|reflect)\b"
    r"|\bthe\s+opinions\s+of\s+the\s+author\b",
    re.IGNORECASE,
)
# The author's own voice, outside quotation marks.
_OWN_VIEW = re.compile(
    r"\b(?:[Ii]n my (?:own |humble )?(?:view|opinion)|[Mm]y (?:own )?(?:view|opinion) is)\b"
)
# What a note on the author calls somebody who argues; reporters and correspondents are not among them.
_ARGUES = re.compile(
    r"(?:is|was)\s(?:an?|the|one\sof)\s(?:[\w'’-]{1,30},?\s){0,6}?(?:columnist|commentator|essayist|author|(?<!staff\s)writer|"
    r"analyst|fellow|professor|lecturer|economist|historian|philosopher|ambassador|diplomat|activist|scholar|novelist|"
    r"blogger|freelance|independent\sjournalist)\b",
    re.IGNORECASE,
)
_LONGEST_NOTE = 400  # characters of a note on the author
_QUOTED = re.compile(r"[\"“«„][^\"”»“]{0,1500}[\"”»“]")
_PATH_OPINION = frozenset(
    [
        "opinion",
        "opinions",
        "op-ed",
        "oped",
        "op-eds",
        "commentary",
        "commentisfree",
        "editorial",
        "editorials",
        "columns",
        "columnists",
        "column",
        "viewpoint",
        "viewpoints",
        "views",
        "perspective",
        "perspectives",
        "meinung",
        "kommentar",
        "opinion-contributors",
        "contributors",
        "letters",
    ]
)
_PATH_RELEASE = frozenset(
    [
        "press-release",
        "press-releases",
        "pressrelease",
        "press_releases",
        "pressreleases",
        "news-release",
        "news-releases",
        "pressemitteilung",
        "pressemitteilungen",
        "prnewswire",
    ]
)


def read_genre(  # noqa: PLR0913 - each sign of a genre is one argument
    *,
    title: str | None,
    text: str = "",
    sections: Iterable[str] = (),
    types: Iterable[str] = (),
    url: str | None = None,
    lines: Sequence[str] = (),
    authors: Iterable[str] = (),
) -> str:
    """Tell the genre from what the page says about itself.

    Args:
        title: headline.
        text: the article's text.
        sections: names of the sections, kickers and page types that stand in its metadata.
        types: JSON-LD types.
        url: canonical address, or that of the original which the page credits; only its folders count.
        lines: the article's paragraphs and the lines of its head and foot.
        authors: people named in the byline.

    Returns:
        `article`, `opinion`, `press-release` or `correction`.
    """
    heads = [title or "", *lines[:1]]
    labels = [label.strip() for label in sections if label and len(label) < 60]
    types = [kind.lower() for kind in types]
    folders = {part.lower() for part in (url or "").split("?")[0].split("/")[3:-1]}
    if any(_CORRECTION.match(head[:60]) for head in heads):
        return "correction"
    if (
        folders & _PATH_RELEASE
        or any(_RELEASE.match(label) for label in [*labels, *(head for head in heads if len(head) < 200)])
    ):  # fmt: skip
        return "press-release"
    if (
        "opinionnewsarticle" in types
        or folders & _PATH_OPINION
        or any(_OPINION.match(label) for label in [*labels, (title or "")[:60]])
        or any(_says_opinion(line) for line in [*lines[:6], *lines[-6:]])
        or any(_presents(line, author) for line in lines[-6:] for author in authors)
        or _OWN_VIEW.search(_QUOTED.sub(" ", text[:20_000]))
    ):
        return "opinion"
    return "article"


def _says_opinion(line: str) -> bool:
    if len(line) < 40 and _OPINION.match(line) and line.rstrip(" :|").count(" ") < 3:
        return True
    return len(line) < 500 and bool(_DISCLAIMER.search(line))


def _presents(line: str, author: str) -> bool:
    """Tell whether a line presents the author as somebody who argues, and not as a reporter."""
    if len(line) > _LONGEST_NOTE or not author or not line.lower().startswith(author.lower()):
        return False
    return _ARGUES.match(line[len(author) :].lstrip(" ,")) is not None

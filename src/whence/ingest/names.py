"""Names of people and organisations as bylines write them."""

import re

# Words that make a name an organisation's; a reader's aid, not a list of the trusted.
_ORGANISATION = frozenset(("newsdesk",)) | frozenset(
    [
        "agency",
        "agencies",
        "wire",
        "wires",
        "news",
        "press",
        "associated",
        "times",
        "post",
        "herald",
        "tribune",
        "gazette",
        "journal",
        "network",
        "radio",
        "tv",
        "television",
        "media",
        "service",
        "services",
        "daily",
        "weekly",
        "monitor",
        "observer",
        "chronicle",
        "courier",
        "dispatch",
        "standard",
        "telegraph",
        "bulletin",
        "review",
        "magazine",
        "online",
        "desk",
        "newsroom",
        "bureau",
        "broadcasting",
        "reports",
        "correspondents",
        "presse",
        "agentur",
        "redaktion",
        "agence",
        "rédaction",
        "redazione",
        "redacción",
        "agencia",
        "agenzia",
        "nachrichten",
        "letter",
        "newsletter",
        "ministry",
        "department",
        "office",
        "institute",
        "university",
        "foundation",
        "association",
        "council",
        "team",
        "staff",
        "inc",
        "ltd",
        "llc",
        "وكالة",
    ]
)
AGENCIES: frozenset[str] = frozenset(
    [
        "ap",
        "associated press",
        "the associated press",
        "reuters",
        "afp",
        "agence france-presse",
        "agence france presse",
        "dpa",
        "upi",
        "united press international",
        "ansa",
        "efe",
        "tass",
        "itar-tass",
        "ria novosti",
        "interfax",
        "xinhua",
        "kyodo",
        "kyodo news",
        "jiji press",
        "yonhap",
        "yonhap news agency",
        "pti",
        "press trust of india",
        "ani",
        "ians",
        "uni",
        "bernama",
        "antara",
        "apa",
        "sda",
        "keystone-sda",
        "ats",
        "belga",
        "anp",
        "ritzau",
        "ntb",
        "tt",
        "stt",
        "pap",
        "ctk",
        "čtk",
        "mti",
        "tanjug",
        "hina",
        "sta",
        "agerpres",
        "bta",
        "lusa",
        "anadolu",
        "anadolu agency",
        "aa",
        "irna",
        "isna",
        "mehr",
        "fars",
        "petra",
        "wafa",
        "mena",
        "sana",
        "spa",
        "wam",
        "kuna",
        "qna",
        "aps",
        "map",
        "tap",
        "nan",
        "gna",
        "sapa",
        "pana",
        "aap",
        "australian associated press",
        "nzpa",
        "the canadian press",
        "canadian press",
        "cp",
        "pa",
        "pa media",
        "press association",
        "telam",
        "télam",
        "notimex",
        "agencia brasil",
        "agência brasil",
        "bloomberg",
        "bloomberg news",
        "cnn wire",
        "cnn",
        "tribune news service",
        "mcclatchy",
        "epd",
        "kna",
        "sid",
        "apa-ots",
        "prnewswire",
        "pr newswire",
        "business wire",
        "globe newswire",
        "globenewswire",
        "新华社",
        "共同社",
        "时事社",
        "中新社",
        "رويترز",
        "د ب أ",
        "أ ف ب",
    ]
)
"""Lower-case names of news agencies of the world: recognised in bylines without an outlets table."""

# Names of papers that are surnames too: alone behind one other word they name a person.
_WEAK = frozenset(
    ["post", "herald", "courier", "standard", "press", "review", "council", "letter", "monitor"]
)
_AGENCY_NAMES = {
    "ap": "Associated Press", "afp": "Agence France-Presse", "agence france presse": "Agence France-Presse",
    "upi": "United Press International", "pti": "Press Trust of India", "ria": "RIA Novosti",
    "itar-tass": "TASS",
    "tass": "TASS", "cp": "The Canadian Press", "pa media": "Press Association",
    "yonhap news agency": "Yonhap",
    "kyodo news": "Kyodo", "aap": "Australian Associated Press", "the associated press": "Associated Press",
    "agence france-presse": "Agence France-Presse", "associated press": "Associated Press",
    "canadian press": "The Canadian Press",
    "the ap": "Associated Press",
}  # fmt: skip
_ROLE_END = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|columnist|contributor|journalist|commentator|producer)s?(?:\s+at)?$",
    re.IGNORECASE,
)

_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|mba|rn|cpa|obe|mbe|qc|kc)\.?$", re.IGNORECASE)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "du",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "ben",
        "abu",
        "af",
        "av",
        "zu",
        "zur",
        "y",
        "e",
        "und",
        "of",
        "st.",
        "o'",
    ]
)
ROLE = re.compile(
    r"^(?:(?:a|the|our|senior|chief|special|staff|political|deputy|assistant|associate|contributing|foreign|"
    r"national|local|city|business|economics|sports?|health|science|education|crime|court|defence|defense|security|"
    r"diplomatic|world|europe|asia|africa|middle\s+east|white\s+house|washington|opinion|guest|investigative|multimedia|digital|news|web|managing|"
    r"executive|general|freelance|features?|culture|technology|tech|environment|climate|transport|home\s+affairs|"
    r"community|police|politics|breaking|columns?|data|legal|social\s+affairs|international|global|regional)\s+){0,4}"
    r"(?:reporter|writer|editor|correspondent|columnist|contributor|journalist|producer|photographer|analyst|"
    r"commentator|reporters|writers|staff|editor-in-chief|bureau\s+chief|intern|redakteurin|redakteur|korrespondent"
    r"|korrespondentin|journaliste|redactor|redactora|cronista|corrispondente|inviato)"
    r"(?:\s+(?:at\s+large|in\s+[\w\s]{2,30}|for\s+[\w\s.]{2,40}|at\s+[\w\s.]{2,40}|of\s+[\w\s]{2,30}))?$"
    r"|^special\s+(?:to|for|from)\s+.{2,60}$|^for\s+the\s+[\w\s]{2,40}$",
    re.IGNORECASE,
)
# Bylines that name nobody: the page system's own account, or the staff.
_NOBODY = re.compile(
    r"^(?:admin|administrator|editor|editors?|staff|web\s?(?:desk|master|team|staff)|news\s?(?:desk|room|team)|"
    r"editorial\s+(?:board|team|staff|desk)|guest|user|author|anonymous|unknown|null|none|n/?a|online\s+desk|"
    r"digital\s+team|redaktion|la\s+rédaction|redazione|redacción|staff\s+(?:writer|reporter)s?|the\s+newsroom)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:;|\||•|·|،|、|\band\b|&|\bund\b|\bet\b|\by\b|\bwith\b|(?<=\s)/(?=\s)|\n)\s*", re.IGNORECASE
)


def _adds_no_name(piece: str, behind: bool) -> bool:
    """Tell whether a piece behind a name is its place ("Jane Doe, Alma") or a remark about it."""
    if not behind or (looks_like_organisation(piece) and not piece[:1].islower()):
        return False
    return piece[:1].islower() or " " not in piece


def looks_like_name(words: str) -> bool:
    """Tell whether the words can be a person's name: a few capitalised words, no digits."""
    cleaned = words.strip(" .,:")
    if not 2 <= len(cleaned) <= 60 or any(c.isdigit() or c in '@<>{}[]?!"“”:;=_#' for c in cleaned):
        return False
    tokens = cleaned.split()
    if len(tokens) > 6 or ROLE.match(cleaned):
        return False
    for token in tokens:
        head = token.lstrip("('’\"“-")[:1]
        if (
            head
            and head.islower()
            and token.lower() not in _PARTICLES
            and not token.startswith(("d'", "al-", "el-"))
        ):
            return False
    return tokens[0].lower() not in ("the", "a", "an", "this", "in", "on", "at", "and", "but")


def looks_like_organisation(name: str) -> bool:
    """Tell whether a byline's name is an agency, a paper or a desk and no person."""
    lowered = name.strip(" .").lower()
    if lowered in AGENCIES or re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}", lowered):
        return True
    words = [word.strip(".,()'’") for word in lowered.split()]
    marks = [word for word in words if word in _ORGANISATION]
    if not marks:
        return False
    return len(words) > 2 or words[0] == "the" or any(word not in _WEAK for word in marks)


def agency_name(name: str) -> str:
    """Give the full name of a world agency known by its letters, or the name as it is."""
    return _AGENCY_NAMES.get(name.strip(" .").lower(), name)


def names_nobody(name: str) -> bool:
    """Tell whether a byline names a desk or an account of the page system and nobody else."""
    return bool(_NOBODY.match(name.strip(" .,:")))


def split_authors(value: str) -> list[str]:
    """Split `A, B and C` into names, in order and each once.

    `Doe, Jane` is one name, turned round; `Jane Doe, Jr.` keeps its suffix; roles ("Staff Reporter") and
    the word "By" go; organisations stay.
    """
    cleaned = re.sub(r"\s+", " ", value).strip(" ,;|")
    cleaned = BY.sub("", cleaned, count=1)
    names: list[str] = []
    for part in _SPLIT.split(cleaned[:2000]):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if (
            len(pieces) == 2
            and all(" " not in p and p[:1].isupper() and not p.isupper() for p in pieces)
            and (
                not _SUFFIX.match(pieces[1])
                and not looks_like_organisation(part)
                and len(_SPLIT.split(cleaned)) == 1
            )
        ):
            names.append(f"{pieces[1]} {pieces[0]}")
            continue
        for piece in pieces:
            if names and _SUFFIX.match(piece):
                names[-1] = f"{names[-1]}, {piece}"
            elif _adds_no_name(piece, bool(names) and pieces.index(piece) > 0):
                continue
            elif not ROLE.match(piece) and not _ROLE_END.search(piece):
                names.append(piece)
    kept = [
        BY.sub("", name).strip(" .,:-–—") if not name.endswith("r.") else BY.sub("", name).strip()
        for name in names
    ]
    return list(dict.fromkeys(name for name in kept if name and not names_nobody(name) and len(name) <= 100))


DESK: frozenset[str] = frozenset(
    (
        "wire", "wires", "staff", "news", "newsdesk", "desk", "editorial", "board", "team", "service",
        "services",
        "newsroom", "reporter", "reporters", "correspondents", "writers", "politics", "business", "sports",
        "the", "from", "our",
    )
)  # fmt: skip
"""Words for an outlet's own people."""
BY = re.compile(
    r"^(?:(?:written|reported|posted|published|story|text|words|analysis|opinion|commentary|report|article|column|"
    r"authored|submitted|compiled)\s+)?(?:by|von|par|por|di|door|av|af)(?:\s*:\s*|\s+)"
    r"|^(?:author|authors|autor|autorin|auteur|autore|text|texte|reporter|writer)\s*:\s*|^(?:بقلم|كتب|كتبت)\s*[:/]?\s*|^(?:文|作者|记者|記者)\s*[:：/|丨]?\s*",
    re.IGNORECASE,
)
"""The words that open a byline."""

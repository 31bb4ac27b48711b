"""Words that say that somebody was killed, hurt or shot, and where the somebody stands beside them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from whence.text import split_sentences

_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)"
_SELF = r"(?:himself|herself|themselves|self)"
_HARM = r"(?:shot|stabbed|beaten|struck|strangled|hacked|bludgeoned|burned|trampled|crushed)"
_INJURY = r"(?:injur(?:y|ies)|wounds?|cuts|bruises|lacerations?|burns|fractures?)"
_SUFFER = r"(?:suffer(?:ed|ing|s)?|sustain(?:ed|ing|s)?|receiv(?:ed|ing))"
_HOSPITAL = r"(?:hospitals?|medical\s+cent(?:er|re)|trauma\s+cent(?:er|re)|emergency\s+room)"

# How the words for a fate begin: most words are turned down at their first letters.
_BEGINNINGS = """
    acc adm air app arr ass bea beh ble blu bod bro bru bur cla cli com cos cou cri cru dea dec det did die
    dis dou dri eva exe exp fat fig fle flo for fou goi gra gun hac had hit hom hos hur imp in inj jai kil lis
    los mai man mas mis mor mow mur not num on par pas per pre pro qua qui rec rem rep rou rus sen sho sla
    sta sti str suc suf sur sus tak tol too tra tre tri tur una und unt upr vic vio wit wou
    """
_AHEAD = "|".join(
    f"{first}(?:{'|'.join(word[1:] for word in words)})"
    for first, words in groupby(sorted(_BEGINNINGS.split()), key=lambda word: word[0])
)

# Each group is named kind, frame and a number. The frames say where those who met the fate stand:
# s before it ("the man died"), o behind it ("death of the man"), v before it in the passive and behind it in
# the active ("was shot", "shot him"), p in the possessive before it ("the man's death"), r before it and in
# the word itself ("shot himself"), n nowhere: the words count them ("triple shooting"), x in the phrase that
# holds it ("seven victims"). The first kind that fits at a place wins, so the longer stand first.
_FATES = re.compile(
    rf"""\b(?<![^\W\d_]-)(?={_AHEAD})(?:
    (?P<killed_r>(?:shot|shoots?|shooting|stabbed)\s+(?:and\s+kill(?:ed|s|ing)\s+)?{_SELF}
        (?:\s+(?:to\s+death|dead|fatally))|(?:shot|shoots|shooting)\s+and\s+kill(?:ed|s|ing)\s+{_SELF}
      |kill(?:ed|s|ing)\s+{_SELF}|fatally\s+(?:shot|shoots|shooting|wounded)\s+{_SELF}
      |(?:took|taken|taking|takes)\s+(?:his|her)\s+own\s+life|committ?(?:ed|ing|s)\s+suicide
      |turn(?:ed|ing|s)\s+(?:the|his|her|a)\s+(?:\w+\s+)?(?:gun|weapon|rifle|pistol)\s+on\s+{_SELF})
    |(?P<shot_r>(?:shot|shoots?|shooting|stabbed|stabbing|wounded|injured|injuring)\s+{_SELF})
    |(?P<killed_n>(?:double|triple|quadruple|quintuple)[\s-]+(?:fatal\s+)?(?:homicide|murder|killing|slaying
        |suicide|fatality|fatal)(?![\s-]+suicide)|murder[\s/-]+suicide)
    |(?P<implied_n>(?<!non-)(?<!non\s)(?:fatal|deadly)\s+(?:(?!force\b|weapon\b|conduct\b)[\w-]+\s+){{0,2}}?
        (?:shooting|stabbing|attack|crash|accident|fire|collision|beating|shootout|explosion|blast)
      |shooting\s+death(?!s?\s+of))
    |(?P<shot_n>(?:double|triple|quadruple|quintuple)[\s-]+(?:shooting|stabbing))
    |(?P<killed_o>(?:(?:shooting\s+|stabbing\s+)?(?:deaths?|murders?|killings?|slayings?|homicides?)
        |manslaughter|(?<!non-)(?<!non\s)fatal\s+(?:\w+\s+)?(?:(?:shooting|stabbing|beating|wounding)s?|injur(?:y|ies))|bod(?:y|ies))\s+of
      |(?:could\s+not|couldn[’']t|not\s+able\s+to|unable\s+to)\s+save(?=\s+(?:the|him|her|them|his|my|our)\b)
      |(?:took|claim(?:ed|ing|s)|taking|takes|cost|taken)\s+the\s+li(?:fe|ves)\s+of
      |(?:took|claim(?:ed|ing|s)|taking|takes|cost)(?=\s+(?:at\s+least\s+)?{_NUMBER}\s+lives)
      |(?:toll|number\s+of\s+(?:dead|deaths))\b(?:\s+\w+){{0,5}}?\s+(?:to|at|is|was|reached|hit|of)
        (?=\s+(?:at\s+least\s+|more\s+than\s+|about\s+|nearly\s+)?{_NUMBER}\b))
    |(?P<killed_p>(?:(?<=[’']s\s)|(?<=s[’']\s)|(?<=\bhis\s)|(?<=\bher\s))(?:fatal\s+|tragic\s+|accidental\s+|violent\s+|brutal\s+|shooting\s+|untimely\s+)*
        (?:death|murder|killing|slaying|(?<=[’'][s\s]\s)body|(?<=[’']\s)body)
        (?=\s*(?:[.,;:]|\Z)|\s+(?:in|on|at|after|was|is|were|and|last|as|by|to|when|has|had|will|earlier|during|since)\b))
    |(?P<killed_v>(?:{_HARM}|shoots|gunned\s+down)(?:,?\s+and\s+|,\s+)(?:kill(?:ed|s)|fatally\s+wounded)
      |(?:shooting|striking|hitting|stabbing)\s+and\s+(?:killing|fatally\s+wounding)
      |{_HARM}\s+(?:dead|to\s+death|fatally)|(?<!non-)(?:fatally|mortally)\s+(?:{_HARM}|wounded|injured|hit|shoots?
        |shooting|wounding|striking|injuring|stabs|stabbing|strikes)|(?:gunned|mowed)\s+down
      |kill(?:ed|s|ing)|murder(?:ed|ing)|slain|slays|executed|massacred|assassinated)
    |(?P<killed_s>found\s+(?:shot\s+)?(?:dead|to\s+death)|(?:pronounced|declared|presumed)\s+(?:dead|deceased)
      |died|dies|(?<!brain[\s-])dead|deceased|perished|succumbed|passed\s+away|bled\s+to\s+death
      |los(?:t|ing|es)\s+(?:his|her|their)\s+li(?:fe|ves)|(?:did\s+not|didn[’']t)\s+(?:survive|make\s+it)
      |fatally(?=\s*(?:[,.;-]|\Z|at\b|in\b))|fatalities|deaths)
    |(?P<injured_v>{_HARM}\s+and\s+(?:\w+ly\s+)?(?:wounded|injured|hurt)|wound(?:ed|ing(?!\s+of\b))|injur(?:ed|ing(?!\s+of\b)|es)|hurt
      |hospitali[sz](?:ed|es|ing)|maim(?:ed|ing)|wounds(?=\s+(?:an?|one|two|three|four|five|six|his
        |her|another|\d+[\w-]*|[a-z]+,)\s))
    |(?P<shot_s>{_SUFFER}\s+(?:from\s+)?(?:[\w-]+\s+){{0,4}}?(?:gunshot|bullet|stab|gun\s+shot|shotgun|graze)
        \s+(?:wounds?|injur(?:y|ies))
      |(?:with|had(?=\s+(?:an?|two|three|several|multiple)\s))\s+(?:[\w-]+\s+){{0,5}}?(?:gunshot|bullet|stab|gun\s+shot|graze)\s+wounds?)
    |(?P<injured_s>(?:in|listed\s+in)\s+(?:\w+,?\s+(?:but|and|yet)\s+)?(?:critical|serious|stable|fair|good|grave
        |guarded|satisfactory|extremely\s+critical)(?:,?\s+but\s+stable)?\s+condition
      |recovering|expected\s+to\s+(?:survive|recover|live|be\s+(?:ok|okay|fine|all\s+right)|pull\s+through
        |make\s+a\s+full\s+recovery)|going\s+to\s+be\s+(?:ok|okay|fine|all\s+right)|on\s+life\s+support
      |{_SUFFER}\s+(?:from\s+)?(?:[\w-]+\s+){{0,5}}?{_INJURY}|with\s+(?:[\w-]+\s+){{0,4}}?{_INJURY}
      |(?:fighting|fights|fought)\s+for\s+(?:his|her|their)\s+li(?:fe|ves)|clinging\s+to\s+life|paraly[sz]ed
      |(?:underwent|undergoing|undergoes)\s+(?:\w+\s+)?surgery|(?:(?<=was\s)|(?<=were\s)|(?<=been\s)|(?<=and\s))treated\s+(?:\w+\s+){{0,8}}?(?:and|then)\s+released
      |(?:(?<=was\s)|(?<=were\s)|(?<=been\s)|(?<=being\s)|(?<=and\s))treated\s+for\s+(?:[\w-]+\s+){{0,4}}?(?:injur(?:y|ies)|wounds?)
      |critical(?=\s+(?:after|following))|survived(?!\s+by)|in\s+intensive\s+care)
    |(?P<injured_o>(?:wounding|injuring|beatings?)\s+of|injuries\s+to(?=\s+(?:an?|one|two|three|four|five|six|\d+)\b)
      |sen(?:t|ds|ding)(?=(?:\s+[\w’'-]+,?){{1,8}}?\s+to\s+(?:\w+\s+){{0,3}}?{_HOSPITAL}\b))
    |(?P<shot_o>shootings?\s+of|stabbings?\s+of)
    |(?P<shot_v>shot(?!\s+(?:rang|fired|through|from|into|toward|towards|up)\b)|shoots
      |shooting(?!\s+(?:deaths?|victims?|suspects?|spree|scene|case|investigation|incidents?|range|rampage|attack|update
        |spokes\w+|police|just|when|that|which|he|she|it|they|there)\b)(?=\s+(?:and\s+\w+ing\s+)?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|another|at\s+least|his
        |her|him|their|the|\d+|(?-i:[A-Z])\w+|several|people|multiple|himself|herself)\b(?!\s+(?:death|victims?)))
      |struck|stabbed|stabs|stabbing(?=\s)|grazed|grazing|striking|strikes|hitting|hits(?!\s+(?:of|and|from)\b)|hit(?!\s+(?:and\s+run|list|man)\b))
    |(?P<taken_s>(?:taken|rushed|transported|airlifted|flown|transferred|brought|driven|admitted)\s+
        (?:[\w-]+\s+){{0,5}}?to\s+(?:[\w’'.-]+\s+){{0,6}}?{_HOSPITAL}\b)
    |(?P<detained_v>detain(?:ed|ing|s)|arrest(?:ed|ing|s)|jail(?:ed|ing|s)|imprison(?:ed|ing)|round(?:ed|ing)\s+up
      |apprehended)
    |(?P<detained_s>in\s+custody|taken\s+into\s+custody|behind\s+bars)
    |(?P<displaced_v>displac(?:ed|ing|es)|evacuat(?:ed|ing|es)|uproot(?:ed|ing|s)
      |forc(?:ed|ing|es)\s+(?:from|out\s+of)\s+(?:their|his|her)\s+homes?)
    |(?P<displaced_s>fled\s+(?=their\s+homes|(?:the\s+)?(?:fighting|war|violence|conflict|floods?|fires?|bombing|storm)\b)
      |homeless|evacuees)
    |(?P<missing_s>(?:(?:still|reported|listed|remain(?:ed|s)?)\s+)*missing|unaccounted\s+for)
    |(?P<victims_n>(?:shooting|gunshot|stabbing)\s+victim)
    |(?P<shot_x>victims)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these stands in every one of them; finding plain strings is far quicker than the pattern.
_STEMS = (
    "kill", "murder", "slay", "slain", "died", "dies", "dead", "death", "deceased", "fatal", "deadly",
    "mortal",
    "gunned", "mowed", "bodies of", "body", "manslaughter", "life", "lives", "toll", "suicide",
    "himself", "herself", "perished", "succumbed", "passed away", " save", "executed", "massacre",
    "assassinat", "wound", "injur", "hurt", "hospital", "maim", "condition", "recover", "surviv",
    "expected to", "going to be", "paraly", "surgery", "treated", "critical", "intensive care",
    "suffer", "sustain", "medical cent", "trauma cent", "emergency room", "shot", "shoot", "struck",
    "striking", "strikes", "stab", "graz", " hit", "homicide", "slaying", "make it", "victim",
    "themselves", "detain", "arrest", "jail", "imprison", "rounded up", "rounding up", "apprehend", "custody",
    "behind bars", "displac", "evacu", "uproot", "forced ", "forcing ", "fled ", "homeless", "missing",
    "unaccounted",
)  # fmt: skip
NUMBERS_OF_FOLD = {"murder": 2, "double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
"""How many "a triple shooting" tells of, by its first word; "murder-suicide" kills two at least."""


@dataclass(frozen=True, slots=True)
class Fate:
    """One word or phrase that says what happened to somebody.

    Attributes:
        kind: killed, injured, shot (which the rest of the text decides), taken (to a hospital), implied (that
            somebody was killed: "a fatal shooting"), victims (of whom no more is said), detained, displaced
            or missing.
        frame: s, o, v, p, r, n or x: where those who met it stand.
        begin: first code point.
        end: end, exclusive.
        phrase: the words, in small letters.
    """

    kind: str
    frame: str
    begin: int
    end: int
    phrase: str


def _find_stems(text: str) -> list[int]:
    """Give the places where a word for a fate may stand, in rising order, each near one at least."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few letters grow when they are made small; the places would be wrong.
        lower = "".join(character.lower()[:1] for character in text)
    found = []
    for stem in _STEMS:
        at = lower.find(stem)
        while at >= 0:
            found.append(at)
            at = lower.find(stem, at + 1)
    return sorted(found)


def find_fates(text: str, begin: int, end: int) -> list[Fate]:
    """Find the words in a stretch of text that say that somebody was killed, hurt or shot.

    Args:
        text: any text.
        begin: first code point looked at.
        end: end, exclusive.

    Returns:
        Fates in reading order, not overlapping.
    """
    found = []
    for match in _FATES.finditer(text, begin, end):
        kind, _, frame = (match.lastgroup or "shot_s").partition("_")
        found.append(Fate(kind, frame, match.start(), match.end(), match.group().lower()))
    return found


def sentences_with_fates(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences that hold a word that may tell of a fate, cut at the ends of lines.

    Args:
        text: any text.

    Yields:
        Begin and end of each, in reading order.
    """
    stems = _find_stems(text)
    if not stems:
        return
    for begin, end in split_sentences(text):
        at = bisect_left(stems, begin)
        if at < len(stems) and stems[at] < end:
            # A lone line break ends a heading or a caption, though no sentence.
            for line in _lines(text, begin, end):
                at = bisect_left(stems, line[0])
                if at < len(stems) and stems[at] < line[1]:
                    yield line


def _lines(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        if stop > begin:
            yield begin, stop
        begin = stop + 1

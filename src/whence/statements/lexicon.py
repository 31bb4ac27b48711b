"""The words that attribute: verbs, nouns and phrases, each with what it says about its content.

A cue verb has a frame (what may follow it) and a class (the footing it puts the content on). The classes
are the reporter's stance as the language has it, not a judgement on anybody:

- neutral: the verb only reports ("said", "told", "wrote");
- doubting: the verb keeps its distance ("claimed", "alleged");
- endorsing: the verb takes the content for granted ("admitted", "revealed", "pointed out");
- denying: the content is what the source denies ("denied", "refuted").
"""

from typing import Literal, NamedTuple

from whence.statements.wordlists import word_set

Frame = Literal["say", "tell", "think", "want", "object"]
CueClass = Literal["neutral", "doubting", "endorsing", "denying"]
Form = Literal["base", "s", "past", "participle", "ing"]


class CueForm(NamedTuple):
    """One inflected form of a cue verb."""

    lemma: str
    frame: Frame
    form: Form


# "say" verbs take a quotation, a that-clause or a bare clause, and may stand after or within what is said.
_SAY = word_set(
    """
    say add announce argue claim allege insist admit acknowledge concede confirm note write tweet
    retweet post explain suggest declare assert maintain contend state stress emphasize emphasise report
    predict reveal disclose remark comment observe recall reply respond answer reiterate repeat conclude
    continue caution complain lament joke quip muse boast brag protest counter retort exclaim shout yell
    scream whisper murmur mutter sigh cry chant testify attest affirm aver profess purport opine posit
    theorize speculate surmise hint imply intimate indicate estimate calculate project forecast
    hypothesize proclaim pronounce recount relate narrate describe email text blog rule underscore
    underline highlight mention clarify specify elaborate interject chime concur deny refute rebut
    dispute demand fume rant vent gush rejoice blurt utter read groan grumble moan growl snap
    promise vow pledge swear agree decide determine guarantee propose recommend insinuate charge
    threaten show demonstrate prove find discover establish signal tout conjecture stipulate counsel
    reflect reason summarize interrupt
    """
)
# "tell" verbs name the hearer before the content: "told reporters that".
_TELL = word_set(
    """
    tell warn remind inform assure ask urge advise notify convince persuade instruct reassure brief
    """
)
# "think" verbs report a state of mind.
_THINK = word_set(
    """
    think believe know feel fear expect suspect doubt worry assume consider imagine realize realise
    understand wonder see learn hold guess figure reckon anticipate remember forget trust regret view
    regard deem perceive presume fathom envision foresee recognize recognise
    """
)
# "want" verbs take an infinitive: "plans to", "refused to".
_WANT = word_set(
    """
    want hope plan seek refuse decline intend wish offer prefer aim vow promise pledge threaten agree
    expect
    """
)
# "object" verbs take what is judged as their object: "accused the mayor of", "praised the deal".
_OBJECT = word_set(
    """
    accuse call blame criticize criticise praise denounce condemn slam blast attack mock support oppose
    back endorse defend reject dismiss question cite discuss applaud decry deride ridicule label brand
    dub portray characterize characterise invoke echo reference quote reprimand rebuke chastise
    castigate assail lambaste lambast laud hail bash knock challenge favor favour outline chide scold
    thank admire disavow renounce downplay
    """
)

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "see": ("sees", "saw", "seen", "seeing"),
    "hold": ("holds", "held", "held", "holding"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "read": ("reads", "read", "read", "reading"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "plan": ("plans", "planned", "planned", "planning"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"),
    "regret": ("regrets", "regretted", "regretted", "regretting"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "blog": ("blogs", "blogged", "blogged", "blogging"),
    "chat": ("chats", "chatted", "chatted", "chatting"),
    "concur": ("concurs", "concurred", "concurred", "concurring"),
    "aver": ("avers", "averred", "averred", "averring"),
    "text": ("texts", "texted", "texted", "texting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "relate": ("relates", "related", "related", "relating"),
    "label": ("labels", "labeled", "labeled", "labeling"),
    "signal": ("signals", "signaled", "signaled", "signaling"),
    "counsel": ("counsels", "counseled", "counseled", "counseling"),
    "snap": ("snaps", "snapped", "snapped", "snapping"),
    "chide": ("chides", "chided", "chided", "chiding"),
}
_SPELLINGS = {
    "labelled": "label", "labelling": "label", "signalled": "signal", "signalling": "signal",
    "counselled": "counsel", "swears": "swear",
}  # fmt: skip

DOUBTING = word_set(
    """
    claim allege purport profess boast brag insinuate theorize speculate conjecture
    """
)
ENDORSING = word_set(
    """
    admit acknowledge concede confirm reveal disclose note observe recall realize realise know
    remember show demonstrate prove find discover establish learn clarify recognize recognise
    underscore remind forget understand
    """
)
DENYING = word_set("deny refute rebut dispute reject disavow renounce")


def _inflect(lemma: str) -> tuple[str, str, str, str]:
    """Give the third person, past, participle and -ing form of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeo":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return third, lemma + "ed", lemma + "ed", lemma + "ing"


def _build_verbs() -> dict[str, CueForm]:
    forms: dict[str, CueForm] = {}
    groups: tuple[tuple[frozenset[str], Frame], ...] = (
        (_OBJECT, "object"), (_WANT, "want"), (_THINK, "think"), (_TELL, "tell"), (_SAY, "say"),
    )  # fmt: skip
    for lemmas, frame in groups:
        for lemma in sorted(lemmas):
            third, past, participle, ing = _inflect(lemma)
            forms[lemma] = CueForm(lemma, frame, "base")
            forms[third] = CueForm(lemma, frame, "s")
            forms[participle] = CueForm(lemma, frame, "participle")
            forms[past] = CueForm(lemma, frame, "past")
            forms[ing] = CueForm(lemma, frame, "ing")
    for spelling, lemma in _SPELLINGS.items():
        known = forms[lemma]
        form: Form = "ing" if spelling.endswith("ing") else "past"
        forms[spelling] = CueForm(lemma, known.frame, form)
    return forms


VERBS: dict[str, CueForm] = _build_verbs()
"""Every inflected cue verb, lower case."""

# Verbs that also take an infinitive, beside their own frame.
INFINITIVE = _WANT | {"decide", "swear", "claim", "demand", "propose", "urge", "ask", "tell"}
# Verbs that take what they judge as object, beside a clause or a quotation.
WITH_OBJECT = _OBJECT | word_set(
    """
    describe deny announce acknowledge propose warn predict promise charge confirm mention demand
    threaten recommend tout highlight reveal expect fear doubt suspect consider view regard deem see
    regret emphasize stress dispute refute rebut recall suggest allege claim report explain lament
    underscore
    """
)
# Verbs whose clause is too often not an attribution unless a quotation, "that" or an inversion shows it.
NEEDS_PROOF = word_set(
    """
    read show find see hold figure relate project rule text post continue continue email charge
    establish determine decide hold counter reflect signal reason learn forget guess discover prove
    describe comment cry demonstrate remember conclude respond answer reply repeat agree recognize
    recognise regard view highlight mention specify clarify elaborate elaborate pronounce relate
    narrate vent chime read trust offer brief back knock challenge label brand favor favour discuss
    reference quote echo back remind instruct consider underline calculate
    """
)

# Particles that belong to a cue verb: what follows them is its content.
PARTICLES: dict[str, frozenset[str]] = {
    lemma: word_set(particles)
    for lemma, particles in (
        ("call", "for on out"),
        ("point", "to out"),
        ("go", "on"),
        ("warn", "of about against"),
        ("agree", "with on"),
        ("complain", "of about"),
        ("brag", "about"),
        ("boast", "of about"),
        ("ask", "about for"),
        ("argue", "for against"),
        ("worry", "about"),
        ("wonder", "about"),
        ("joke", "about"),
        ("write", "of"),
        ("hint", "at"),
        ("respond", "to"),
        ("reply", "to"),
        ("testify", "about"),
        ("know", "of"),
        ("comment", "on"),
        ("elaborate", "on"),
        ("insist", "on"),
        ("think", "about of"),
        ("rule", "out"),
    )
}
# Verbs that "back" goes with: "brings back".
GOES_BACK = word_set(
    """
    brings comes goes gets takes gives holds pulls looks calls sends pushes puts sets cuts falls fights
    hits steps turns walks pays bring come go get take give hold pull look call send push put
    """
)

NOUNS = word_set(
    """
    claim claims allegation allegations accusation accusations assertion assertions suggestion
    suggestions argument arguments belief beliefs contention contentions warning warnings statement
    announcement denial denials promise promises pledge pledges vow vows fear fears hope hopes
    concern concerns insistence admission confirmation conclusion prediction predictions complaint
    complaints criticism rumor rumors rumour rumours assurance assurances speculation threat threats
    comment comments remark remarks revelation revelations report reports view opinion proposal
    acknowledgment acknowledgement worries suspicion suspicions testimony estimate estimates
    declaration disclosure question questions charge charges
    """
)
"""Nouns that attribute what follows them: "their claim that", "allegations of"."""

PASSIVE = word_set(
    """
    believed said thought reported understood expected alleged known rumored rumoured presumed
    suspected feared estimated considered assumed seen accused deemed regarded viewed perceived
    claimed hoped
    """
)
"""Participles that, after a form of "be", attribute without naming anybody."""


# Verbs of judging that say of what they name what it is: "called the plan a gamble".
_NAMING = word_set(
    """
    call label brand dub portray characterize characterise cite quote reference outline identified named
    described pointed
    """
)
# What follows an act: "voted | for the bill" where the cue is "voted for".
_OF_ACTS = word_set("for against about on with at")


def tells_act(cue: str | None) -> bool:
    """Tell whether a cue says what its source does or wants, so that its content asserts nothing alone.

    Args:
        cue: the cue as worded, such as "backed" or "has called for"; None for an outlet's own voice.
    """
    words = (cue or "").lower().rstrip(" :,").split()
    for place in range(len(words) - 1, -1, -1):
        form = VERBS.get(words[place])
        if form is not None:
            calls = form.lemma == "call" and words[place + 1 :] == ["for"]
            return form.frame == "want" or calls or (form.frame == "object" and form.lemma not in _NAMING)
    # A verb that is in no list takes no clause, as the verbs of speech do: "signed", "voted against".
    if not words or NOUNS & set(words) or _NAMING & set(words):
        return False
    return words[-1] in _OF_ACTS or words[-1].endswith("ed")


def cue_class(cue: str | None) -> CueClass:
    """Give the stance that a cue takes to its content.

    Args:
        cue: the cue as worded, such as "has claimed"; None for an outlet's own voice.

    Returns:
        neutral, doubting, endorsing or denying; neutral where the cue is unknown.
    """
    for word in reversed((cue or "").lower().replace(":", " ").split()):
        form = VERBS.get(word)
        lemma = form.lemma if form else word.removesuffix("s")
        if lemma in DOUBTING or lemma in ("allegation", "accusation", "rumor", "rumour"):
            return "doubting"
        if lemma in ENDORSING or lemma in ("admission", "revelation", "acknowledgment", "confirmation"):
            return "endorsing"
        if lemma in DENYING or lemma == "denial":
            return "denying"
    return "neutral"

"""Words around the words for a fate, which tell whose it was and whether it was met at all."""

from whence.statements.wordlists import word_set

BE = word_set("was were is are been being be am get gets got getting gotten 's")
HAVE = word_set("has have had having")
LEFT = word_set(
    "left found leaves leaving believed reported said thought confirmed feared presumed among listed"
)
ADVERBS = word_set(
    """
    also then later just all both each not still now already apparently just to have initially either
    soon eventually twice again once instantly himself herself had died
    """
)
UNREAL = word_set(
    """
    no nobody none never neither nor not could would might if threatened threatening threatens tried
    trying attempted attempting attempt attempts intent plot plotted planned planning plan plans wanted
    wants without nearly almost cannot hoax unless rumored rumoured conspiracy should hopes hoped can
    whether simulated missed narrowly avoided escaped
    """
)
BARRIERS = word_set(
    """
    when after while because before until but as since where if though although then so said says told
    added ; : ! ? “ ” " — – .
    """
)
PREPOSITIONS = word_set(
    """
    in at of with by from near for to on outside inside behind beside against between into toward
    towards under over including among like than about around through across amid without per
    """
)
# What may follow one who met a fate in a report without "was": "Two men shot in Duquesne".
AFTER = word_set(
    """
    in after by at during near while on when outside inside following from as early late overnight , . ;
    and with over for this last monday tuesday wednesday thursday friday saturday sunday because amid
    along before to inside: ) ( - multiple several once twice three times dead & : – — " ” ’ ! ? or but
    who accidentally yesterday today tonight
    """
)
SHOT_NOUN = word_set("a one single first warning fatal gun the second another each every no any fired loud")
NOUN_BEFORE = word_set(
    "the a this that fatal accidental deadly mass another each every drive-by of his her their"
)
MACHINES = word_set(
    """
    drone drones aircraft plane planes jet jets helicopter helicopters missile missiles rocket rockets
    balloon balloons airliner bomber bombers dog dogs k-9 k9 cat cats horse horses deer
    """
)
BEFORE_NUMBERS = word_set(
    "many at least up to more than nearly about some also dead an estimated between both roughly another"
)
OF_WHOM = word_set("after when among as")
COORDINATORS = frozenset({"and", "&", "plus"})
GRAVITY = {"victims": 0, "implied": 0, "taken": 1, "shot": 2, "injured": 3, "killed": 4}
# What follows "at" and "up" where they begin a number's range.
BOUNDS = frozenset({"least", "most", "to"})
# "Ten of 12 sailors died": ten did; "one of 12 sailors killed": twelve were.
FINITE = frozenset({"died", "dies", "perished", "succumbed", "suffered", "sustained", "survived"})
# They begin what tells of a part of those just named.
OF_PARTS = frozenset({"including", "among", "all", "both", "most", "mostly"})
RELATIVES = frozenset({",", "who", "that", "and"})
# What joins others to those who met a fate.
COMPANY = (("along", "with"), ("together", "with"), ("as", "well", "as"))
PLACED = frozenset({"from", "in", "at", "near", "outside"})
SAINTS = frozenset({"st", "mt", "ft"})

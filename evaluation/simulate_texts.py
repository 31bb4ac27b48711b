"""Made-up words that `simulate.py` plants in real articles: outlets, people, facts, speeches, synonyms.

All of it is invented. What is told in two ways, one for each half of the generator's kinds of change, stands
under `TUNING` and `HELD_OUT`: settings may be chosen on the first, and the second is reported on.
"""

from dataclasses import dataclass

TUNING, HELD_OUT = "tuning", "held-out"
OUTLETS = (
    "Arden Chronicle", "Belcourt Star", "Carrow Evening News", "Dunmere Dispatch", "Elstow Times",
    "Farrowgate Journal", "Glenmoor Observer", "Harwick Standard", "Ivelbridge Echo", "Jessop Reporter",
    "Kestwick Mail", "Lorne Sentinel", "Medlow Advertiser", "Norbury Tribune", "Ormsley Ledger",
    "Penrose Bulletin", "Quarrendon Post", "Rushmere Argus", "Sedgeley Voice", "Tolworth Leader",
)  # fmt: skip
AGENCIES = ("Corvane News Agency", "Pallister Wire", "Estuary Press Service")
ZONED = frozenset((*OUTLETS[::2], *AGENCIES))
"""Those whose time zone the outlets table names; a day that another shows can be of any zone."""
PLACES = (
    "Abberwick", "Brinsop", "Coldrey", "Dallow", "Edgecombe", "Fenwold", "Garrick Bay", "Holmby", "Inglewade",
    "Kirkholt", "Launde", "Marrick", "Netherby", "Oxley Green", "Pellworth", "Quenby", "Ranskill", "Stanwix",
    "Thurlby", "Ulverby", "Winterslow", "Yarcombe", "Zelah", "Ashburn Cross", "Bulmer",
)  # fmt: skip
GIVEN = (
    "Agnes", "Boris", "Clement", "Delia", "Edwin", "Fiona", "Gareth", "Hilda", "Isaac", "Judith", "Kenneth",
    "Lorna", "Marcus", "Noreen", "Oscar", "Paula", "Quentin", "Rosalind", "Stuart", "Thelma",
)  # fmt: skip
FAMILY = (
    "Abbotsley", "Brandreth", "Crowhurst", "Dunstan", "Ellingham", "Frobisher", "Gadsby", "Hartnoll",
    "Ibbotson",
    "Jernigan", "Kinnersley", "Loveridge",
    "Merriweather", "Nettleship", "Oldcastle", "Pemberton",
    "Quartermaine", "Ravensdale", "Satterthwaite", "Trevanion",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a page may say among its own words.

    Attributes:
        says: wordings without their full stop; `{n}` is a number, `{hedge}` nothing or a word.
        roles: who may know it, each put before a name.
        own: how an outlet says that it found it itself, put after a comma; `{outlet}` is its name.
    """

    says: tuple[str, ...]
    roles: tuple[str, ...]
    own: str


FACTS = {
    TUNING: (
        Fact(
            (
                "{n} crates of unlabelled solvent were {hedge}found in the cellar of the {place} hall",
                "the cellar of the {place} hall {hedge}held {n} crates of unlabelled solvent",
                "{n} unlabelled crates of solvent had {hedge}been kept in the {place} hall cellar",
            ),
            ("county surveyor", "safety inspector", "fire marshal"),
            "according to an inventory seen by the {outlet}",
        ),
        Fact(
            (
                "the footbridge at {place} will {hedge}stay shut for {n} weeks",
                "{n} weeks will {hedge}pass before the footbridge at {place} is open again",
                "the {place} footbridge is {hedge}to be closed for {n} weeks",
            ),
            ("city engineer", "transport commissioner", "union organizer"),
            "according to a contract reviewed by the {outlet}",
        ),
        Fact(
            (
                "{n} residents of {place} were {hedge}moved to the school gymnasium overnight",
                "the school gymnasium {hedge}took in {n} residents of {place} overnight",
                "overnight, {n} {place} residents were {hedge}brought to the gymnasium of the school",
            ),
            ("shelter manager", "Mayor", "relief coordinator"),
            "a reporter for the {outlet} counted at the scene",
        ),
        Fact(
            (
                "the {place} laboratory {hedge}lost {n} samples when its freezer failed",
                "{n} samples were {hedge}lost at the {place} laboratory when a freezer failed",
                "a failed freezer {hedge}cost the laboratory in {place} {n} samples",
            ),
            ("laboratory director", "health officer", "lead scientist"),
            "according to records obtained by the {outlet}",
        ),
        Fact(
            (
                "thieves {hedge}took {n} brass plaques from the cemetery at {place}",
                "{n} brass plaques were {hedge}stolen from the {place} cemetery",
                "the cemetery at {place} is {hedge}missing {n} brass plaques that thieves took",
            ),
            ("Sheriff", "cemetery warden", "Detective Sergeant"),
            "a reporter for the {outlet} counted at the site",
        ),
        Fact(
            (
                "{n} letters against the {place} quarry {hedge}reached the council in one day",
                "in one day the council {hedge}received {n} letters against the quarry at {place}",
                "the council {hedge}got {n} letters opposing the {place} quarry within a day",
            ),
            ("council clerk", "Councillor", "campaign chair"),
            "according to files the {outlet} has seen",
        ),
    ),
    HELD_OUT: (
        Fact(
            (
                "{n} beehives were {hedge}destroyed when the orchard near {place} was sprayed",
                "spraying of the orchard near {place} {hedge}destroyed {n} beehives",
                "the {place} orchard spraying has {hedge}wiped out {n} beehives",
            ),
            ("farm adviser", "growers' chairman", "environment officer"),
            "according to a tally seen by the {outlet}",
        ),
        Fact(
            (
                "the {place} ferry {hedge}carried {n} passengers more than its licence allows",
                "{n} passengers too many for its licence were {hedge}aboard the {place} ferry",
                "the ferry from {place} was {hedge}sailing with {n} passengers above its licence",
            ),
            ("harbour master", "coastguard commander", "Minister"),
            "according to a manifest obtained by the {outlet}",
        ),
        Fact(
            (
                "divers {hedge}brought up {n} barrels from the lake bed off {place}",
                "{n} barrels were {hedge}raised by divers from the bed of the lake at {place}",
                "off {place}, divers {hedge}recovered {n} barrels from the lake bed",
            ),
            ("dive supervisor", "Police Chief", "water commissioner"),
            "reporters for the {outlet} saw from the shore",
        ),
        Fact(
            (
                "the {place} library will {hedge}sell {n} books from its closed stacks",
                "{n} books from the closed stacks of the {place} library are {hedge}to be sold",
                "the library at {place} {hedge}plans to sell off {n} books out of its closed stacks",
            ),
            ("head librarian", "trust chairwoman", "county treasurer"),
            "according to minutes the {outlet} has reviewed",
        ),
        Fact(
            (
                "a burst main {hedge}left {n} homes in {place} without water",
                "{n} homes in {place} were {hedge}without water after a main burst",
                "the water was {hedge}cut off to {n} {place} homes by a burst main",
            ),
            ("waterworks manager", "Governor", "emergency planner"),
            "according to a map reviewed by the {outlet}",
        ),
        Fact(
            (
                "{n} dogs were {hedge}taken from a kennel outside {place} on Tuesday",
                "officers {hedge}removed {n} dogs from a kennel outside {place} on Tuesday",
                "on Tuesday a kennel outside {place} {hedge}had to give up {n} dogs",
            ),
            ("animal warden", "Prosecutor", "shelter veterinarian"),
            "as reporters for the {outlet} witnessed",
        ),
    ),
}
SAID = {
    TUNING: (
        "{Fact}, {role} {person} said.",
        "{Role} {person} said that {fact}.",
        "{Fact}, said {role} {person}.",
    ),
    HELD_OUT: (
        "According to {role} {person}, {fact}.",
        "{Role} {person} told reporters that {fact}.",
        "{person}, the {role}, confirmed that {fact}.",
    ),
}
UNNAMED = {
    TUNING: (
        "{Fact}, an official told the {outlet}.",
        "{Fact}, a person familiar with the matter told the {outlet}.",
    ),
    HELD_OUT: (
        "A worker told the {outlet} that {fact}.",
        "{Fact}, according to two people who spoke to the {outlet}.",
    ),
}
REPORTED = {
    TUNING: ("{Fact}, the {outlet} reported.", "The {outlet} reported that {fact}."),
    HELD_OUT: ("According to the {outlet}, {fact}.", "{Fact}, the {outlet} said in its report."),
}
HEDGES = {TUNING: ("reportedly ", "allegedly "), HELD_OUT: ("apparently ", "possibly ")}
ROUND = {TUNING: ("about {n}", "around {n}"), HELD_OUT: ("nearly {n}", "more than {n}")}
SPEECHES = {
    TUNING: (
        (
            "Nobody in this room was promised an easy season, and nobody will be left alone with a hard one.",
            "We have mended one roof four times because each time we bought the cheapest slate on the cart.",
            "If you ask me who pays, I answer that we have been paying all along and called it weather.",
            "Let the record show that the warning was written, signed, and then filed under miscellaneous.",
        ),
        (
            "My grandmother kept her ledgers in pencil so that she could be honest twice.",
            "A harbour without a light is only a wall with water on the wrong side.",
            "I will not trade the orchard for the fence, however fine the fence may look from the road.",
            "What we owe the next town is the same bucket of water that they once carried to us.",
        ),
    ),
    HELD_OUT: (
        (
            "You cannot dredge a river with a press conference, and you cannot dam one with a promise.",
            "For eleven winters we have salted this hill by hand, for a machine was always one budget away.",
            "I would rather answer for a slow bridge than attend the funeral of a quick one.",
            "Every signature on that page is of somebody who will drink the water that comes out of it.",
        ),
        (
            "They told us the bells were cracked when what was cracked was the nerve to ring them.",
            "There is no such thing as a small leak in a school, there are only small buckets.",
            "We asked for a ladder and were handed a brochure with a picture of a ladder.",
            "When the last tram stops, the whole east side learns how long a mile is in the rain.",
        ),
    ),
}
# Words of one meaning, near enough that a desk might put one for the other.
WORDS = {
    TUNING: (
        ("said", "stated"), ("police", "officers"),
        ("shot", "gunned down"), ("man", "male"), ("people", "persons"),
        ("about", "roughly"), ("after", "following"), ("told", "informed"), ("also", "additionally"),
        ("found", "discovered"), ("near", "close to"), ("began", "started"), ("big", "large"), ("but", "yet"),
        ("before", "prior to"), ("help", "assist"),
        ("many", "numerous"), ("taken", "brought"), ("home", "residence"),
        ("killed", "slain"), ("show", "demonstrate"),
        ("new", "fresh"), ("because", "since"), ("during", "in the course of"),
        ("tried", "attempted"), ("asked", "requested"),
        ("while", "whereas"), ("child", "youngster"), ("get", "obtain"),
    ),
    HELD_OUT: (
        ("police", "law enforcement"), ("according to", "as stated by"),
        ("shooting", "gunfire"), ("victim", "injured party"),
        ("woman", "female"), ("house", "dwelling"),
        ("street", "road"), ("arrested", "detained"), ("died", "passed away"),
        ("when", "as"), ("who", "that"),
        ("several", "a number of"), ("around", "approximately"), ("next", "following"),
        ("made", "produced"), ("called", "summoned"),
        ("last", "past"), ("years", "twelvemonths"), ("go", "head"),
        ("have been", "were"), ("can", "is able to"),
        ("want", "wish"), ("think", "believe"), ("work", "labor"),
        ("against", "versus"), ("only", "just"), ("now", "at present"), ("money", "funds"), ("way", "manner"),
        ("early", "at an early hour"), ("through", "by way of"), ("added", "went on"),
    ),
}  # fmt: skip
OPENINGS = {
    TUNING: (
        "There is news tonight on a matter that many readers have followed closely.",
        "It has been a long day for everyone with a stake in this story.",
        "Questions remained on Wednesday over events that have held the attention of the region.",
    ),
    HELD_OUT: (
        "What had been rumoured since the weekend took firmer shape as the hours went by.",
        "Here is what is known so far, and what is still being asked.",
        "Neighbours woke to a story that few of them had expected to read.",
    ),
}

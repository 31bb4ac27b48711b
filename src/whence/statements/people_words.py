"""Words for people, with what they tell of them: sex, stage of life, and the side they stood on."""

from dataclasses import dataclass

from whence.statements.wordlists import word_set


@dataclass(frozen=True, slots=True)
class PersonWord:
    """What a noun tells of the person it stands for.

    Attributes:
        sex: m, f or empty.
        stage: adult, teen, child, or empty.
        role: police, suspect, or empty.
        plural: whether it stands for several people.
    """

    sex: str = ""
    stage: str = ""
    role: str = ""
    plural: bool = False


_SINGULAR: dict[tuple[str, str, str], str] = {
    ("m", "adult", ""): "man husband father dad boyfriend ex-boyfriend ex-husband stepfather grandfather "
    "uncle gentleman father-in-law groom widower salesman businessman grandpa homeowner's",
    ("f", "adult", ""): "woman wife mother mom mum girlfriend ex-girlfriend ex-wife stepmother grandmother "
    "aunt lady mother-in-law bride widow waitress housewife businesswoman grandma",
    ("m", "", ""): "male brother son nephew stepson grandson guy half-brother stepbrother brother-in-law "
    "son-in-law fiance",
    ("f", "", ""): "female sister daughter niece stepdaughter granddaughter half-sister stepsister "
    "sister-in-law daughter-in-law fiancee",
    ("m", "child", ""): "boy schoolboy",
    ("f", "child", ""): "girl schoolgirl",
    ("", "teen", ""): "teen teenager",
    ("", "child", ""): "child baby infant toddler kid newborn juvenile minor youth youngster grandchild "
    "stepchild preschooler schoolchild",
    ("", "adult", ""): (
        "adult homeowner employee worker teacher professor senior owner clerk veteran businessperson "
        "landlord parent grandparent spouse couple coworker co-worker colleague tenant soldier docker miner "
        "nurse doctor journalist pilot mayor senator minister president judge general commander barber chef "
        "cameraman fisherman guard lawyer captain crewman crewmember porter farmer diver carpenter "
        "electrician labourer laborer marine deckhand stoker engineer steward aide candidate councillor "
        "cook waiter bartender cashier janitor gardener plumber mechanic trucker ranger priest pastor monk "
        "nun imam rabbi banker trader vendor baker butcher tailor author writer artist painter photographer "
        "editor translator interpreter diplomat envoy ambassador lawmaker politician governor medic surgeon "
        "dentist pharmacist midwife conscript reservist skipper supervisor manager director executive "
        "cleaner maid appointee billionaire millionaire staffer commissioner practitioner scientist "
        "economist physician technician voter contractor investor shareholder subscriber taxpayer renter "
        "delegate juror plaintiff defendant attorney prosecutor analyst expert adviser advisor consultant "
        "strategist scholar nanny coach principal pensioner retiree settler ferryman airman seaman "
        "longshoreman stevedore foreman serviceman boss employer"
    ),
    ("", "adult", "police"): "officer deputy trooper cop sergeant detective marshal agent sheriff constable "
    "lieutenant firefighter paramedic",
    ("m", "adult", "police"): "policeman",
    ("f", "adult", "police"): "policewoman",
    ("", "", "suspect"): "suspect shooter attacker intruder robber burglar assailant perpetrator "
    "carjacker invader killer",
    ("m", "", "suspect"): "gunman",
    ("", "", "victim"): "victim bystander",
    ("", "", ""): (
        "person student driver passenger resident customer patient pedestrian cyclist "
        "motorcyclist individual friend neighbor neighbour sibling cousin roommate housemate partner hunter "
        "civilian sailor reporter protester guest inmate prisoner tourist player rapper singer dancer "
        "fugitive survivor relative visitor shopper villager member passerby onlooker witness musician "
        "walker bicyclist motorist camper teammate classmate twin migrant refugee militant fighter rebel "
        "hostage spectator worshipper mourner stranger traveler traveller caretaker demonstrator boater "
        "swimmer climber skier driver's passer-by assistant actor activist athlete recruit detainee "
        "attendee trainee nominee devotee parishioner congregant extremist terrorist islamist jihadist "
        "separatist supporter immigrant asylum-seeker responder rescuer donor consumer applicant respondent "
        "participant leader undergraduate samaritan partygoer concertgoer churchgoer moviegoer babysitter "
        "referee pupil graduate apprentice intern volunteer herder shepherd poacher smuggler thief "
        "kidnapper hijacker bomber insurgent captive tribesman boatman"
    ),
}
_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "baby": "babies", "wife": "wives",
    "gunman": "gunmen", "policeman": "policemen", "policewoman": "policewomen", "person": "people",
    "fisherman": "fishermen", "cameraman": "cameramen", "crewman": "crewmen", "deputy": "deputies",
    "passerby": "passersby", "grandchild": "grandchildren", "stepchild": "stepchildren", "lady": "ladies",
    "schoolchild": "schoolchildren", "gentleman": "gentlemen", "businessman": "businessmen",
    "salesman": "salesmen", "ferryman": "ferrymen", "boatman": "boatmen", "airman": "airmen",
    "seaman": "seamen",
    "longshoreman": "longshoremen", "foreman": "foremen", "serviceman": "servicemen",
    "tribesman": "tribesmen",
    "thief": "thieves", "passer-by": "passers-by",
}  # fmt: skip
_GROUPS = word_set(
    "persons families others troops personnel crew family civilians casualties folks siblings kids hands"
)
_PEOPLES = word_set(
    """
    palestinians israelis americans russians ukrainians iranians syrians iraqis afghans britons germans
    republicans democrats conservatives liberals latinos hispanics africans europeans canadians
    australians muslims christians jews catholics turks kurds mexicans lebanese yemenis pakistanis
    indians chinese
    """
)


def _table() -> dict[str, PersonWord]:
    table: dict[str, PersonWord] = {}
    for (sex, stage, role), words in _SINGULAR.items():
        for word in words.split():
            table[word] = PersonWord(sex, stage, role)
            table[_IRREGULAR.get(word, word + "s")] = PersonWord(sex, stage, role, plural=True)
    for word in _GROUPS | _PEOPLES:
        table[word] = PersonWord(plural=True)
    table["brothers-in-law"] = PersonWord("m", plural=True)
    return table


PERSON_WORDS = _table()
"""What each noun for people tells of them, by the noun in small letters."""

ADJECTIVES = {
    "male": PersonWord("m"),
    "female": PersonWord("f"),
    "teenage": PersonWord("", "teen"),
    "teenaged": PersonWord("", "teen"),
    "adult": PersonWord("", "adult"),
    "juvenile": PersonWord("", "child"),
    "elderly": PersonWord("", "adult"),
    "pregnant": PersonWord("f"),
    "unborn": PersonWord("", "child"),
    "police": PersonWord("", "", "police"),
    **dict.fromkeys(
        word_set(
            "younger older elder little young adopted multiple numerous various unidentified "
            "unnamed unarmed black white hispanic homeless local retired off-duty"
        ),
        PersonWord(),
    ),
}
"""What words before the noun tell of a person."""

PRONOUNS = {
    "he": PersonWord("m"),
    "him": PersonWord("m"),
    "she": PersonWord("f"),
    "her": PersonWord("f"),
}

TITLES = word_set(
    """
    mr mrs ms dr sgt lt capt cpl pvt pfc maj col gen officer deputy trooper detective sergeant
    lieutenant captain corporal private agent rev pastor constable judge sheriff marshal
    """
)
"""Stand before a name and belong to the person."""

NOT_NAMES = word_set(
    """
    hospital center centre drive street avenue road county police department boulevard lane court park
    city university school sheriff sheriffs office highway club church apartments apartment monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december north south east west northeast northwest southeast southwest
    town village township house home district state states united medical college airport station square
    place mall bar restaurant lounge nightclub plaza terrace hotel motel inn beach bridge creek river
    lake hills heights complex bureau investigators authorities officials witnesses detectives deputies
    officers paramedics prosecutors neighbors relatives friends sources doctors shots gunfire bullets
    the a an he she they it we you i his her their this that these those there when while after before
    then now police three two one four five six seven eight nine ten several some many no all both
    another more most others eventually homicide shooting shootings murder murders death deaths killing
    killings news update updated photo photos video copyright associated press fire rescue ems court
    mass accidental fatal triple double quadruple drive-by if as at in on by for from to with but and or
    so yet not what who why how where k-9 k9 which everyone nobody everybody anyone someone somebody
    none christmas thanksgiving halloween alabama alaska arizona arkansas california colorado
    connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana
    maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada
    hampshire jersey mexico york carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee texas
    utah vermont virginia washington wisconsin wyoming ala ariz ark calif colo conn del fla ga ill ind
    kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo county
    island d.c. u.s. u.k. u.n. us uk eu united nations facebook twitter news channel tv radio javascript ave
    blvd rd dr st apt co inc jan feb mar apr jun jul aug sept sep oct nov dec task force squad unit team
    inside outside posted related also here later meanwhile however upon according story listen watch god
    """
)
"""Written large, and no part of a person's name."""

_YOUNGEST_ADULT = 16
_OLDEST_CHILD = 19
_TEENS = range(12, 20)


def stages_fit(left_age: int | None, left: str, right_age: int | None, right: str) -> bool:
    """Tell whether two ages (in years, or None) and two stages of life (or empty) may be one person's."""
    age = left_age if left_age is not None else right_age
    stages = {left, right} - {""}
    if age is not None:
        if "adult" in stages and age < _YOUNGEST_ADULT:
            return False
        if "child" in stages and age > _OLDEST_CHILD:
            return False
        return not ("teen" in stages and age not in _TEENS)
    return stages != {"adult", "child"}

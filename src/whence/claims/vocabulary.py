"""The word lists behind the comparison of statements: what is common, what is a number, what means the same.

They are in English; statements in other languages are compared by their words, names and numbers as they
stand, weighed by how rare they are in the corpus.
"""


def _words(text: str) -> list[str]:
    return text.split()


# Words that carry no part of a claim: articles, pronouns, auxiliaries, prepositions, conjunctions.
STOPWORDS = frozenset(
    _words("""
    a an the this that these those it its he him his she her hers they them their theirs we us our ours you
    your yours i me my mine who whom whose which what when where why how there here is are was were be been
    being am do does did doing done have has had having will would shall should can could may might must of
    in on at by for with from to into onto over under about above below between among through during before
    after against off out up down and or but nor so yet if then than as because while since until unless
    although though whether not no never none nothing neither also too very just only even still again ever
    more most much many such some any each every all both either other another own same now s t d ll re
    ve m don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn cannot however
    meanwhile moreover according per via upon within without toward towards across along around near
    """)
)

# Words that stand in a quarter of all news whatever it is about; rarity in a small corpus cannot show that.
COMMON = frozenset(
    _words("""
    say tell ask add state report announce claim make take get go come give know think see look want use find
    work call try need feel become leave put mean keep let begin seem help show hear play run move live
    believe bring happen write provide sit stand lose pay meet include continue set learn lead understand
    watch follow stop create speak read allow spend open walk win offer remember consider appear buy wait
    serve send expect build stay reach remain suggest raise pass sell require decide pull people person man
    woman child time year day week month hour minute way thing world life hand part place case point
    government company number group problem fact statement spokesman spokeswoman spokesperson official
    president minister police news story article year-old former new first last long great little good old
    right big high different small large next early young important few public able several second third
    city country state area home house night morning evening afternoon today yesterday tomorrow mr mrs ms dr
    sen rep gov late recent local national investigation investigate continue ongoing authority department
    office member issue question
    """)
)

# Words by which a sentence speaks of what is to come, or may.
AHEAD = frozenset(
    _words("""
    will would could may might should to if plan plans planning expect expected set poised urge urges call
    calls want wants threaten threatens vow vows ask asks consider considering likely
    """)
)

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "dozen": 12, "hundred": 100, "thousand": 1000,
}  # fmt: skip

_FORMS = """
die: die dies died dying dead death deaths kill kills killed killing killings fatal fatally fatality
  fatalities deadly slain
injure: injure injures injured injuring injury injuries hurt wound wounds wounded wounding
shoot: shoot shoots shot shots shooting shootings gunned gunfire
arrest: arrest arrests arrested arresting detain detains detained custody
win: win wins won winning victory
rise: rise rises rose risen rising
fall: fall falls fell fallen falling
tell: tell tells told telling
say: say says said saying
find: find finds found finding
meet: meet meets met meeting
hold: hold holds held holding
begin: begin begins began begun beginning
leave: leave leaves left leaving
pay: pay pays paid paying
sell: sell sells sold selling
buy: buy buys bought buying
take: take takes took taken taking
give: give gives gave given giving
make: make makes made making
go: go goes went gone going
steal: steal steals stole stolen stealing
strike: strike strikes struck striking
break: break breaks broke broken breaking
write: write writes wrote written writing
speak: speak speaks spoke spoken speaking
build: build builds built building buildings
send: send sends sent sending
lose: lose loses lost losing loss losses
man: man men
woman: woman women
child: child children
person: person persons people
"""


def _read_forms(text: str) -> dict[str, str]:
    lines = text.replace("\n  ", " ").strip().split("\n")
    return {form: line.split(":")[0] for line in lines for form in _words(line.split(":")[1])}


# Forms whose stem a suffix rule misses, and words that report the same event; each leads to one stem.
SAME_STEM = _read_forms(_FORMS)

# Pairs of stems or words that turn an otherwise equal sentence into its opposite.
OPPOSITES = tuple(
    (pair.split("/")[0], pair.split("/")[1])
    for pair in _words("""
    rise/fall increas/decreas win/lose accept/reject approv/reject guilty/innocent open/clos support/oppos
    convict/acquit gain/lose buy/sell agre/refus arriv/depart start/stop begin/end leave/arriv yes/no
    before/after more/fewer more/less above/below up/down confirm/deny allow/ban lift/impos releas/arrest
    surviv/die rescu/die accus/clear charg/clear
    """)
)

# Words of rank and address that stand before a name without being part of it.
TITLES = frozenset(
    _words("""
    mr mrs ms miss dr prof professor president vice prime minister chancellor mayor governor gov senator sen
    representative rep congressman congresswoman secretary judge justice attorney general gen colonel col
    captain capt major maj lieutenant lt sergeant sgt officer chief sheriff deputy detective commissioner
    chairman chairwoman chair director king queen prince princess pope bishop archbishop cardinal father
    reverend rev sir lord lady dame speaker leader ambassador commander admiral inspector constable
    """)
)

WEEKDAYS = {
    name: day
    for day, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri",
         "saturday", "sunday")
    )
    for name in _words(names)
}  # fmt: skip
MONTHS = {
    name: month
    for month, names in enumerate(
        ("january jan", "february feb", "march", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in _words(names)
}  # fmt: skip

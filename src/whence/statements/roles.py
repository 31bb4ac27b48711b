"""Words that say what a source is: offices, bodies, kinds of unnamed people, and media."""

from whence.statements.wordlists import word_set

HONORIFICS = word_set(
    """
    mr mrs ms miss mx dr prof sir dame lord lady rev reverend hon mme herr frau monsieur señor
    """
)
TITLES = word_set(
    """
    president prime vice minister senator sen rep representative gov governor mayor judge justice
    general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal private
    admiral commander chief officer detective det sheriff deputy inspector superintendent constable
    secretary chancellor ambassador envoy king queen prince princess emperor pope cardinal
    archbishop bishop father sister imam rabbi ayatollah sheikh professor doctor director chairman
    chairwoman chairperson chair congressman congresswoman councilman councilwoman councillor
    councilor alderman commissioner attorney prosecutor lawyer spokesman spokeswoman spokesperson
    former foreign interior defense defence finance health justice speaker leader ex-president coach
    analyst economist author editor reporter correspondent activist candidate nominee premier
    undersecretary assistant acting deputy us u.s british french german russian democratic
    republican gop conservative liberal labour ceo coo cfo cto cio cmo svp evp
    founder co-founder executive managing senior head
    campaign manager adviser advisor counsel strategist pollster magistrate coroner medic
    surgeon lieutenant-general brigadier marshal staff state federal district police fire city
    county house senate white national
    """
)
ROLES = word_set(
    """
    landlord landlady widow widower archivist keeper baker shopkeeper whistleblower counsellor caretaker
    president minister senator representative governor mayor judge justice general colonel major
    captain lieutenant sergeant admiral commander chief officer detective sheriff deputy inspector
    superintendent constable secretary chancellor ambassador envoy king queen prince princess pope
    cardinal archbishop bishop imam rabbi ayatollah sheikh professor doctor director chairman
    chairwoman chairperson chair congressman congresswoman councilman councilwoman councillor
    commissioner attorney prosecutor lawyer spokesman spokeswoman spokesperson speaker leader coach
    analyst economist author editor reporter correspondent activist candidate nominee premier
    adviser advisor counsel strategist pollster coroner surgeon official lawmaker politician
    diplomat executive founder co-founder ceo coo cfo cto cio cmo svp evp billionaire
    businessman businesswoman mogul republican democrat
    researcher scientist expert historian writer columnist journalist actor actress singer
    artist teacher principal farmer engineer manager head member owner resident witness neighbor
    neighbour mother father son daughter wife husband brother sister student suspect victim man
    woman aide organizer organiser veteran pastor priest nurse physician paramedic harbourmaster
    harbormaster mayor ombudsman auditor trader fisherman skipper pilot driver clerk envoy
    representative delegate negotiator ally rival critic opponent nominee boss magistrate
    rapporteur treasurer undersecretary marshal corporal brigadier captain organiser strategist chair
    """
)
SPOKES = word_set("spokesman spokeswoman spokesperson spokespeople spokesmen")
MEN = word_set("spokesman chairman businessman actor man father son husband brother congressman")
WOMEN = word_set("spokeswoman chairwoman businesswoman actress woman mother daughter wife sister")
BODIES = word_set(
    """
    ministry police government army navy military department agency administration campaign company
    firm group organization organisation union party committee commission council court hospital
    university school bank fund office bureau service board authority parliament congress senate
    embassy consulate airline hospital institute foundation association coalition federation league
    team club church corporation force forces guard rebels militia movement network paper newspaper
    channel station broadcaster magazine site website outlet wire regulator watchdog charity guild
    inspectorate federation league operator prosecutors authorities cabinet palace presidency
    kremlin pentagon
    """
)
"""Nouns of bodies that "the ..." can point back to."""

GENERIC_BODIES = word_set(
    """
    police government army navy military prosecutors authorities parliament congress
    """
)
"""Bodies that are named by what they are; which one it is depends on the place."""

PAPERS = word_set(
    """
    report survey poll polls study studies document documents statement records data email emails
    letter memo indictment affidavit lawsuit complaint transcript audit filing book bulletin
    """
)
"""Writings that can be a source themselves."""

UNNAMED = word_set(
    """
    official officials source sources witness witnesses people person expert experts analyst
    analysts critic critics observer observers diplomat diplomats resident residents neighbor
    neighbors neighbour neighbours supporters supporter opponents aide aides adviser advisers
    advisor advisors insider insiders lawmakers lawmaker investigator investigators officer officers
    detectives deputies firefighters doctors doctor medics rescuers activists activist leaders
    voters others some many most several another one friend friends relative relatives family
    families colleague colleagues reporters journalists scientists researchers economists lawyers
    lawyer survivors survivor protesters villagers fishermen workers employees executives executive
    members member republicans democrats conservatives liberals americans man woman men women boy
    girl driver student students parents mother father users commentators pundits historians
    strategists operatives reports rumors rumours report survey poll polls study studies documents
    document statement records data evidence email emails letter traders soldiers commanders
    militants rebels passer-by passers-by bystander bystanders eyewitness eyewitnesses everyone
    everybody someone somebody anyone nobody those few both half
    """
)
MEDIA_WORDS = word_set(
    """
    mirror express standard star sun monitor beast insider citizen
    times post news herald tribune gazette journal wire daily radio tv television broadcasting press
    telegraph guardian chronicle observer courier globe examiner dispatch mercury mail record
    sentinel bulletin magazine newspaper newswire review weekly politico axios argus echo
    inquirer ledger register advertiser messenger leader beacon broadcaster post-gazette
    """
)
"""Words that, written large at the end of a name, make it an outlet's."""

AGENCIES = frozenset(
    {
        "reuters",
        "associated press",
        "ap",
        "afp",
        "agence france-presse",
        "upi",
        "united press international",
        "tass",
        "interfax",
        "ria novosti",
        "sputnik",
        "rt",
        "xinhua",
        "kyodo",
        "yonhap",
        "dpa",
        "ansa",
        "efe",
        "press association",
        "pa",
        "anadolu",
        "anadolu agency",
        "press trust of india",
        "pti",
        "ani",
        "cnn",
        "bbc",
        "npr",
        "nbc",
        "cbs",
        "abc",
        "pbs",
        "msnbc",
        "fox news",
        "al jazeera",
        "al-jazeera",
        "bloomberg",
        "deutsche welle",
        "france 24",
        "sky news",
        "politico",
        "axios",
        "vox",
        "buzzfeed",
        "vice",
        "the hill",
        "breitbart",
        "huffpost",
        "state media",
        "state television",
        "state tv",
        "state radio",
        "local media",
    }
)
"""Agencies and broadcasters whose names do not say so."""

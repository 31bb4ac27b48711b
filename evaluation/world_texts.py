"""Made-up news for `worlds.py`: incidents, each told in several ways that share no sentence.

Every place, person and outlet is invented. Slots in braces are filled by seed.
"""

from dataclasses import dataclass

OUTLETS = (
    "Marden Herald", "Oakhaven Gazette", "The Courant of Sill", "Tarn Valley Tribune", "Radio Brack",
    "Eastmoor Examiner", "Kell Daily", "The Lantern", "Wexcombe Post", "Norrin Times",
)  # fmt: skip
AGENCIES = ("Brightwater News Agency", "Halden Wire")
PLACES = ("Ellerby", "Tarnmouth", "Quillon", "Hexworth", "Barrowmere", "Sundle", "Orrest", "Vantry")
PEOPLE = (
    "Dara Quell", "Milo Strand", "Petra Voss", "Anselm Roake", "Ines Calder", "Jory Penhale", "Tamsin Orde",
    "Rufus Maddern", "Lida Brenn", "Casper Thole", "Una Fairley", "Bastian Crewe",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's own article: sentences before and after the key sentence."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, and ways to tell it.

    Attributes:
        title: the headline.
        says: wordings of the one thing that all articles say, nearly the same words in another order.
        apart: wordings of it in quite other words.
        speech: further sentences that the first of those who know says, word for word.
        role: who could know, put before a name.
        other_role: somebody else who could know.
        tellings: articles about it, written apart.
    """

    title: str
    says: tuple[str, ...]
    apart: tuple[str, ...]
    speech: str
    role: str
    other_role: str
    tellings: tuple[Telling, ...]


INCIDENTS = (
    Incident(
        title="Mill fire in {place}",
        says=(
            "the fire at the {place} paper mill destroyed {number} tonnes of stored pulp",
            "{number} tonnes of stored pulp were destroyed in the fire at the {place} paper mill",
            "the paper mill fire in {place} had destroyed {number} tonnes of pulp in store",
        ),
        apart=(
            "some {number} tonnes of pulp went up in flames at the mill in {place}",
            "{place}'s paper mill lost {number} tonnes of its pulp in the blaze",
        ),
        speech=(
            "We did everything we could to save the archive, and the archive is safe. "
            "The pulp burned like a candle from the inside, and there was no way to reach it with water."
        ),
        role="fire chief",
        other_role="mill manager",
        tellings=(
            Telling(
                (
                    "Smoke hung over the valley on Monday as crews damped down the last of the embers.",
                    "The alarm was raised shortly before five by a night watchman on his round.",
                ),
                (
                    "Neighbours were told to keep their windows shut until the evening.",
                    "The road along the weir stays closed, and buses take the upper bridge.",
                    "An insurance assessor is expected at the site later in the week.",
                ),
            ),
            Telling(
                (
                    "Nobody was hurt in the blaze, which began in a baling shed and spread to two lofts.",
                    "Nine engines from three districts pumped water out of the mill race all night.",
                ),
                (
                    "Production will not resume this month, workers heard at a meeting in the canteen.",
                    "The company employs about a fifth of the town.",
                    "It had replaced its sprinklers only last spring.",
                ),
            ),
            Telling(
                (
                    "From the church tower you could see the glow as far off as the reservoir.",
                    "Volunteers handed out tea and blankets to families moved from Cooper Row.",
                ),
                (
                    "By noon the school had opened its hall to those who could not go home.",
                    "The cause is being looked into, and no one has been questioned.",
                    "A collection for the families begins on Saturday at the market cross.",
                ),
            ),
            Telling(
                (
                    "What is left of the old drying floor is a tangle of girders and wet ash.",
                    "Investigators walked through it for the first time this morning with a dog.",
                ),
                (
                    "They took samples from a switch room whose door had been forced by the heat.",
                    "Paper buyers in the capital said that they had stocks for several weeks.",
                    "The mill has burned twice before, in the days of steam.",
                ),
            ),
        ),
    ),
    Incident(
        title="{place} bridge shut to traffic",
        says=(
            "inspectors found {number} cracked bolts in the {place} road bridge",
            "{number} cracked bolts were found by inspectors in the {place} road bridge",
            "inspectors had found that {number} bolts of the road bridge in {place} were cracked",
        ),
        apart=(
            "{number} of the bolts that hold up the {place} road bridge have cracks in them",
            "cracks were discovered in {number} bolts of the {place} bridge when it was inspected",
        ),
        speech=(
            "I would not drive my own children over it, and so I will not ask anybody else to. "
            "It is better to lose a month of traffic than to lose a single car in the river."
        ),
        role="county engineer",
        other_role="union secretary",
        tellings=(
            Telling(
                (
                    "Drivers face a detour of forty minutes from today.",
                    "Barriers went up at both ends of the crossing in the early hours.",
                ),
                (
                    "Cyclists and walkers may still pass on the downstream side.",
                    "The ferry adds six sailings a day for as long as it takes.",
                    "Hauliers asked for a lower toll on the motorway meanwhile.",
                ),
            ),
            Telling(
                (
                    "The closure came without notice, and the first to meet it were the bakers' vans.",
                    "Within an hour the queue reached the cattle market.",
                ),
                (
                    "Shopkeepers on the south bank fear for their Christmas trade.",
                    "One of them has put up a sign that says he is open and bored.",
                    "The council meets on the matter behind closed doors tomorrow.",
                ),
            ),
            Telling(
                (
                    "The bridge was built to last a century and is not yet thirty years old.",
                    "Its steel came from a works that has since gone out of business.",
                ),
                (
                    "Replacing the parts takes a crane that is hired out until the end of the month.",
                    "Ambulances will be stationed on both sides of the water.",
                    "Pupils from the far villages are to be taught at home for a week.",
                ),
            ),
            Telling(
                (
                    "A routine look from a rope basket turned into an emergency on Wednesday night.",
                    "Police cars drew across the lanes at once and stayed there.",
                ),
                (
                    "Whether a heavier lorry than allowed had used the crossing is not known.",
                    "The weighing station beside it has been out of order since August.",
                    "Rail companies promise longer trains on the valley line.",
                ),
            ),
        ),
    ),
    Incident(
        title="Well water in {place} fouled",
        says=(
            "a leaking tank fouled {number} wells around {place} with heating oil",
            "{number} wells around {place} were fouled with heating oil by a leaking tank",
            "heating oil from a leaking tank had fouled {number} wells around {place}",
        ),
        apart=(
            "{number} wells in and around {place} are full of heating oil that ran out of a tank",
            "oil from a tank has got into {number} wells around {place}",
        ),
        speech=(
            "Nobody should drink or wash with this water, and that includes your animals. "
            "We will knock on every single door in the valley before the weekend is over."
        ),
        role="health officer",
        other_role="farmers' spokeswoman",
        tellings=(
            Telling(
                (
                    "Tank lorries with drinking water reached the outlying farms on Friday.",
                    "People had complained about the smell in their kitchens for days.",
                ),
                (
                    "Livestock are to be kept off the brook until further tests.",
                    "Anyone who feels unwell can be seen at the surgery without an appointment.",
                    "The laboratory will work through the weekend.",
                ),
            ),
            Telling(
                (
                    "A rainbow film on the duck pond gave it away.",
                    "Children who had been swimming there were sent home with a letter.",
                ),
                (
                    "The parish has rented forty portable showers.",
                    "They stand behind the bowling green, men on the left and women on the right.",
                    "Bottled water sold out at both groceries by ten o'clock.",
                ),
            ),
            Telling(
                (
                    "It may take until spring before pumps in the lower fields can be switched on again.",
                    "Dairies have stopped collecting from thirteen holdings.",
                ),
                (
                    "Compensation is a matter for the courts, the landlord's office wrote in an email.",
                    "The tank itself was dug out and taken away under a tarpaulin.",
                    "Its last inspection is said to have been a decade ago.",
                ),
            ),
            Telling(
                (
                    "Geologists drilled eleven test holes across the common this week.",
                    "They follow the plume as it drifts towards the canal.",
                ),
                (
                    "A dam of straw and clay is meant to hold it back.",
                    "Anglers counted dead roach by the hundred.",
                    "The brewery, which has a spring of its own higher up, lends its tanks.",
                ),
            ),
        ),
    ),
)

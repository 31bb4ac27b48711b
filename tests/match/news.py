"""Made-up news and edits of it, for the tests of the match stage."""

import random

WIRE = (
    "A ferry carrying forty passengers ran aground outside Port Alma on Tuesday morning after its steering "
    "failed, the harbour authority said. All passengers were taken off by two fishing boats and nobody was "
    "seriously hurt. The ship's captain, Mara Venn, told investigators that an alarm had sounded minutes "
    "before the grounding. Divers found a crack eleven metres long in the hull. The company that runs the line, "
    "Lowmoor Ferries, cancelled all sailings until Friday and promised refunds. Residents of the island said "
    "they had complained about the age of the vessel for years. A union official, Tomas Brandt, called for an "
    "inquiry into maintenance at the company's yard in Kestrel Bay. The transport minister will answer "
    "questions in parliament on Thursday."
)
OTHER = (
    "The town council of Elmsworth voted to close its last public swimming pool in spring, blaming heating costs "
    "that doubled within a year. Swimmers gathered more than three thousand signatures against the plan. The "
    "treasurer showed figures according to which each visit is subsidised with nine crowns. A school headmaster "
    "asked where his pupils should learn to swim from now on."
)
REWRITE = (
    "Forty people had to be rescued from a ferry which ran aground near Port Alma early on Tuesday when its "
    "steering failed, according to the harbour authority. Two fishing boats picked up the passengers, none of "
    "whom suffered serious injuries. Mara Venn, captain of the ship, said to investigators an alarm was heard a few minutes "
    "before the vessel grounded. In the hull divers discovered an eleven-metre crack. Lowmoor Ferries, which operates the line, "
    "has promised refunds and cancelled its sailings up to Friday. Islanders say they complained for years "
    "that the vessel was too old. Union official Tomas Brandt wants an inquiry into how the company maintained its ships at "
    "the yard in Kestrel Bay. On Thursday parliament will put questions to the transport minister."
)


def edit_words(text: str, share: float, seed: int) -> str:
    """Replace, drop or double a share of the words."""
    chance = random.Random(seed)
    words = []
    for word in text.split():
        if chance.random() >= share:
            words.append(word)
            continue
        kind = chance.randrange(3)
        if kind == 0:
            words.append(f"other{chance.randrange(1000)}")
        elif kind == 1:
            words.extend([word, "indeed"])
    return " ".join(words)


def filler(words: int, seed: int) -> str:
    """Give words that no other seed gives in the same order."""
    chance = random.Random(seed)
    return " ".join(f"w{chance.randrange(5000)}" for _ in range(words))

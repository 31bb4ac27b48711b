"""Made-up words that stand on many pages, for `families.py`: a footer, and a letter that pages quote."""

import random
from collections.abc import Callable

from whence.text import split_sentences

FOOTER = (
    "This article is part of the Lantern Exchange, a network of newsrooms that share the cost of covering "
    "public life in places where no reporter is left. It may be read without charge thanks to the gifts of "
    "its readers. Write to the Exchange if you see a mistake; corrections are made on the page and dated."
)
LETTER = (
    "It is with a heavy heart that I lay down the office which you entrusted to me four years ago. I came "
    "here to mend the roads, the schools and the trust of the people in both, and I leave with two of these "
    "in better repair than I found them. The third I could not mend, because I did not understand in time "
    "how deep the crack went. No law was broken by me or by anyone who worked for me. But a servant who has "
    "to explain every morning why he should be believed is of no further use to those he serves. I have "
    "asked the deputy warden to take up the keys at noon on Monday. To my staff I owe more thanks than this "
    "sheet can hold. To those who wrote to me in anger I say that I read each of your letters, and that "
    "some of you were right. What I did not finish, others will finish better. Let them work in peace, and "
    "judge them by the roads."
)


def _insert(text: str, words: str, drawing: random.Random) -> str:
    paragraphs = text.split("\n\n")
    place = drawing.randrange(1, len(paragraphs) + 1)
    return "\n\n".join([*paragraphs[:place], words, *paragraphs[place:]])


def add_footer(text: str, _drawing: random.Random) -> str:
    """Put the footer at the end."""
    return f"{text}\n\n{FOOTER}"


def _quoted(text: str, drawing: random.Random) -> str:
    said = drawing.choice(("The letter reads in full:", "He wrote:", "In the letter, the warden said:"))
    return _insert(text, f"{said} “{LETTER}”", drawing)


def _set_out(text: str, drawing: random.Random) -> str:
    return _insert(text, LETTER, drawing)


def _in_part(text: str, drawing: random.Random) -> str:
    """Quote three to six sentences of the letter, two by two, with words of one's own between them."""
    sentences = [LETTER[begin:end] for begin, end in split_sentences(LETTER)]
    first = drawing.randrange(len(sentences) - 3)
    chosen = sentences[first : first + drawing.randrange(3, 7)]
    pieces = [f"“{' '.join(chosen[n : n + 2])}”" for n in range(0, len(chosen), 2)]
    return _insert(text, f" the warden {drawing.choice(('wrote', 'said'))}. ".join(pieces), drawing)


PLANTS: dict[str, Callable[[str, random.Random], str]] = {
    "footer of all": add_footer,
    "letter, quoted": _quoted,
    "letter, set out": _set_out,
    "letter, quoted in part": _in_part,
}

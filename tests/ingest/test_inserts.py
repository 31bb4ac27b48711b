"""What stands between an article's words and belongs to the page."""

from hypothesis import given
from hypothesis import strategies as st

from whence.ingest import blank_inserts, find_inserts


def inserts(text: str) -> list[str]:
    return [text[begin:end] for begin, end in find_inserts(text)]


def test_headlines_set_in_behind_a_name_are_found() -> None:
    box = " Mara (Mia) Lee VennHarbour board splits over quay Tarn: 'No more tolls' MORE"
    assert inserts(f"Rep. Mara Venn{box} (R-Ostmark) said no.") == [box]


def test_a_pointer_in_brackets_is_found_and_plain_brackets_are_not() -> None:
    assert inserts("The quay shut. (RELATED: Ferry Sinks) It opened (related to the storm).") == [
        "(RELATED: Ferry Sinks)"
    ]


def test_lines_of_buttons_and_captions_are_found() -> None:
    lines = [
        "Enlarge this image toggle caption Mara Venn/Harbour News",
        "Facebook Twitter Pinterest A view of the quay of Ostmark",
        "Quay closed after storm Read more",
        '{"unitName":"slot4","display":"mobile"}',
        "Your browser does not support the video tag.",
    ]
    text = "The quay shut.\n\n" + "\n\n".join(lines) + "\n\nFacebook and Twitter said nothing."
    assert inserts(text) == lines


@given(st.text(alphabet="ab VM ORE:()\n", max_size=200))
def test_blanking_keeps_every_place(text: str) -> None:
    found = find_inserts(text)
    blank = blank_inserts(text, found)
    assert len(blank) == len(text)
    inside = {place for begin, end in found for place in range(begin, end)}
    assert all(blank[place] == (" " if place in inside else text[place]) for place in range(len(text)))

"""Scenes that tempt the count into either error, run through every stage from their texts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import whence
from whence.origins import Case, explain_claim
from whence.records import (
    Arrow,
    Claim,
    Document,
    Family,
    Mutation,
    Origin,
    Source,
    Statement,
    from_table,
)
from whence.settings import Settings

FILL = {
    "herald": "The ferry between the two quays was crowded, and the cafes by the landing stage stayed open late.",
    "gazette": "Residents of the upper streets have complained for months about the noise of the night lorries.",
    "courier": "The weather service expects a dry week, for which farmers in the valley have been waiting.",
}
SLIDE = (
    "A landslide buried the mountain road between Senn and Lower Veld on Thursday night and cut off eleven "
    "villages. Rescue teams reached the first village on foot at dawn. Nobody was reported missing by noon, "
    "and the road will stay closed for a week."
)
RELEASE = (
    "Orle Grain has signed a contract to build four silos at the Port Alma terminal for 80 million crowns. "
    "The work begins in March and will create about 300 jobs in the harbour district. The silos replace "
    "wooden stores from the last century."
)
CULVERT = (
    "We knew about the blocked culvert below the old quarry for two years, and nobody at the district office "
    "wanted to pay for it"
)
FINE = "Orle Grain was fined two million crowns in 2021 after dust filters at its Port Alma terminal were missing."


class World:
    """Articles, traced; asked about the claims that hold some words."""

    def __init__(self, corpus: whence.Corpus) -> None:
        self.statements = from_table(corpus.table("statements"), Statement)
        self.claims = {claim.id: claim for claim in from_table(corpus.table("claims"), Claim)}
        self.origins = from_table(corpus.table("origins"), Origin)
        self.sources = {source.id: source.name for source in from_table(corpus.table("sources"), Source)}

    def about(self, words: str) -> list[Claim]:
        ids = {s.claim_id for s in self.statements if words in s.text.lower()}
        return [self.claims[key] for key in sorted(ids) if key]

    def counts(self, words: str) -> tuple[int, int, int]:
        (claim,) = self.about(words)
        return claim.origins_low, claim.origins_best, claim.origins_high

    def origin(self, words: str) -> tuple[str, str, int]:
        (claim,) = self.about(words)
        (origin,) = [row for row in self.origins if row.claim_id == claim.id]
        return origin.kind, self.sources.get(origin.origin, origin.origin), origin.independent_reports


Make = Callable[..., World]


@pytest.fixture
def world(tmp_path, opened) -> Make:
    """Give a function that traces articles, each (outlet, hour of the day, text, further fields)."""

    def make(*pages: tuple[object, ...], outlets: str = "") -> World:
        rows = []
        for number, (outlet, hour, text, *more) in enumerate(pages):
            row = {"id": f"p{number}", "outlet": outlet, "date": f"2024-01-05T{hour:02d}:00:00Z",
                   "title": f"Notes of the day, part {number}", "text": text}  # fmt: skip
            rows.append(row | (more[0] if more else {}))
        path = tmp_path / "news.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        table = tmp_path / "outlets.csv"
        table.write_text("outlet,publisher,agency\n" + outlets, "utf-8")
        corpus = opened(whence.open_corpus(tmp_path / "corpus"))
        corpus.add([path], outlets=table if outlets else None)
        corpus.trace(workers=1)
        return World(corpus)

    return make


def filled(outlet: str, text: str) -> str:
    return f"{text} {FILL[outlet.lower()]}"


def test_police_of_two_towns_are_two(world):
    text = "Three men were arrested after a jewellery robbery on {}, police said."
    found = world(
        ("Herald", 8, filled("Herald", "SALTMARSH - " + text.format("Mill Street in Saltmarsh"))),
        ("Gazette", 10, filled("Gazette", "DUNMAR - " + text.format("Quay Street in Dunmar"))),
    )
    assert len(found.about("arrested")) == 2


def test_police_of_one_town_are_one_source_with_two_reports(world):
    found = world(
        ("Herald", 8, filled("Herald", "SALTMARSH - Three men were arrested after a jewellery robbery on Mill "
                                       "Street in Saltmarsh, police said.")),
        ("Gazette", 10, filled("Gazette", "Police said three men had been arrested after the jewellery robbery on "
                                          "Mill Street in Saltmarsh.")),
    )  # fmt: skip
    assert found.counts("arrested") == (1, 1, 1)
    assert found.origin("arrested")[2] == 2


def test_two_ministries_are_two_origins(world):
    text = "The cholera outbreak in Port Alma has killed nine people, the {} ministry said on Friday."
    found = world(
        ("Herald", 8, filled("Herald", text.format("health"))),
        ("Gazette", 10, filled("Gazette", text.format("interior"))),
    )
    assert found.counts("cholera") == (2, 2, 2)


def test_a_spokeswoman_and_her_ministry_are_one_origin(world):
    found = world(
        ("Herald", 8, filled("Herald", "The cholera outbreak in Port Alma has killed nine people, the health "
                                       "ministry said on Friday.")),
        ("Gazette", 10, filled("Gazette", "Nine people have died in the cholera outbreak in Port Alma, health "
                                          "ministry spokeswoman Tove Lind said.")),
    )  # fmt: skip
    assert found.counts("cholera") == (1, 1, 1)
    assert found.origin("cholera")[1:] == ("health ministry", 2)


def test_an_absent_press_release_is_the_origin_and_not_its_earliest_copier(world):
    found = world(
        ("Herald", 8, RELEASE + "\n\nSOURCE Orle Grain"),
        ("Gazette", 10, RELEASE + "\n\nThis information was released in a press release by Orle Grain."),
        ("Courier", 12, RELEASE),
    )
    assert found.counts("four silos")[1] == 1
    assert found.origin("four silos")[:2] == ("outside", "Orle Grain")


def test_an_absent_agency_that_three_credit_is_one_origin(world):
    found = world(
        ("Herald", 8, SLIDE, {"authors": "Meridian Wire"}),
        ("Gazette", 10, "SENN (Meridian Wire) - " + SLIDE),
        ("Courier", 12, SLIDE + "\n\nCourtesy: Meridian Wire"),
        outlets="Meridian Wire,,true\n",
    )
    assert found.counts("landslide") == (1, 1, 1)
    assert found.origin("landslide")[:2] == ("outside", "Meridian Wire")


def test_one_staff_text_in_two_outlets_of_a_publisher_is_one_origin(world):
    found = world(
        ("Herald", 8, SLIDE, {"authors": "Ada Roe"}), ("Gazette", 8, SLIDE, {"authors": "Ada Roe"}),
        outlets="Herald,Alma Media,false\nGazette,Alma Media,false\n",
    )  # fmt: skip
    assert found.counts("landslide") == (1, 1, 1)


def test_an_uncredited_rewrite_is_no_second_origin(world):
    found = world(
        ("Herald", 8, SLIDE + " The district engineer blamed a blocked culvert below the old quarry."),
        ("Gazette", 15, "The mountain road between Senn and Lower Veld was buried by a landslide on Thursday night, "
                        "cutting off eleven villages. At dawn rescue teams reached the first of the villages on foot. "
                        "By noon nobody had been reported missing, and the road is to stay closed for a week. The "
                        "district engineer put the blame on a blocked culvert below the old quarry."),
    )  # fmt: skip
    assert found.counts("landslide")[1] == 1


def test_a_quotation_that_two_outlets_took_from_a_transcript_is_its_speakers(world):
    quote = f'"{CULVERT}," Peter Osei told the inquiry.'
    found = world(
        (
            "Inquiry Record",
            8,
            f"Transcript of the hearing.\n\nPETER OSEI: {CULVERT}. It was in every report.",
        ),
        ("Herald", 12, filled("Herald", quote)),
        ("Gazette", 13, filled("Gazette", quote)),
    )
    assert found.counts("blocked culvert") == (1, 1, 1)
    assert found.origin("blocked culvert")[1].lower() == "peter osei"


def test_background_that_an_outlet_repeats_for_weeks_is_said_once(world):
    stories = (
        "The harbour union will vote on a strike next week over night shifts at the container quay.",
        "A new ferry line will link Dunmar and Saltmarsh from April, the owner says in its timetable.",
        "Grain prices rose for the third month running on the exchange in Hestwick.",
    )
    dates = ("2024-01-05", "2024-01-12", "2024-01-19")
    found = world(*(("Herald", 8, f"{s} {FINE}", {"date": d}) for s, d in zip(stories, dates, strict=True)))
    assert all(claim.origins_high == 1 for claim in found.about("fined"))


def test_an_outlet_that_cites_itself_through_another_is_one_origin_and_a_listed_loop(world):
    text = "Transport Minister Oskar Veil will resign within days, {}."
    found = world(
        ("Herald", 8, filled("Herald", text.format("the Herald has learned"))),
        ("Gazette", 12, filled("Gazette", text.format("the Herald reported"))),
        ("Herald", 20, filled("Courier", text.format("the Gazette reported"))),
    )
    assert found.counts("resign") == (1, 1, 1)
    assert found.about("resign")[0].loop
    assert found.origin("resign")[0] == "own-reporting"


def test_two_people_of_one_surname_are_two_and_the_bare_surname_is_neither(world):
    text = "The Kestrel Bridge in Port Alma was never inspected, {} said."
    found = world(
        ("Herald", 8, filled("Herald", text.format("engineer Jon Marsh"))),
        ("Gazette", 10, filled("Gazette", text.format("union leader Eda Marsh"))),
    )
    assert found.counts("never inspected") == (2, 2, 2)


def test_a_question_is_no_report(world):
    found = world(
        ("Herald", 8, filled("Herald", "Did Oskar Veil take money from Orle Grain in Port Alma?")),
        ("Gazette", 10, filled("Gazette", "Oskar Veil took money from Orle Grain in Port Alma.")),
    )
    assert {claim.document_count for claim in found.about("orle grain")} <= {1}


BRIDGE = "welve people were killed when the Kestrel Bridge in Port Alma collapsed on Tuesday"
SPAN = (
    "The bridge carried the road to the grain terminal over the harbour mouth, and forty cars were on it when the "
    "middle span fell. Ferries were sent from the quays to look for survivors."
)


def test_the_worked_example_of_the_guide_is_what_comes_out(tmp_path, opened) -> None:
    """The words in `docs/guide/origins.md` are those of the whole job, from texts to the sentence."""
    pages = (
        ("Herald", "2024-01-05T12:00:00Z", f"T{BRIDGE}, Mayor Odile Farren said. {SPAN}"),
        ("Gazette", "2024-01-06T12:00:00Z", f"T{BRIDGE}. {SPAN}"),
        ("Courier", "2024-01-05T15:00:00Z", "Mayor Odile Farren spoke in the rain beside the fallen span. Farren "
         f"told reporters that t{BRIDGE}. Survivors were brought to the quays by fishing boats."),
        ("Tribune", "2024-01-05T17:00:00Z", f"In Port Alma the names are known. T{BRIDGE}. The Tribune has seen the "
         "list of the hospital on the harbour. Divers still search the cars below the fallen bridge for survivors."),
    )  # fmt: skip
    path = tmp_path / "news.jsonl"
    rows = [
        {
            "id": outlet.lower(),
            "outlet": outlet,
            "date": date,
            "title": f"Notes of the day, part {n}",
            "text": text,
        }
        for n, (outlet, date, text) in enumerate(pages)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    corpus = opened(whence.open_corpus(tmp_path / "corpus"))
    corpus.add([path])
    corpus.trace(workers=1)

    def rows_of(name, record):
        return from_table(corpus.table(name), record)

    statements = [s for s in rows_of("statements", Statement) if BRIDGE in s.text]
    (key,) = {statement.claim_id for statement in statements}
    (claim,) = [row for row in rows_of("claims", Claim) if row.id == key]
    origins = [row for row in rows_of("origins", Origin) if row.claim_id == key]
    assert (claim.origins_low, claim.origins_best, claim.origins_high) == (1, 2, 2)
    assert {(row.kind, row.independent_reports) for row in origins} == {("source", 2), ("own-reporting", 1)}
    case = Case(
        claim, statements, [row for row in rows_of("arrows", Arrow) if row.claim_id == key], origins,
        {row.id: row for row in rows_of("documents", Document)}, {row.id: row for row in rows_of("sources", Source)},
    )  # fmt: skip
    said = explain_claim(case, Settings().origins)
    guide = " ".join((Path(__file__).parents[2] / "docs/guide/origins.md").read_text("utf-8").split())
    guide = guide.replace("> ", "")
    assert said.sentence in guide
    assert len(said.changes) == 1
    assert said.changes[0] in guide
    (mutation,) = rows_of("mutations", Mutation)
    assert (mutation.kind, mutation.before) == ("attribution-dropped", "Mayor Odile Farren")


def test_copies_follow_the_version_whose_figure_they_carry(tmp_path, opened) -> None:
    """What was withdrawn supports nothing; the copy of the old version is listed with what replaced it."""
    text = (
        "A fire at the Orle Grain silo in Port Alma injured {} workers on Monday night, the harbour police said. Two "
        "of the four silos are empty since the spring. The company will name a date for the repairs next week."
    )
    pages = (
        ("v1", "Herald", "2024-01-05T08:00:00Z", 131, {"url": "https://herald.example/silo"}),
        ("early", "Gazette", "2024-01-05T09:00:00Z", 131, {"url": "https://gazette.example/silo"}),
        ("v2", "Herald", "2024-01-05T08:00:00Z", 31,
         {"url": "https://herald.example/silo", "modified": "2024-01-05T12:00:00Z"}),
        ("late", "Courier", "2024-01-05T15:00:00Z", 31, {"url": "https://courier.example/silo"}),
    )  # fmt: skip
    path = tmp_path / "news.jsonl"
    path.write_text(
        "\n".join(
            json.dumps(
                {"id": key, "outlet": outlet, "date": date, "title": "Fire", "text": text.format(n), **more}
            )
            for key, outlet, date, n, more in pages
        ),
        "utf-8",
    )
    corpus = opened(whence.open_corpus(tmp_path / "corpus"))
    corpus.add([path])
    corpus.trace(workers=1)
    parents = {row.document_id: row.parent_id for row in from_table(corpus.table("families"), Family)}
    assert (parents["early"], parents["late"]) == ("v1", "v2")
    injured = {
        s.document_id: s for s in from_table(corpus.table("statements"), Statement) if "injured" in s.text
    }
    assert injured["v1"].corrected_by == injured["early"].corrected_by == injured["v2"].id
    assert injured["v2"].corrected_by is injured["late"].corrected_by is None

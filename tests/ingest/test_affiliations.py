"""Who owns whom is read from tables and trust.txt files, and gives documents their publisher at their time."""

from datetime import UTC, datetime

import pytest

from whence.ingest import read_inputs, resolve_documents
from whence.records import Affiliation, Document, Outlet, Skipped
from whence.settings import IngestSettings


def read(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_inputs([path], IngestSettings()))


def document(outlet="Harbour Post", day=None, **more):
    moment = datetime(2024, 3, day, tzinfo=UTC) if day else None
    return Document(
        id="d", input="d", outlet=outlet, published_earliest=moment, published_latest=moment, **more
    )


def publisher(rows, *outlets, **more):
    (found,) = resolve_documents([document(**more)], outlets, [r for r in rows if isinstance(r, Affiliation)])
    return found.publisher


def test_a_table_of_owners_gives_the_topmost_owner(tmp_path):
    rows = read(tmp_path / "o.csv", "Outlet,Owner\nHarbour Post,Alma Media\nAlma Media,Doro Holding\nX,\n")
    assert [type(row) for row in rows] == [Affiliation, Affiliation, Skipped]
    assert publisher(rows) == "Doro Holding"
    assert publisher(rows, outlet="The harbour post") == "Doro Holding"
    assert publisher(rows, outlet="Coast Courier") is None


def test_an_owner_counts_in_its_time(tmp_path):
    rows = read(
        tmp_path / "o.csv",
        "outlet;owner;from;until\nHarbour Post;Alma Media;;2024-03-09\nHarbour Post;Doro Holding;2024-03-10;\n",
    )
    assert publisher(rows, day=5) == "Alma Media"
    assert publisher(rows, day=20) == "Doro Holding"
    assert publisher(rows) is None  # without a date nobody can tell which


def test_owners_in_a_ring_end(tmp_path):
    rows = read(tmp_path / "o.csv", "outlet,owner\nA,B\nB,C\nC,A\n")
    assert publisher(rows, outlet="A") == "C"


def test_hosts_and_names_meet_by_the_outlets_table(tmp_path):
    rows = read(tmp_path / "alma.example.trust.txt", "control=https://www.harbour.example/\n")
    described = Outlet(outlet="Harbour Post", hosts=("harbour.example",))
    owner = Outlet(outlet="Alma Media", hosts=("alma.example",))
    assert publisher(rows, described, owner) == "Alma Media"
    assert publisher(rows, outlet=None, url="https://news.harbour.example/a/b.html") == "alma.example"


TRUST = """# The file of Harbour Post
member=https://www.press-guild.example/
belongto = union.example  # an association
controlledby=https://alma.example/
social=https://social.example/harbour
datatrainingallowed=no
control=
colour=blue
"""


@pytest.mark.parametrize("name", ["harbour.example.trust.txt", "harbour.example/trust.txt"])
def test_a_trust_file_says_who_owns_whom_and_who_is_whose_member(tmp_path, name):
    rows = read(tmp_path / name, TRUST)
    assert [(row.outlet, row.owner, row.kind) for row in rows if isinstance(row, Affiliation)] == [
        ("press-guild.example", "harbour.example", "association"),
        ("harbour.example", "union.example", "association"),
        ("harbour.example", "alma.example", "owner"),
    ]
    assert [row.input.rpartition(":")[2] for row in rows if isinstance(row, Skipped)] == ["7", "8"]
    assert publisher(rows, url="https://harbour.example/2024/03/a.html") == "alma.example"


def test_a_trust_file_may_name_its_site_in_a_comment(tmp_path):
    rows = read(
        tmp_path / "files" / "trust.txt", "# https://www.harbour.example/trust.txt\ncontrol=coast.example\n"
    )
    assert [(row.outlet, row.owner) for row in rows] == [("coast.example", "harbour.example")]


def test_a_trust_file_of_nobody_is_skipped(tmp_path):
    (row,) = read(tmp_path / "files" / "trust.txt", "control=coast.example\n")
    assert isinstance(row, Skipped)
    assert "whose" in row.reason


def test_a_table_of_articles_with_owners_stays_one(tmp_path):
    words = "The ferry struck the old pier on Monday and twelve people were hurt, said the harbour. " * 3
    rows = read(tmp_path / "news.csv", f'outlet,owner,text\nHarbour Post,Alma Media,"{words}"\n')
    assert not any(isinstance(row, Affiliation) for row in rows)


@pytest.mark.parametrize("content", ["outlet,owner", "outlet,owner\n" + '"' * 1001, b"outlet,owner\n\xff\x00,\xfe\n",
                                     "outlet,owner,from\nA,B,31/31/31\n", "outlet,owner\n" + "A" * 100_000 + ",B\n"])  # fmt: skip
def test_odd_tables_do_no_harm(tmp_path, content):
    for row in read(tmp_path / "o.csv", content):
        assert isinstance(row, Affiliation | Skipped)
        if isinstance(row, Affiliation):
            assert len(row.outlet) <= 300

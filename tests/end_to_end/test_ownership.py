"""Owners are counted beside outlets, and owning alone merges origins in the lowest number only."""

import json

import whence

TEXT = "The ferry Santa Lucia struck the old pier of Port Alma on Monday and 12 passengers were hurt."
TAILS = (" Trams ran.", " Divers came from Cape Doro and stayed until dusk with lamps and ropes.")


def claims_of(folder, *inputs):
    with whence.open_corpus(folder) as corpus:
        corpus.add(inputs)
        corpus.trace(workers=1)
        rows = corpus.table("claims").to_pylist()
        arrows = corpus.table("arrows").to_pylist()
        owned = corpus.table("affiliations").num_rows
    return {row["text"]: row for row in rows}, [a for a in arrows if a["kind"] == "ownership"], owned


def test_owners_change_the_number_of_publishers_and_low_alone(tmp_path):
    rows = [
        {"id": name, "outlet": outlet, "date": f"2024-03-0{day}", "title": outlet, "text": TEXT + tail}
        for day, (name, outlet, tail) in enumerate(
            [("h", "Harbour Post", TAILS[0]), ("c", "Coast Courier", TAILS[1])], 4
        )
    ]
    news = tmp_path / "news.jsonl"
    news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    owners = tmp_path / "owners.csv"
    owners.write_text("outlet,owner\nHarbour Post,Alma Media\nCoast Courier,Alma Media\n", encoding="utf-8")
    free, no_arrows, none = claims_of(tmp_path / "free", news)
    owned, arrows, two = claims_of(tmp_path / "owned", news, owners)
    late, _, _ = claims_of(tmp_path / "free", owners)
    (before,) = [row for row in free.values() if row["document_count"] == 2]
    (after,) = [row for row in owned.values() if row["document_count"] == 2]
    assert (before["outlet_count"], before["publisher_count"]) == (2, 2)
    assert (after["outlet_count"], after["publisher_count"]) == (2, 1)
    assert (none, two, no_arrows) == (0, 2, [])
    assert all(arrow["probability"] < 0.5 for arrow in arrows)
    assert (after["origins_best"], after["origins_high"]) == (before["origins_best"], before["origins_high"])
    assert late == owned

"""What the documentation says is so: names, links, commands and examples."""

import dataclasses
import re
import shlex
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer.main

import whence
from whence.cli.app import app
from whence.records import TABLES, schema_of
from whence.settings import MatchSettings, Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
COMMANDS = typer.main.get_command(app).commands
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHARED = (
    "The ferry to Saltmarsh will sail again on Friday morning after the harbour wall held through the storm, "
    "harbour master Dana Orel said on Thursday, and all forty passengers who had waited at the quay since "
    "Tuesday were given beds in the customs house."
)
ONE = f"{SHARED} She added that nobody had been hurt."
ANOTHER = f"{SHARED} The town has one baker and two wells."
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<meta property="og:url" content="https://{host}.example/2024/01/05/ferry.html">
<meta property="article:published_time" content="2024-01-05T0{hour}:00:00Z"></head>
<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""


def ids(pages):
    return [page.relative_to(ROOT).as_posix() for page in pages]


def shell_lines(page):
    """Give the lines of a page's code blocks that call whence."""
    text = page.read_text("utf-8")
    blocks = [body for language, body in FENCE.findall(text) if language in ("", "sh", "bash", "console")]
    blocks.append("\n".join(line[4:] for line in text.splitlines() if line.startswith("    ")))
    return [
        line.strip() for block in blocks for line in block.splitlines() if line.strip().startswith("whence ")
    ]


def setting_names():
    return {
        f"{part.name}.{item.name}": item.default
        for part in dataclasses.fields(Settings)
        for item in dataclasses.fields(part.type)
    }


def test_every_command_and_option_is_in_the_reference():
    reference = (DOCS / "cli.md").read_text("utf-8")
    for name, command in COMMANDS.items():
        section = reference.split(f"\n## whence {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            wanted = (
                parameter.opts if parameter.param_type_name == "option" else [parameter.metavar.rstrip(".")]
            )
            assert all(option in section for option in wanted if option != "--help"), (name, parameter.name)


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"whence {name}" not in readme] == []


def test_every_table_and_column_is_in_the_data_model():
    model = (DOCS / "data-model.md").read_text("utf-8")
    for name, record in TABLES.items():
        section = model.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert [column for column in schema_of(record).names if f"| `{column}` |" not in section] == [], name


def test_every_table_is_in_the_guide_to_exports():
    guide = (DOCS / "guide" / "report.md").read_text("utf-8")
    assert [name for name in TABLES if f"`{name}`" not in guide] == []


def test_every_setting_is_described_with_its_default():
    page = (DOCS / "settings.md").read_text("utf-8")
    for name, default in setting_names().items():
        row = next((line for line in page.splitlines() if line.startswith(f"| `{name}` |")), "")
        cells = [cell.strip() for cell in row.split("|")]
        assert len(cells) >= 5, f"{name} is not in docs/settings.md; run: make docs"
        assert cells[2] == ("not set" if default is None else f"`{default}`")
        assert cells[3], f"{name} has no comment beside it in settings.py"


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_settings_and_columns_that_a_page_names_exist(page):
    known = {
        *setting_names(),
        *(f"{name}.{column}" for name in TABLES for column in schema_of(TABLES[name]).names),
    }
    parts = {*TABLES, *(part.name for part in dataclasses.fields(Settings))}
    named = re.findall(r"`([a-z_]+)\.([a-z_]+)`", page.read_text("utf-8"))
    wrong = [f"{part}.{name}" for part, name in named if part in parts and f"{part}.{name}" not in known]
    assert [name for name in wrong if not name.endswith((".py", ".md"))] == []


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_relative_links_resolve(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            made = {
                re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
            }
            assert anchor in made, f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_whence_lines_use_commands_and_options_that_exist(page):
    for line in shell_lines(page):
        words = shlex.split(re.split(r" [|>] | #", line)[0])
        if words[1] in ("COMMAND", "--version", "--debug"):
            continue
        assert words[1] in COMMANDS, line
        known = {option for parameter in COMMANDS[words[1]].params for option in parameter.opts}
        unknown = [word for word in words if re.fullmatch(r"-[a-z]|--[a-z-]+", word) and word not in known]
        assert unknown == [], line


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_commands_named_in_running_text_exist(page):
    named = re.findall(r"`whence ([a-z]+)[ `]", page.read_text("utf-8"))
    # Nothing that is planned is described as if it were there.
    assert [name for name in named if name not in COMMANDS] == []


def test_the_numbers_in_the_guide_to_passages_are_the_settings():
    guide = " ".join((DOCS / "guide" / "passages.md").read_text("utf-8").split())
    match = MatchSettings()
    for said in (
        f"Every run of {match.gram} words",
        f"of each {match.window} neighbouring numbers one is kept",
        f"share {match.gram + match.window - 1} words in a row therefore share at least one",
        f"with {match.gram + 2 * match.window - 1} in a row at least two",
        f"at least {match.smallest_shared} fingerprints",
        f"at least {match.shared_pairs} rare word pairs that are also {match.shared_pairs_share:.0%}",
        f"more than {match.joined_texts} such texts share joins them through one of them only",
        f"more than {match.largest_frequency} share counts a quarter",
        f"more than {match.stock_frequency} such texts share joins nothing ({match.pair_frequency} for",
        f"in {match.boilerplate_documents} or more texts is boilerplate",
        f"at most {match.largest_gap} words at a time",
        f"at least {match.smallest_passage} words in common",
        f"similarity of at least {match.least_similarity}",
        f"at least {match.smallest_reworded} words on either side",
        f"share {match.reworded_facts} words close together",
        f"only {match.reworded_sentences} reworded sentences in a row",
    ):
        assert said in guide, said


def python_pages():
    return [
        page
        for page in PAGES
        if any(language == "python" for language, _ in FENCE.findall(page.read_text("utf-8")))
    ]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder with a page, a folder of pages, and a traced corpus, as the examples expect them."""
    folder = tmp_path_factory.mktemp("examples")
    pages = folder / "pages"
    pages.mkdir()
    for number, (outlet, text) in enumerate((("Harbour Post", ONE), ("Saltmarsh Mirror", ANOTHER))):
        host = outlet.lower().replace(" ", "")
        shown = PAGE.format(title="Ferry to sail again", outlet=outlet, host=host, hour=number + 6, text=text)
        (pages / f"{host}.html").write_text(shown, "utf-8")
    shutil.copy(pages / "harbourpost.html", folder / "page.html")
    (folder / "archive").mkdir()
    pq.write_table(pa.table({"id": ["a", "b"], "text": [ONE, ANOTHER]}), folder / "archive" / "news.parquet")
    with whence.open_corpus(folder / "corpus") as corpus:
        corpus.add([pages])
        corpus.trace(workers=1)
    return folder


def test_everything_that_limits_leave_out_is_explained(workplace):
    guide = (DOCS / "guide" / "passages.md").read_text("utf-8")
    with whence.open_corpus(workplace / "corpus") as corpus:
        left_out = corpus.info().left_out
    assert left_out
    assert [reason for reason in left_out if f"| {reason} |" not in guide] == []


@pytest.mark.parametrize("page", python_pages(), ids=ids(python_pages()))
def test_python_examples_run(page, workplace, tmp_path, monkeypatch, capsys):
    shutil.copytree(workplace, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    names = {"one_text": ONE, "another_text": ANOTHER}
    for language, body in FENCE.findall(page.read_text("utf-8")):
        if language == "python":
            exec(compile(body, page.name, "exec"), names)
    if "print(" in page.read_text("utf-8"):
        assert capsys.readouterr().out.strip(), f"the examples of {page.name} print nothing"

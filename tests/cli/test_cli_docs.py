"""The generated pages of the documentation are current."""

import importlib.util
from pathlib import Path
from typing import Any

from whence.cli.app import app
from whence.records import TABLES

ROOT = Path(__file__).parents[2]


def generator() -> Any:
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "tools" / "generate_docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_current() -> None:
    for path, text in generator().generated_pages().items():
        assert path.read_text("utf-8") == text, f"{path.name} is out of date; run: make docs"


def test_every_command_and_every_column_is_documented() -> None:
    commands = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for command in app.registered_commands:
        assert command.callback
        assert f"\n## whence {command.callback.__name__}\n" in commands
    model = (ROOT / "docs" / "data-model.md").read_text("utf-8")
    for name in TABLES:
        assert f"\n## {name}\n" in model


def test_text_outside_the_marks_is_kept() -> None:
    module = generator()
    page = f"# Head\n\n{module.BEGIN}\nold\n{module.END}\n\nTail.\n"
    assert module.put_between(page, "new") == page.replace("old", "new")
    assert module.put_between("# Head\n", "new") == f"# Head\n\n{module.BEGIN}\nnew\n{module.END}\n"

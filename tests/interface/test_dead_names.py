"""Nothing private is left behind that its own file does not use."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "whence"
FILES = sorted(SOURCE.rglob("*.py"))


def unused(code):
    """Give the private names of a module that it binds and never reads."""
    bound, read = set(), set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            (read if isinstance(node.ctx, ast.Load) else bound).add(name)
    return sorted(name for name in bound - read if name.startswith("_") and not name.endswith("_"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_private_name_is_used(path):
    assert unused(path.read_text(encoding="utf-8")) == []


def test_what_is_only_written_counts_as_unused():
    code = "_A = 1\n_B = 2\ndef _f():\n    return _B\nclass C:\n    def m(self):\n        self._x = _f()\n"
    assert unused(code) == ["_A", "_x"]

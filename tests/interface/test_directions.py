"""Imports go one way: a stage knows the records and earlier stages, never a later one nor the rim."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "whence"
GROUND = {"aside", "columns", "compiling", "errors", "identity", "records", "rows", "settings"}
# Each layer may import itself, the ground and every layer named before it.
ORDER = [
    "encoder", "vectors", "decisions", "ingest", "text", "match", "trace", "statements", "counting", "claims", "origins", "storage", "library", "claiming", "workers", "reading", "reuse_store",
    "pipeline", "reuse", "corpus", "export", "report", "cli", "__main__",
]  # fmt: skip
# Stages and storage do not know each other.
STAGES = set(ORDER[: ORDER.index("storage")])


def imports_of(path):
    """Give the layers of whence that a file imports, with the modules."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "whence":
            yield from (
                [node.module] if "." in node.module else [f"whence.{alias.name}" for alias in node.names]
            )
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("whence."))


FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_go_one_way(path):
    layer = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    for module in imports_of(path):
        other = module.split(".")[1]
        if other == layer or other in GROUND or other == "__version__":
            continue
        assert layer not in GROUND, f"{layer} is ground and imports {module}"
        assert other in ORDER, f"{path.name} imports {module}, which is in no layer"
        assert ORDER.index(other) < ORDER.index(layer), f"{layer} must not import the later {module}"
        assert not (layer == "storage" and other in STAGES), "the storage knows no stage"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_stage_uses_another_stage_by_its_public_functions_only(path):
    layer = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    inside = [
        module
        for module in imports_of(path)
        if module.split(".")[1] in STAGES and module.split(".")[1] != layer and module.count(".") > 1
    ]
    assert inside == []


def test_files_stay_short():
    long = {path.name: n for path in FILES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 500}
    assert long == {}

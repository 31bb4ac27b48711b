"""Short cuts to read statements from a line of text."""

from collections.abc import Callable

import pytest

from whence.records import Document, Statement
from whence.settings import StatementSettings
from whence.statements import read_statements

Reader = Callable[..., list[Statement]]


@pytest.fixture
def read() -> Reader:
    """Read the statements of a text that somebody is quoted for, or of its own voice with `own=True`."""

    def read_text(
        text: str, *, own: bool = False, title: str | None = None, **fields: object
    ) -> list[Statement]:
        fields.setdefault("language", "en")
        document = Document(id="d1", input="test", title=title, text=text, **fields)  # type: ignore[arg-type]
        rows = read_statements(document, StatementSettings())
        return [row for row in rows if (row.attribution_id is None) == own]

    return read_text

"""Word lists as the code writes them: words between blanks."""


def word_set(listed: str) -> frozenset[str]:
    """Give the set of the words of a list written between blanks."""
    return frozenset(listed.split())

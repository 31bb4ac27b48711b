"""whence finds where news came from."""

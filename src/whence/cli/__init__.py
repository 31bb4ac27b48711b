"""The command line; `main` is its entry point. Nothing heavy is imported until a command needs it."""


def main() -> None:
    """Run `whence` with the arguments of this process."""
    from whence.cli.app import app

    app(prog_name="whence")


__all__ = ["main"]

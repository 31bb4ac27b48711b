"""The command line; `main` is its entry point. Nothing heavy is imported until a command needs it."""


def main() -> None:
    """Run `whence` with the arguments of this process."""
    try:
        from whence.cli.app import app

        app(prog_name="whence")
    except KeyboardInterrupt:  # before a command has begun
        raise SystemExit(130) from None


__all__ = ["main"]

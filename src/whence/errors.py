"""Every error that whence raises.

WhenceError
  SettingsError(ValueError)        a setting or option outside its range
  InputError(ValueError)           a record that cannot be read, with its path and place
  CorpusError(RuntimeError)        a corpus folder that cannot be opened, written or understood
  NotFoundError(KeyError)          an id or name that the corpus does not hold
  MissingExtraError(ImportError)   an optional part that is not installed
  StageError(RuntimeError)         a stage that failed, with its name and cause

A message holds the offending value, what was expected and the remedy, in one line.
"""


class WhenceError(Exception):
    """Base of every error that whence raises on purpose."""


class SettingsError(WhenceError, ValueError):
    """A setting or option is outside its range."""


class InputError(WhenceError, ValueError):
    """An input, or one record of it, cannot be read.

    Attributes:
        input: path, and record where there is one, as shown to the user.
        reason: what is wrong and what would mend it, in one line.
    """

    def __init__(self, input: str, reason: str) -> None:  # noqa: A002 - the column's name
        self.input = input
        self.reason = reason
        super().__init__(f"{input}: {reason}")


class CorpusError(WhenceError, RuntimeError):
    """A corpus folder cannot be opened, written or understood."""


class NotFoundError(WhenceError, KeyError):
    """The corpus holds nothing under this id or name."""

    def __str__(self) -> str:
        # KeyError shows the repr of its argument; the message is a sentence for people.
        return str(self.args[0]) if self.args else ""


class MissingExtraError(WhenceError, ImportError):
    """An optional part of whence is not installed; the message ends with the command that installs it."""


class StageError(WhenceError, RuntimeError):
    """A derived stage failed.

    Attributes:
        stage: the stage's name, as in `pipeline.STAGES`.
    """

    def __init__(self, stage: str, cause: str) -> None:
        self.stage = stage
        super().__init__(f"stage {stage} failed: {cause}")

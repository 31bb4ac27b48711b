"""What holds for all tests."""

from hypothesis import settings

# No test may fail because the machine is busy, or because the first example loads a library.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

"""Fixtures: clones that have run once, and what a clean run makes of each of two numbers."""

import pytest

from clone import FULL, Clone

# `make test` leaves these tests, which run the command some hundred times, to `make test-faults`.
collect_ignore_glob = [] if FULL else ["test_*.py"]


@pytest.fixture(scope="session")
def ran(tmp_path_factory):
    """Return a clone that has run once; tests may change it and must bring it back."""
    clone = Clone(tmp_path_factory.mktemp("project"))
    code, _, err = clone.run()
    assert (code, err) == (0, "")
    return clone


@pytest.fixture(scope="session")
def clean(ran):
    """Return what a run that nothing disturbs makes, by number."""
    found = {}
    for number in ("2", "1"):
        ran.write(number)
        assert ran.run()[0] == 0
        found[number] = ran.made()
    assert found["1"] != found["2"]
    return found

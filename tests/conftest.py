"""Fixtures: one valid project in a folder of its own, small enough to read."""

import gc

import pytest

import toy


def pytest_collection_finish():
    """Leave what was imported out of each search for garbage, and search less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Copy the data into a scratch folder and point the package at it; return the folder."""
    return toy.laid_out(tmp_path, monkeypatch)

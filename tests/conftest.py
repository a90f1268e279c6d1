"""Fixtures: one valid project in a folder of its own, small enough to read."""

import pytest

import toy


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Copy the data into a scratch folder and point the package at it; return the folder."""
    return toy.laid_out(tmp_path, monkeypatch)

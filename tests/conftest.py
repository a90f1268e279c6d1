"""Fixtures: one valid project in a folder of its own, small enough to read."""

import shutil

import pytest

from council_record import paths


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Copy the data into a scratch folder and point the package at it; return the folder."""
    shutil.copytree(paths.DATA, tmp_path / "data")
    for name, folder in {"ROOT": "", "DATA": "data", "FIGURES": "figures", "REPORT": "report",
                         "NOTEBOOKS": "notebooks", "CACHE": ".cache"}.items():  # fmt: skip
        monkeypatch.setattr(paths, name, tmp_path / folder)
    (tmp_path / "notebooks").mkdir()
    return tmp_path

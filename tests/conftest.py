"""Fixtures: one valid project in a folder of its own, small enough to read."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from council_record import paths
from council_tools.pipeline import atomic as moving


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Copy the data into a scratch folder and point the package at it; return the folder."""
    shutil.copytree(paths.DATA, tmp_path / "data")
    for name, folder in {"ROOT": "", "DATA": "data", "FIGURES": "figures", "REPORT": "report",
                         "NOTEBOOKS": "notebooks", "CACHE": ".cache"}.items():  # fmt: skip
        monkeypatch.setattr(paths, name, tmp_path / folder)
    (tmp_path / "notebooks").mkdir()
    return tmp_path


@pytest.fixture
def moved_here(monkeypatch):
    """Move files in this process: another for each would take most of the time of many tests."""

    def finish(command, **_):
        try:
            moving.finish(Path(command[-1]))
        except OSError as error:
            told = [error.errno, error.strerror, error.filename2 or error.filename]
            return SimpleNamespace(returncode=1, stdout=json.dumps(told))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(moving, "subprocess", SimpleNamespace(run=finish))

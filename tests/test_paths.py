from pathlib import Path

import pytest

from council_record import paths


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Newham", "newham"),
        ("St. Helens", "st-helens"),
        ("Richmond upon Thames", "richmond-upon-thames"),
        ("../elsewhere", "elsewhere"),
    ],
)
def test_a_council_name_becomes_one_plain_folder_name(name, slug):
    assert paths.slug(name) == slug
    assert paths.coded(name) == paths.DATA / "coded" / slug


def test_only_another_council_has_its_figures_in_a_folder_of_its_own():
    assert paths.figures("newham") == paths.FIGURES
    assert paths.figures("St. Helens") == paths.FIGURES / "st-helens"


@pytest.mark.parametrize(
    ("environment", "council"), [("", "Newham"), ("  ", "Newham"), (" Leeds ", "Leeds")]
)
def test_the_environment_chooses_the_council(monkeypatch, environment, council):
    monkeypatch.setenv("COUNCIL", environment)
    assert paths.council() == council


def test_without_the_environment_the_council_is_the_default(monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    assert paths.council() == "Newham"


def test_messages_show_paths_from_the_folder_of_the_project():
    assert paths.shown(paths.DATA / "coded" / "newham") == "data/coded/newham"
    outside = Path(paths.ROOT.anchor) / "elsewhere" / "file.csv"
    assert paths.shown(outside) == outside.as_posix()

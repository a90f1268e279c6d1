"""Links that somebody planted lead no run, and no report, out of the project."""

import json
import shutil
import subprocess

import pytest

from clone import PROGRAM, Clone

PLACES = (
    "figures", "figures/fig01-number.png", "figures/.fig01-number.png.part", "report",
    "report/figures", "report/index.html", "report/newham", "report/newham/index.html",
    "report/newham/figures", ".cache/notebooks", ".cache", ".cache/figures.lock",
    ".cache/figures.holder", ".cache/newham.json", ".cache/scratch", "notebooks/01-first.ipynb",
)  # fmt: skip


@pytest.fixture
def outside(tmp_path):
    """Return a folder beside the project in which nothing may change."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("precious", ".fig01-number.png.part", "fig01-number.png", "index.html"):
        (folder / name).write_text("of somebody else")
    return folder


def content(folder):
    return {path.relative_to(folder): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")}  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    clone = Clone(tmp_path_factory.mktemp("project"))
    for name in ("README.md", "GLOSSARY.md", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
                 "data/README.md", "data/coded/CODEBOOK.md"):  # fmt: skip
        shutil.copy(PROGRAM / name, clone.root / name)
    assert clone.run()[0] == 0
    return clone


@pytest.mark.parametrize("command", ["figures", "report"])
@pytest.mark.parametrize("place", PLACES)
def test_a_planted_link_is_harmless(template, outside, tmp_path, place, command):
    clone = template.copy(tmp_path / "project")
    root = clone.root
    clone.write("2", "2")
    path, kept = root / place, content(outside)
    path.parent.mkdir(exist_ok=True, parents=True)
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    path.symlink_to(outside if "." not in path.name[1:] else outside / "precious")
    done = subprocess.run(
        [*clone.command()[:-1], command], env=clone.environment(), cwd=root,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert content(outside) == kept
    assert "of somebody else" not in "".join(
        file.read_text(errors="replace") for file in root.glob("report/**/*") if not file.is_dir()
        and file.resolve().is_relative_to(root))  # fmt: skip
    if done.returncode:
        assert done.returncode == 4, done.stderr
        assert done.stderr.startswith("cannot read or write ")
        assert "a link in it leads out of the project" in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_planted_journal_removes_nothing_elsewhere(template, outside, tmp_path):
    clone, kept = template.copy(tmp_path / "project"), content(outside)
    root = clone.root
    moves = {"folder": str(root / ".cache"), "gone": [str(outside / "precious")],
             "moved": [str(outside / "fig01-number.png")]}  # fmt: skip
    (root / ".cache" / "moves-1.json").write_text(json.dumps(moves))
    assert clone.run()[0] == 0
    assert content(outside) == kept
    assert clone.left_behind() == []

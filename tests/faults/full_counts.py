"""What takes minutes: run by make test-faults and the continuous integration only."""

import json

import pytest
from clone import PROGRAM, SURROUNDINGS, Clone, told

# The commands and the runner: they draw nothing, and no notebook imports them.
RUNNER = {"__main__", "regenerate", "record", "kernels", "warm", "telling", "checks", "dictionary"}


@pytest.mark.parametrize("around", SURROUNDINGS)
def test_the_five_notebooks_are_the_same_bytes_in_other_surroundings(around, tmp_path):
    clone = Clone.of_the_project(tmp_path / "elsewhere")
    assert clone.run(**around)[0] == 0
    committed = [*PROGRAM.glob("figures/fig*"), *PROGRAM.glob("notebooks/*.ipynb")]
    assert clone.made() == {path.name: path.read_bytes() for path in committed}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a clone of the project that has run, with what its record says each notebook read."""
    clone = Clone.of_the_project(tmp_path_factory.mktemp("project"))
    assert clone.run()[0] == 0
    record = json.loads((clone.root / ".cache" / "newham.json").read_text())["notebooks"]
    assert len(record) == 5
    return clone, {name: set(entry["read"]) for name, entry in record.items()}


def broken(clone):
    """Return the notebooks that cannot run."""
    code, out, err = clone.run("--force", "--check", "--json")
    assert code in (0, 1), err
    return {entry["notebook"] for entry in told(out)["notebooks"] if entry["state"] == "failed"}


def modules():
    source = PROGRAM / "src"
    return sorted(path.relative_to(source.parent).as_posix()
                  for path in source.rglob("*.py")
                  if path.stem not in RUNNER and "official" not in path.parts
                  and path.parent.name + path.stem != "council_record__init__")  # fmt: skip


@pytest.mark.parametrize("name", modules())
def test_a_notebook_depends_on_each_module_that_it_cannot_do_without(project, name):
    clone, read = project
    path = clone.root / name
    kept = path.read_bytes()
    path.write_bytes(b"raise ImportError('taken away')\n")
    try:
        assert broken(clone) == {notebook for notebook in read if name in read[notebook]}
    finally:
        path.write_bytes(kept)

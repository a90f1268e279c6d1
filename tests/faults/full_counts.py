"""What takes minutes: run by make test-faults and the continuous integration only."""

import json

import pytest
from clone import PROGRAM, SURROUNDINGS, Clone, told

# Stands before a module: it is taken away from notebooks, not from the run and its check of tables.
TAKEN = b"""import os
if os.environ.get("TABLES_CHECKED_APART"):
    raise ImportError("taken away")
"""
MODULES = sorted(path.relative_to(PROGRAM).as_posix() for path in PROGRAM.glob("src/**/*.py"))


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


def broken(clone, modules):
    """Return the notebooks that cannot run without some modules."""
    kept = {name: (clone.root / name).read_bytes() for name in modules}
    for name, content in kept.items():
        (clone.root / name).write_bytes(TAKEN + content)
    try:
        code, out, err = clone.run("--force", "--check", "--json")
    finally:
        for name, content in kept.items():
            (clone.root / name).write_bytes(content)
    assert code in (0, 1), err
    return {entry["notebook"] for entry in told(out)["notebooks"] if entry["state"] == "failed"}


def test_a_notebook_depends_on_each_module_that_it_cannot_do_without(project):
    clone, read = project
    wanted = {name: {notebook for notebook in read if name in read[notebook]} for name in MODULES}
    wanted = {name: notebooks for name, notebooks in wanted.items() if notebooks}
    assert len(wanted) > 30
    assert {name: broken(clone, [name]) for name in wanted} == wanted


def test_notebooks_do_without_all_modules_that_they_have_not_read(project):
    clone, read = project
    others = set(MODULES).difference(*read.values())
    assert len(others) > 20
    assert broken(clone, others) == set()

"""The five notebooks in other surroundings, and without what they have not read."""

import json

import pytest

from clone import PROGRAM, SURROUNDINGS, Clone

TAKEN = b"raise ImportError('taken away')\n"
# A module stands before all that a notebook imports; these are what the run itself needs.
CHECKED = ("analysis/documents", "analysis/ratings", "authorities", "data", "financial_year")
RUN = ("src/council_tools", "src/amounts_in_text",
       *(f"src/council_record/{name}" for name in CHECKED))  # fmt: skip
MODULES = sorted(path.relative_to(PROGRAM).as_posix() for path in PROGRAM.glob("src/**/*.py"))


@pytest.fixture(scope="module", params=SURROUNDINGS[:2])
def elsewhere(request, tmp_path_factory):
    """Return a clone with the five notebooks that has run once in other surroundings."""
    clone = Clone.of_the_project(tmp_path_factory.mktemp("other") / "elsewhere")
    code, _, err = clone.run(**request.param)
    assert (code, err) == (0, "")
    return clone


def test_the_five_notebooks_are_the_same_bytes_in_other_surroundings(elsewhere):
    committed = [*PROGRAM.glob("figures/fig*"), *PROGRAM.glob("notebooks/*.ipynb")]
    assert elsewhere.made() == {path.name: path.read_bytes() for path in committed}


@pytest.mark.parametrize("elsewhere", SURROUNDINGS[:1], indirect=True)
def test_notebooks_do_without_all_modules_that_they_have_not_read(elsewhere):
    clone = elsewhere
    entries = json.loads((clone.root / ".cache" / "newham.json").read_text())["entries"]
    assert len(entries) == 5
    for name, entry in entries.items():
        others = [module for module in set(MODULES) - set(entry["read"])
                  if not module.startswith(RUN)]  # fmt: skip
        assert len(others) > 5
        kept = {module: (clone.root / module).read_bytes() for module in others}
        for module, content in kept.items():
            (clone.root / module).write_bytes(TAKEN + content)
        try:
            code, out, err = clone.run("--force", "--check", "--json", "--only", name[:2])
        finally:
            for module, content in kept.items():
                (clone.root / module).write_bytes(content)
        assert (code, err) == (0, ""), (name, out)

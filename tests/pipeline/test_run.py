"""What a run makes, and what it says: files, lines and exit codes of the command line."""

import json
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

import toy
from clone import DRAWS, HEAD, KINDS, PROGRAM, Clone, states, told

SOUND = (
    HEAD + DRAWS.format(file="one.txt", places=(5,)),
    'export(LeftOut("fig06_left", council, f"No documents on {council} have been coded."))',
)
BAD = {
    "01-fails": ("'fine'", "export(drawn('fig01_half', council, '1'))\n1 / 0"),
    "02-loops": "while True: pass",
    "03-prints": "for _ in range(100): print('y' * 1_000_000)",
    "04-dies": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "05-sound": SOUND,
    "06-warns": "import warnings\nwarnings.warn('look here')",
    "07-shows": ("2 + 2", "[object()]"),
    "08-escapes": "import os\nos.write(2, b'past Python')",
    "09-asks": "from council_record.data.errors import DataError\n"
    "raise DataError(['YEAR \"1900\" is not in the return. Allowed: 2018-19 to 2024-25'])",
    "10-ends": "raise SystemExit(0)",
    "11-wrong": "1 +",
}
BAD["01-fails"] = (HEAD, *BAD["01-fails"])
UNCHANGED = " It and its figures are unchanged."


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Run eleven notebooks, one of which is sound, then look at some of them again."""
    clone = Clone(tmp_path_factory.mktemp("project") / "clone", BAD)
    folder = clone.root / "figures"
    folder.mkdir()
    for name in ("fig01-half.csv", "fig06-left.svg", "fig06-renamed.csv"):
        (folder / name).write_text("earlier\n")
    before = clone.made()
    others = [word for name in BAD if name != "02-loops" for word in ("--only", name[:2])]
    first, after = clone.run(*others), clone.made()
    loops = clone.run("--only", "02", "--time-limit", "1")
    again = clone.run("--only", "01", "--only", "05", "--json")
    debug = clone.run("--only", "01", "--only", "09", "--debug")
    left = clone.left_behind()
    return SimpleNamespace(
        clone=clone,
        before=before,
        first=first,
        after=after,
        loops=loops,
        again=again,
        debug=debug,
        left=left,
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("01-fails", "FAILED in cell 3: ZeroDivisionError: division by zero."),
        (
            "03-prints",
            "FAILED in cell 1: RuntimeError: printed more than 1,000,000 characters. Show less.",
        ),
        (
            "04-dies",
            "FAILED in cell 1: its process was killed (signal 9), perhaps for want of memory.",
        ),
        ("06-warns", r"FAILED in cell 1: a warning: .*UserWarning: look here."),
        (
            "07-shows",
            r"FAILED in cell 2: it shows <object at 0x\w+>, which is another in "
            "every run.",
        ),
        ("08-escapes", "FAILED in cell 1: a warning: past Python."),
        ("10-ends", "FAILED in cell 1: SystemExit: 0."),
        ("11-wrong", "FAILED in cell 1: SyntaxError: invalid syntax .*"),
    ],
)
def test_a_notebook_that_fails_is_named_with_its_cell_and_the_error(ran, name, said):
    (line,) = [line for line in ran.first[1].splitlines() if line.startswith(name)]
    said = said if ".*" in said or "\\w" in said else re.escape(said)
    assert re.fullmatch(rf"{name} +\d+\.\d s  {said}{re.escape(UNCHANGED)}", line)


def test_the_others_are_written_and_the_run_has_failed(ran):
    code, out, err = ran.first
    assert (code, err) == (1, "")
    assert re.search(r"^05-sound +\d+\.\d s  1 figure  \(first run here\)$", out, re.M)
    assert out.splitlines()[-1] == (
        "left out: fig06 of Newham: No documents on the council have been coded."
    )
    assert ran.after["fig05-number.txt"] == b"A number. The number 1 of 5.\n"
    made = {f"fig05-number.{kind}" for kind in KINDS} | {"fig05-number-narrow.svg"}
    kept = {"fig01-half.csv"}  # of a notebook that failed; of a figure left out nothing stays
    assert {name for name in ran.after if name.startswith("fig")} == made | kept
    changed = {name for name in ran.before if ran.after.get(name) != ran.before[name]}
    assert changed == {"05-sound.ipynb", "fig06-left.svg", "fig06-renamed.csv"}
    assert ran.left == []


def test_what_the_data_do_not_have_is_said_in_a_line_as_bad_data_is(ran):
    (line,) = [line for line in ran.first[1].splitlines() if line.startswith("09-asks")]
    allowed = '"1900" is not in the return. Allowed: 2018-19 to 2024-25'
    assert re.fullmatch(rf"09-asks +\d+\.\d s  NOT WRITTEN: YEAR {allowed}", line)


def test_a_notebook_that_does_not_end_is_stopped(ran):
    code, out, err = ran.loops
    assert (code, err) == (1, "")
    assert re.fullmatch(
        rf"02-loops +1\.0 s  FAILED in cell 1: ran for more than 1 seconds\.{UNCHANGED}\n", out
    )


def test_json_tells_all_to_a_program(ran):
    code, out, err = ran.again
    assert (code, err) == (1, "")
    found = told(out)
    assert (found["exit_code"], found["out_of_date"]) == (1, {})
    sound, failing = found["notebooks"]
    assert sound == {
        "council": "Newham",
        "notebook": "05-sound",
        "state": "up to date",
        "why": [],
        "seconds": 0.0,
        "figures": ["fig05-number"],
        "error": "",
        "left_out": {"fig06-left": "No documents on Newham have been coded."},
    }
    assert failing.pop("seconds") > 0
    assert failing == {
        "council": "Newham",
        "notebook": "01-fails",
        "state": "failed",
        "figures": [],
        "why": ["first run here"],
        "left_out": {},
        "error": "cell 3: ZeroDivisionError: division by zero",
    }


def test_debug_shows_where_in_a_cell_an_error_arose(ran):
    code, _, err = ran.debug
    assert code == 1
    assert re.search(r"File \"<ipython-input-3-\w+>\", line 2.*\n +1 / 0\n", err)
    assert "ZeroDivisionError: division by zero\n" in err
    assert 'DataError: YEAR "1900" is not in the return' in err


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """Return a clone of two notebooks that has run; tests bring it back to where it was."""
    compares = "import os\nprint(os.environ['COMPARE'])"
    sources = {"01-draws": (HEAD, DRAWS.format(file="one.txt", places=(1,))), "02-says": compares}
    clone = Clone(tmp_path_factory.mktemp("quick") / "clone", sources)
    assert clone.run()[0] == 0
    return clone


@pytest.fixture
def bradford(quick):
    """Let a notebook name another council; return its clone."""
    path = quick.root / "notebooks" / "01-draws.ipynb"
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b"COUNCIL = None", rb"COUNCIL = \"Birmingham\""))
    yield quick
    path.write_bytes(kept)


def test_a_figure_of_another_council_than_the_run_is_refused_in_one_line(bradford):
    before = bradford.made()
    code, out, err = bradford.run()
    assert (code, err) == (2, "")
    line, up = out.splitlines()
    assert up == "02-says  up to date"
    assert line[line.index("NOT WRITTEN") :] == (
        "NOT WRITTEN: fig01-number is of Birmingham, and this run is for Newham. To run it for "
        'Birmingham: make figures COUNCIL="Birmingham", and COUNCIL = None in the notebook'
    )
    assert bradford.made() == before
    assert bradford.run("--council", "birmingham", "--only", "01")[0] == 0
    assert (bradford.root / "figures" / "birmingham" / "fig01-number.svg").is_file()
    assert bradford.made() == before


def test_a_notebook_run_by_hand_writes_into_the_folder_of_its_own_council(bradford):
    content = json.loads((bradford.root / "notebooks" / "01-draws.ipynb").read_text())
    code = "\n".join("".join(cell["source"]) for cell in content["cells"])
    before, folder = bradford.made(), bradford.root / "figures" / "birmingham"
    for path in folder.glob("*"):
        path.unlink()
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=bradford.root / "notebooks",
        check=True,
        env=bradford.environment(),
        stdout=subprocess.DEVNULL,
    )
    assert {path.suffix for path in folder.iterdir()} == {".svg", ".png", ".csv", ".txt"}
    assert bradford.made() == before


def test_the_councils_to_compare_with_reach_the_notebook_and_count(quick):
    assert states(quick.run("--check")[1]) == {"01-draws": "up to date", "02-says": "up to date"}
    code, out, err = quick.run("--check", COMPARE="Leeds")
    assert (code, states(out)) == (5, {"01-draws": "COMPARE changed", "02-says": "COMPARE changed"})
    assert err == "notebooks/02-says.ipynb: out of date. Run: make figures\n"
    path = quick.root / "notebooks" / "02-says.ipynb"
    for _ in range(2):
        code, out, _ = quick.run("--only", "02", "--compare", "Birmingham, Cumbria")
        assert "Birmingham, Cumbria\\n" in path.read_text()
    assert states(out) == {"02-says": "up to date"}
    assert states(quick.run()[1]) == {"01-draws": "up to date", "02-says": "COMPARE changed"}


def test_a_record_that_cannot_be_read_says_so(quick):
    path = quick.root / ".cache" / "newham.json"
    kept = path.read_bytes()
    path.write_bytes(kept[:-50])
    code, out, _ = quick.run("--only", "02", "--check")
    path.write_bytes(kept)
    assert code == 0
    assert states(out) == {"02-says": "the record .cache/newham.json cannot be read"}


def test_force_runs_what_is_up_to_date_too(quick):
    before = quick.made()
    assert states(quick.run("--force", "--only", "02")[1]) == {"02-says": "--force"}
    assert quick.made() == before


def test_a_figure_that_no_notebook_makes_is_named_by_a_check(quick):
    (quick.root / "figures" / "fig09-old.svg").write_text("old\n")
    code, _, err = quick.run("--check")
    (quick.root / "figures" / "fig09-old.svg").unlink()
    assert code == 5
    assert err == "figures/fig09-old.svg: no notebook makes this file. Take it out\n"


def test_a_run_ends_by_saying_what_was_made_and_where_in_the_order_of_notebooks(quick):
    out = quick.run("--force")[1].splitlines()
    assert [line.partition(" ")[0] for line in out[:-1]] == ["01-draws", "02-says"]
    assert out[-1] == "1 figure in figures/"
    assert quick.run("--only", "1")[1].splitlines()[-1] == "1 figure in figures/"
    assert set(states(quick.run("--only", "1,2")[1])) == {"01-draws", "02-says"}


def test_a_check_of_what_was_never_made_says_so_at_once_and_how_to_make_it(quick):
    before = quick.made()
    code, out, err = quick.run("--check", "--council", "Cumberland")
    assert (code, out) == (5, "")
    told = 'figures/cumberland: nothing was made yet. Run: make figures COUNCIL="Cumberland"\n'
    assert err == told
    assert quick.made() == before


def test_a_report_reuses_figures_and_keeps_the_notebooks_of_other_councils(tmp_path):
    quick = Clone(
        tmp_path / "clone", {"01-draws": (HEAD, "export(drawn('fig01_number', council, '1'))")}
    )
    for name in ("README.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "CITATION.cff",
                 "data/README.md", "data/coded/CODEBOOK.md"):  # fmt: skip
        shutil.copy(PROGRAM / name, quick.root / name)
    quick.run()
    for name, says in (("Newham", "up to date"), ("Cumberland", "first run here")):
        code, out, err = report(quick, "--council", name)
        assert (code, err) == (0, "")
        assert states(out)["01-draws"] == says
    folder = quick.root / "report"
    assert (folder / "index.html").is_file()
    for name in ("newham", "cumberland"):
        assert "A number" in (folder / name / "01-draws.html").read_text(encoding="utf-8")
        assert (folder / name / "figures" / "fig01-number.svg").is_file()
    kept = quick.root / ".cache" / "notebooks" / "cumberland" / "01-draws.json"
    assert "data:image" not in kept.read_text(encoding="utf-8")
    kept.write_text("{}")
    out = quick.run("--council", "Cumberland")[1]
    told = ".cache/notebooks/cumberland/01-draws.json is not as it was made"
    assert states(out)["01-draws"] == told


def test_from_bad_data_no_report_is_made(quick):
    path = quick.root / "data" / "coded" / "newham" / "judgements.csv"
    kept, before = path.read_bytes(), toy.snapshot(quick.root / "report")
    toy.change(quick.root, "judgements", 2, grade="Poor")
    try:
        code, _, err = report(quick)
    finally:
        path.write_bytes(kept)
    assert code == 2
    assert err.splitlines()[-1] == "No report was written."
    assert toy.snapshot(quick.root / "report") == before


def report(clone, *arguments):
    command = [*clone.command()[:-1], "report", *arguments]
    done = subprocess.run(command, cwd=clone.root, env=clone.environment(), capture_output=True,
                          encoding="utf-8")  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_from_bad_data_nothing_is_made(quick):
    path = quick.root / "data" / "coded" / "newham" / "judgements.csv"
    kept, before = path.read_bytes(), quick.made()
    toy.change(quick.root, "judgements", 2, grade="Poor")
    quick.write("3")
    try:
        code, out, err = quick.run()
    finally:
        path.write_bytes(kept)
        quick.write("1")
    assert (code, out) == (2, "")
    fault, last = err.splitlines()
    place = "data/coded/newham/judgements.csv, row 2, column grade"
    assert fault.startswith(f'{place}: "Poor" is not allowed')
    assert last == "No figure was changed."
    assert quick.made() == before


def test_a_check_of_the_tables_that_breaks_is_told_in_a_line(quick):
    path = quick.root / "src" / "council_tools" / "checks" / "rules.py"
    kept, before = path.read_bytes(), quick.made()
    path.write_text("raise RuntimeError('no rules')\n")
    try:
        code, _, err = quick.run("--debug")
    finally:
        path.write_bytes(kept)
    *trace, line = err.splitlines()
    assert code == 1
    assert line == (
        "the check of the tables of Newham broke: RuntimeError: no rules. Nothing was changed. "
        'See: python -m council_tools check --council "Newham"'
    )
    assert any("rules.py" in line for line in trace)
    assert quick.made() == before


def test_every_council_has_a_line_and_all_of_them_a_summary(tmp_path):
    about = {"slug": "fig06-left", "left_out": "No documents on {council} have been coded."}
    says = f"import os\ncouncil = os.environ['COUNCIL']\nabout = {about}\n"
    says += "about['left_out'] = about['left_out'].format(council=council)\n"
    says += "display({'text/plain': 'x'}, metadata={'council-record': about}, raw=True)"
    clone = Clone(tmp_path / "clone", {"05-says": says})
    councils = ["Birmingham", "Cumberland", "Newham", "St. Helens", "Waltham Forest"]
    code, out, err = clone.run("--all-councils")
    assert (code, err) == (0, "")
    *lines, summary, left_out = out.splitlines()
    assert sorted(lines) == [f"{name}  0 figures, 1 left out" for name in councils]
    assert summary == "5 councils: 0 notebooks up to date, 5 ran, 0 failed, 0 figures"
    assert left_out == (
        "left out: fig06 of Birmingham, Cumberland, Newham, St. Helens and 1 more: "
        "No documents on the council have been coded."
    )
    records = {path.stem for path in (clone.root / ".cache").glob("*.json")}
    assert records == {
        "birmingham",
        "checks",
        "cumberland",
        "newham",
        "st-helens",
        "waltham-forest",
    }
    out = clone.run("--all-councils")[1].splitlines()
    assert out[-2] == "5 councils: 5 notebooks up to date, 0 ran, 0 failed, 0 figures"

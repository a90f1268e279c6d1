import json
import shutil

import pandas as pd
import pytest

from council_record import Council, paths
from council_record.chart import Chart
from council_record.exports import export
from council_record.figures import style
from council_tools.__main__ import main
from council_tools.pipeline import run
from council_tools.pipeline.outcome import Outcome

ROOT = paths.ROOT
SLUG = "fig01-toy"


@pytest.fixture
def folder(project, monkeypatch):
    """Return a project with one notebook that made one figure."""
    for name in ("COUNCIL", "FIGURES_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("README.md", "GLOSSARY.md", "CHANGELOG.md", "CITATION.cff"):
        shutil.copy(ROOT / name, project / name)
    (project / "notebooks" / "01-toy.ipynb").write_text(notebook(), encoding="utf-8")
    return project


def notebook(saved=True):
    """Return an executed notebook as text; save its figure."""
    outputs = []
    if saved:
        chart = Chart(
            "fig01_toy", Council("Newham"), title="A <b>finding</b>", subtitle="The measure",
            alt="Words alone. They say & show nothing.", source="Nobody",
            data=pd.DataFrame({"started": ["2019-03-25"], "claim_id": ["-a"]}), draw=words_alone,
        )  # fmt: skip
        data, about = export(chart)._repr_mimebundle_()
        outputs.append({"output_type": "execute_result", "data": data, "metadata": about})
    cells = [
        {"cell_type": "markdown", "source": "# 1. How many?"},
        {"cell_type": "code", "source": "export(fig01_toy.chart(x))", "outputs": outputs},
    ]
    return json.dumps({"cells": cells})


def words_alone(page):
    style.write(page.sheet(1), 0.2, 0.2, "words")


def test_a_report_has_its_pages_and_what_stands_beside_them(folder):
    assert main(["report"]) == 0
    site = folder / "report"
    assert sorted(path.name for path in site.iterdir()) == [
        "01-toy.html", "claims.jsonld", "data", "data.html", "figures", "fonts", "index.html",
        "method.html", "report.css",
    ]  # fmt: skip
    for kind in ("csv", "png", "svg", "txt"):
        name = f"{SLUG}.{kind}"
        made = (folder / "figures" / name).read_bytes()
        assert (site / "figures" / name).read_bytes() == made
    table = "coded/newham/claims.csv"
    assert (site / "data" / table).read_bytes() == (folder / "data" / table).read_bytes()


def test_a_figure_stands_with_its_words_its_table_and_its_files(folder):
    main(["report"])
    page = (folder / "report" / "01-toy.html").read_text(encoding="utf-8")
    assert '<span class="aloud">. A &lt;b&gt;finding&lt;/b&gt;</span></h3>' in page
    assert 'alt="A &lt;b&gt;finding&lt;/b&gt;. Words alone. They say &amp; show nothing."' in page
    assert f'type="image/svg+xml" srcset="figures/{SLUG}-narrow.svg"' in page
    assert "Source: Nobody" in page
    assert '<tr><th scope="col">Inspection began</th><th scope="col">Claim</th></tr>' in page
    assert "<tr><td>25 March 2019</td><td>-a</td></tr>" in page


def test_a_second_report_is_the_same_and_leaves_nothing_of_an_older_one(folder):
    main(["report"])
    site = folder / "report"
    first = {path: path.read_bytes() for path in site.rglob("*.*")}
    for name in ("old.html", "figures/old.svg", "data/coded/newham/old.csv"):
        (site / name).write_text("old")
    (site / "leeds").mkdir()
    (site / "leeds" / "index.html").write_text("of another council")
    main(["report"])
    other = {site / "leeds" / "index.html": b"of another council"}
    assert {path: path.read_bytes() for path in site.rglob("*.*")} == first | other


def test_what_is_not_there_is_told_in_a_line_and_on_the_page(folder, capsys):
    for kind in ("svg", "png"):
        (folder / "figures" / f"{SLUG}.{kind}").unlink()
    assert main(["report"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"figures/{SLUG}.png is missing. Run: make figures",
        f"figures/{SLUG}.svg is missing. Run: make figures",
    ]
    page = (folder / "report" / "01-toy.html").read_text(encoding="utf-8")
    assert "The image of this figure is missing here" in page


def test_a_notebook_that_was_not_run_is_told(folder, capsys):
    path = folder / "notebooks" / "01-toy.ipynb"
    path.write_text(notebook(saved=False), encoding="utf-8")
    assert main(["report"]) == 0
    line = f"notebooks/01-toy.ipynb does not show {SLUG}. Run: make figures\n"
    assert capsys.readouterr().err == line
    page = (folder / "report" / "01-toy.html").read_text(encoding="utf-8")
    assert f"Figures are missing here, {SLUG}" in page


def test_another_council_is_run_and_has_a_folder_of_its_own(folder, monkeypatch, capsys):
    def executed(council, compare, jobs, told):
        path = folder / "notebooks" / "01-toy.ipynb"
        told(Outcome(path, council))
        files = {file.name: file.read_bytes() for file in (folder / "figures").iterdir()}
        return {path.stem: path.read_text(encoding="utf-8")}, files

    monkeypatch.setattr(run, "executed", executed)
    assert main(["report", "--council", "birmingham"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("Birmingham: open report/birmingham/index.html\n")
    assert out.startswith("01-toy ")
    page = (folder / "report" / "birmingham" / "data.html").read_text(encoding="utf-8")
    assert "Birmingham has no rows in this table: no documents on it have been coded." in page
    assert "the rows of Birmingham" in page
    assert not (folder / "report" / "index.html").exists()


def test_a_notebook_that_fails_leaves_no_report(folder, monkeypatch, capsys):
    def execute(todo, compare, jobs, seconds, done):
        todo["Leeds"][0].error = "cell 2: NameError: x"

    monkeypatch.setattr(run, "execute", execute)
    assert main(["report", "--council", "Leeds"]) == 1
    told = "01-toy failed in cell 2: NameError: x. No report was written\n"
    assert capsys.readouterr().err == told
    assert not (folder / "report").exists()


def test_an_unknown_council_and_a_broken_table_are_bad_data(folder, capsys):
    assert main(["report", "--council", "Newhma"]) == 2
    (folder / "data" / "coded" / "newham" / "claims.csv").write_text("claim_id\n")
    assert main(["report"]) == 2
    assert "claims.csv" in capsys.readouterr().err
    assert not (folder / "report").exists()


def test_the_sections_of_the_page_on_method_are_there():
    from council_tools.site import pages as site

    headings = [section for section in site._method({}) if len(section["html"]) > 300]
    assert [section["heading"] for section in headings] == list(site._METHOD)

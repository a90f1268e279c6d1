import json
import shutil

import pandas as pd
import pytest

import toy
from council_record import Council, paths
from council_record.chart import Chart
from council_record.exports import export
from council_record.figures import style
from council_tools import site
from council_tools.__main__ import main
from council_tools.pipeline import run
from council_tools.pipeline.outcome import executed
from council_tools.site import shell

ROOT = paths.ROOT
SLUG = "fig01-toy"


def surroundings(patch):
    for name in ("COUNCIL", "COMPARE", "FIGURES_FOLDER"):
        patch.delenv(name, raising=False)
    patch.setenv("TABLES_CHECKED_APART", "1")  # test_tables checks the schema


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a project with the report of a council beside another, to be read and not changed."""
    with pytest.MonkeyPatch.context() as patch:
        project = toy.laid_out(tmp_path_factory.mktemp("made"), patch)
        surroundings(patch)
        for name in ("README.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "CITATION.cff"):
            shutil.copy(ROOT / name, project / name)
        keep(project, "Newham")
        keep(project, "Birmingham")
        text = executed("Newham", "01-toy").read_text(encoding="utf-8")
        for number in (3, 2):
            path = executed("Newham", f"0{number}-toy")
            path.write_text(text.replace("# 1.", f"# {number}."), encoding="utf-8")
        site.write(["Newham"], "Birmingham")
    return project


@pytest.fixture
def folder(made, tmp_path, monkeypatch):
    """Return such a project to change."""
    surroundings(monkeypatch)
    return toy.pointed_at(shutil.copytree(made, tmp_path / "project"), monkeypatch)


def keep(project, name):
    """Put an executed notebook of a council where a run puts it; save its figure."""
    path = executed(name, "01-toy")
    path.parent.mkdir(parents=True, exist_ok=True)
    (project / "notebooks" / "01-toy.ipynb").touch()
    path.write_text(notebook(name), encoding="utf-8")


def notebook(name):
    """Return an executed notebook as text; save its figure."""
    chart = Chart(
        "fig01_toy", Council(name), title="A <b>finding</b>", subtitle="The measure",
        alt="Words alone. They say & show nothing.", source="Nobody, as at 1 May.",
        data=pd.DataFrame({"started": ["2019-03-25"], "claim_id": ["-a"]}), draw=words_alone,
    )  # fmt: skip
    data, about = export(chart)._repr_mimebundle_()
    outputs = [{"output_type": "execute_result", "data": data, "metadata": about}]
    cells = [
        {"cell_type": "markdown", "source": "# 1. How many?"},
        {"cell_type": "code", "source": "export(fig01_toy.chart(x))", "outputs": outputs},
    ]
    return json.dumps({"cells": cells})


def words_alone(page):
    style.write(page.sheet(1), 0.2, 0.2, "words")


def page(folder, name):
    return (folder / "report" / f"{name}.html").read_text(encoding="utf-8")


def test_a_report_has_its_pages_and_what_they_share_stands_once(made):
    root = made / "report"
    names = {path.relative_to(root).as_posix() for path in root.rglob("*.*")}
    assert {name for name in names if name.count("/") == 0} == {
        "index.html", "method.html", "report.css",
    }  # fmt: skip
    assert {name for name in names if name.startswith("newham/") and name.count("/") == 1} >= {
        "newham/01-toy.html", "newham/claims.jsonld", "newham/claims.html", "newham/data.html",
        "newham/fig01.html", "newham/index.html", "newham/table-claims.html",
    }  # fmt: skip
    assert "data/official/outturn.csv" in names
    assert not [name for name in names if name.startswith("newham/data/official")]
    for kind in ("csv", "png", "svg", "txt"):
        name = f"{SLUG}.{kind}"
        kept = (made / "figures" / name).read_bytes()
        assert (root / "newham" / "figures" / name).read_bytes() == kept
    table = "coded/newham/claims.csv"
    copy = root / "newham" / "data" / table
    assert copy.read_bytes() == (made / "data" / table).read_bytes()


def test_a_figure_stands_with_its_words_its_table_its_credit_and_its_files(made):
    text = page(made, "newham/01-toy")
    assert '<span class="aloud">. A &lt;b&gt;finding&lt;/b&gt;</span></h3>' in text
    assert 'alt="A &lt;b&gt;finding&lt;/b&gt;. Words alone. They say &amp; show nothing."' in text
    assert f'type="image/svg+xml" srcset="figures/{SLUG}-narrow.svg"' in text
    assert "Source: Nobody" in text
    assert "Chart: council-record, <a" in text
    assert "Data: Nobody, as at 1 May.</p>" in text
    assert '<tr><th scope="col">Inspection began</th><th scope="col">Claim</th></tr>' in text
    assert "<tr><td>25 March 2019</td><td>-a</td></tr>" in text
    large = page(made, "newham/fig01")
    assert f'src="figures/{SLUG}.svg"' in large
    assert 'width="1411"' in large


def test_a_second_report_is_the_same_and_leaves_nothing_of_an_older_one(folder):
    root = folder / "report"
    first = {path: path.read_bytes() for path in root.rglob("*.*")}
    for name in ("01-old.html", "data/coded/old.csv", "newham/old.html", "newham/figures/old.svg",
                 "newham/data/coded/newham/old.csv"):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("old")
    (root / "nowhere").mkdir()
    other = {root / "nowhere" / "mine.html": b"of somebody else"}
    for path, content in other.items():
        path.write_bytes(content)
    site.write(["Newham"], "Birmingham")
    assert {path: path.read_bytes() for path in root.rglob("*.*")} == first | other


def test_a_council_without_coded_documents_has_pages_about_what_there_is(folder):
    told = site.write(["Birmingham"])
    assert told[0] == "Birmingham: open report/birmingham/index.html"
    text = page(folder, "birmingham/index")
    assert text.count("none have been coded yet") == 1
    assert 'new-council "Birmingham"' in text
    assert "Claims</a>" not in text
    assert "described" not in text[text.index("<h1>") : text.index("</h1>")]
    made = {path.name for path in (folder / "report" / "birmingham").iterdir()}
    assert not made & {"claims.html", "claims.jsonld", "table-claims.html"}
    assert "the rows of Birmingham" in page(folder, "birmingham/table-outturn").replace(
        "The", "the"
    )
    front = page(folder, "index")
    assert '<a href="birmingham/index.html">Birmingham</a>' in front
    assert '<a href="newham/index.html">Newham</a>' in front


def test_findings_stand_in_the_order_of_the_notebooks(made):
    front = page(made, "newham/index")
    places = [front.index(f'id="finding-{number}"') for number in (1, 2, 3)]
    assert places == sorted(places)


def test_compared_councils_have_a_page_and_its_tables(folder):
    text = page(folder, "newham/compare")
    assert "Newham beside Birmingham" in text
    for name in ("grades", "years", "lines"):
        assert (folder / "report" / "newham" / "data" / f"compare-{name}.csv").is_file()
    assert '<a href="compare.html">' in page(folder, "newham/index")
    site.write(["Newham"])
    assert not (folder / "report" / "newham" / "compare.html").exists()


def test_figures_that_fail_leave_no_report(folder, monkeypatch):
    monkeypatch.setattr(run, "figures", lambda councils, options: 1)
    shutil.rmtree(folder / "report")
    assert main(["report"]) == 1
    assert not (folder / "report").exists()


def test_an_unknown_council_is_bad_data(folder, capsys):
    shutil.rmtree(folder / "report")
    assert main(["report", "--council", "Newhma"]) == 2
    assert not (folder / "report").exists()


def test_the_sections_of_the_page_on_method_are_there():
    headings = [section for section in shell._method() if len(section["html"]) > 300]
    assert [section["heading"] for section in headings] == list(shell._METHOD)

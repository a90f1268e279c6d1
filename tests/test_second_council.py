# ruff: noqa: E501
"""A second council, from a document that nobody has coded yet to its figures, as the README says.

The documents are made up, the council and Ofsted's grades of it are real: tables and notebooks
find it by its name, and the grades that the check compares with the release are those given.
"""

import contextlib
import io
import json

import pandas as pd
import pytest

import toy
from council_record import paths
from council_tools.__main__ import main

COUNCIL = "Waltham Forest"
NOTEBOOKS = paths.NOTEBOOKS  # the committed ones; the project fixture has a folder of its own
TEXT = """\
Made up for a test. Published: 12 March 2019.
Inspectors rated our services for children Good overall, and our leaders Outstanding.
The budget that we agreed last month puts an extra £2.5m into youth services in 2019/20, the
biggest rise in youth work in five years. Since 2016 we have spent £12 million on services for
young people, and the budget for them has gone up by 20 per cent.
"""
CODED = {
    "documents": f"""\
document_id,title,publisher,kind,signed_by,published,published_latest,published_basis,date_at_head,date_note,seen,url,republishes,original_publisher,republisher_addition,sha256
release-2019,Made up for a test,Waltham Forest Council,press_release,,2019-03-12,2019-03-12,stated,,stated at the head,full,https://example.org/1,,,,{toy.digest(TEXT)}
paper-2019,Made up too: more money for youth clubs,A Made-up Paper,newspaper,,2019-04-01,2019-04-30,inferred,,the month is known,excerpt,https://example.org/2,,,,
""",
    "claims": """\
claim_id,document_id,quote,figure_text,measure,value,at_least,currency,family,purpose_wording,service,period_wording,period_start,period_end,recurrence,flow,stage,baseline,speaker,voice,superlative,superlative_of,on_top_of,note
release-2019-1,release-2019,puts an extra £2.5m into youth services in 2019/20,£2.5m,money,2500000,false,GBP,youth_2019_20,youth services,youth_services,in 2019/20,2019-20,2019-20,one_year,extra,agreed,unstated,Waltham Forest Council,own,,,,
release-2019-2,release-2019,the biggest rise in youth work in five years,,,,false,,biggest_rise,youth work,youth_services,in 2019/20,2019-20,2019-20,one_year,unstated,agreed,in five years,Waltham Forest Council,own,biggest,rise in youth work,,
release-2019-3,release-2019,we have spent £12 million on services for young people,£12 million,money,12000000,false,GBP,young_people_since_2016,services for young people,children_and_young_people,Since 2016,2016-17,,cumulative,unstated,spent,unstated,Waltham Forest Council,own,,,,
release-2019-4,release-2019,the budget for them has gone up by 20 per cent,20 per cent,percent,20,false,,budget_rise,the budget for them,children_and_young_people,unstated,,,unstated,change,unstated,unstated,Waltham Forest Council,own,,,,
paper-2019-1,paper-2019,£2.5m a year … youth clubs,£2.5m,money,2500000,false,GBP,youth_2019_20,youth clubs,youth_services,unseen,,,each_year,unseen,unseen,unseen,A Made-up Paper,own,,,,
""",
    "excluded": """\
excluded_id,document_id,quote,figure_text,times,reason,note
release-2019-x1,release-2019,youth work in five years,five,1,length_of_time,
""",
    "statements": """\
document_id,inspection_id,judgement,grade,stated,quote,note
release-2019,2019,overall_effectiveness,Good,stated,rated our services for children Good overall,
release-2019,2019,impact_of_leaders,Outstanding,stated,our leaders Outstanding,
""",
    "comparisons": """\
claim_id,line,budget_line,scope,gross_or_net,note
release-2019-1,young_people,young_people,nearest,unstated,youth services
release-2019-3,young_people,young_people,nearest,unstated,the words of the line
release-2019-4,young_people,young_people,unclear,unstated,for them
paper-2019-1,young_people,young_people,nearest,unseen,youth clubs
""",
    "inspections": """\
inspection_id,framework,kind,started,ended,published,source
2019,ilacs-2018,ILACS standard inspection,2019-01-28,2019-02-01,2019-03-11,https://example.org/report
""",
    "judgements": """\
inspection_id,judgement,grade,missing_reason,note
2019,overall_effectiveness,Good,,
2019,impact_of_leaders,Outstanding,,
2019,help_and_protection,Good,,
2019,in_care_and_care_leavers,Good,,
""",
    "events": """\
event_id,lane,label,started,started_precision,ended,ended_precision,quote,source,basis,note
budget-2019,council,Budget 2019-20 agreed,2019-02-01,month,,,The budget that we agreed last month,release-2019,document,
""",
}


@pytest.fixture
def second(project, monkeypatch):
    """Put the made-up document and what a coder made of it beside Newham; return the project."""
    monkeypatch.setenv("COUNCIL", COUNCIL)
    folder = project / "data" / "coded" / "waltham-forest"
    folder.mkdir()
    for name, text in CODED.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (project / "texts").mkdir()
    (project / "texts" / "release.txt").write_text(TEXT, encoding="utf-8", newline="")
    return project


def only(project, code):
    """Leave the rows of one council in the longest tables, which are then soon read."""
    for name in ("outturn", "revenue_outturn", "budget", "need", "population"):
        path = project / "data" / "official" / f"{name}.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        toy.build(project, name, "".join([header, *(row for row in rows if code in row)]))


def figures_to_code(folder, capsys):
    """Return the figures that a coder starts from: those of the draft rows that find writes."""
    assert main(["find", "--csv", str(folder)]) == 0
    return list(pd.read_csv(io.StringIO(capsys.readouterr().out))["figure_text"].dropna())


def column(table, name):
    return list(pd.read_csv(io.StringIO(CODED[table]))[name].dropna())


def test_every_figure_of_the_document_is_coded_or_excluded_and_the_check_says_so(
    second, capsys, monkeypatch
):
    only(second, "E09000031")
    coded = column("claims", "figure_text")[:3] + column("excluded", "figure_text")
    assert sorted(figures_to_code(second / "texts", capsys)) == sorted(coded)
    assert main(["check", "--documents", str(second / "texts")]) == 0
    assert "Waltham Forest: every table is sound, against the documents" in capsys.readouterr().out
    monkeypatch.setenv("TABLES_CHECKED_APART", "1")  # they were sound
    forgotten = second / "data" / "coded" / "waltham-forest" / "excluded.csv"
    forgotten.write_text(CODED["excluded"].replace("five,1", "5,1").replace("five", "5"))
    assert main(["check", "--documents", str(second / "texts")]) == 2
    assert 'release-2019: the figure "five" in' in capsys.readouterr().err


def run(number):
    """Run the cells of a notebook as JupyterLab would; return what its answer says."""
    (path,) = NOTEBOOKS.glob(f"{number}-*.ipynb")
    scope = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile("".join(cell["source"]), path.name, "exec"), scope)
    return scope


def test_the_notebooks_draw_the_document(second, monkeypatch, tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setenv("FIGURES_FOLDER", str(made))
    first, third = run("01"), run("03")
    assert first["council"].name == third["council"].name == COUNCIL
    names = {path.name[:5] for path in made.glob("*.png")}
    assert names == {f"fig{number:02}" for number in (1, 2, 7, 8, 9, 10)}

    def data(number):
        (path,) = made.glob(f"fig{number:02}-*.csv")
        return pd.read_csv(path)

    assert first["reported"][["judgement", "reported", "how", "right"]].values.tolist() == [
        ["overall_effectiveness", "Good", "stated", True],
        ["impact_of_leaders", "Outstanding", "stated", True],
    ]
    assert data(2).query("lane == 'Documents'")["seen"].tolist() == ["full", "excerpt"]
    assert sorted(data(7)["label"]) == ["20%", "£12m", "£2.5m", "£2.5m"]
    # Youth clubs are youth services; that it is each year's money is another description.
    assert data(8)[["label", "reworded"]].fillna("").values.tolist() == [
        ["£2.5m", ""],
        ["£2.5m", "recurrence"],
    ]
    assert data(9)["superlative"].tolist() == ["biggest"]
    assert set(data(10)["document_id"]) == {"release-2019"}
    (words,) = [path.read_text(encoding="utf-8") for path in made.glob("fig10-*.txt")]
    assert "Extra, or the total? 2 of 3 say." in words

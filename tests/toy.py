# ruff: noqa: E501
"""A council small enough to read: nine literal tables, two literal documents, one fault at a time.

``write`` puts it in the place of the default council of the ``project`` fixture; ``change`` and the
other helpers then break one thing. Literal frames for the modules that never read a file are here
too.
"""

import csv
import hashlib
import io

import pandas as pd

from council_record.__main__ import main

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
RIGB = "Requires improvement to be good"

TEXTS = {
    "page-2019": (
        "Our 2019/20 budget, agreed last month, includes £10.6m for children’s services.\n"
        "It is the biggest investment in children’s services in a generation.\n"
        "After 10 months of work our services were rated inadequate in March 2019.\n"
    ),
    "release-2022": (
        "We’ve put in £36 million for youth services since 2018, and it totals £47m\n"
        "over the last three financial years. Overall, services were rated ‘Good’.\n"
    ),
}
NAMES = {document: f"{document}.txt" for document in TEXTS}


def digest(text):
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


TABLES = {
    "documents": f"""\
document_id,title,publisher,kind,signed_by,published,published_latest,published_basis,date_at_head,date_note,seen,url,republishes,original_publisher,republisher_addition,sha256
page-2019,Our services,Testham Council,council_page,,2019-03-26,2019-03-30,inferred,,worked out,full,https://example.org/1,,,,{digest(TEXTS["page-2019"])}
release-2022,Rated Good,Testham Council,press_release,,2022-09-21,2022-09-21,stated,,at the foot,full,https://example.org/2,,,,{digest(TEXTS["release-2022"])}
""",
    "claims": """\
claim_id,document_id,quote,figure_text,measure,value,at_least,currency,family,purpose_wording,service,period_wording,period_start,period_end,recurrence,flow,stage,baseline,speaker,voice,superlative,superlative_of,on_top_of,note
page-2019-1,page-2019,includes £10.6m for children’s services,£10.6m,money,10600000,false,GBP,childrens_services,children’s services,childrens_services,Our 2019/20 budget,2019-20,2019-20,one_year,unstated,agreed,unstated,Testham Council,own,,,,
page-2019-2,page-2019,the biggest investment in children’s services,,,,false,,in_a_generation,children’s services,childrens_services,unstated,,,unstated,unstated,unstated,in a generation,Testham Council,own,biggest,investment in children’s services,,
release-2022-1,release-2022,put in £36 million for youth services since 2018,£36 million,money,36000000,false,GBP,youth_services,youth services,youth_services,since 2018,2018-19,,cumulative,unstated,spent,unstated,The mayor,quoted,,,,
release-2022-2,release-2022,it totals £47m over the last three financial years,£47m,money,47000000,false,GBP,youth_total,youth services,youth_services,over the last three financial years,2019-20,2021-22,cumulative,total,unstated,unstated,The mayor,quoted,,,,
""",
    "excluded": """\
excluded_id,document_id,quote,figure_text,times,reason,note
page-2019-x1,page-2019,After 10 months of work,10,1,length_of_time,
release-2022-x1,release-2022,over the last three financial years,three,1,length_of_time,
""",
    "inspections": """\
inspection_id,framework,kind,started,ended,published,source
2014,sif,SIF inspection,2014-06-03,2014-06-25,2014-08-08,https://example.org/2014
2019,ilacs-2018,ILACS inspection,2019-02-11,2019-02-22,2019-03-25,https://example.org/2019
2022,ilacs-2018,ILACS inspection,2022-07-18,2022-07-29,2022-09-21,https://example.org/2022
""",
    "judgements": """\
inspection_id,judgement,grade,missing_reason,note
2014,overall_effectiveness,Requires improvement to be good,,
2014,care_leavers,Good,,
2019,overall_effectiveness,Inadequate,,
2019,in_care_and_care_leavers,Inadequate,,
2022,overall_effectiveness,Good,,
2022,in_care_and_care_leavers,,not_stated,
""",
    "statements": """\
document_id,inspection_id,judgement,grade,stated,quote,note
page-2019,2019,overall_effectiveness,Inadequate,stated,our services were rated inadequate,
release-2022,2022,overall_effectiveness,Good,stated,services were rated ‘Good’,
""",
    "events": """\
event_id,lane,label,started,started_precision,ended,ended_precision,quote,source,basis,note
budget-2019,council,Budget 2019-20 agreed,2019-02-01,month,,,"budget, agreed last month",page-2019,document,
visit-2020,visit,Monitoring visit,2020-03-10,day,2020-03-11,day,inspectors came for two days,https://example.org/3,excerpt,
""",
    "frameworks": """\
framework,name,in_force_from,change,source
sif,Single inspection framework,2013-11-01,Care leavers graded apart.,Ofsted
ilacs-2018,ILACS,2018-01-01,Children in care and care leavers judged together.,Ofsted
area-send-2016,Area SEND inspection,,No grades.,Ofsted
""",
    "crosswalk": """\
area,from_framework,from_judgement,to_framework,to_judgement,continuity,reason,source,note
overall_effectiveness,sif,overall_effectiveness,ilacs-2018,overall_effectiveness,same,the whole of the service,Ofsted,
care_leavers,sif,care_leavers,ilacs-2018,in_care_and_care_leavers,wider,within the same judgement,Ofsted,
adoption,sif,adoption,ilacs-2018,,none,looked at within children in care,Ofsted,
""",
}


def write(project):
    """Put the toy council and its documents into a scratch project; return the texts' folder."""
    for name, text in TABLES.items():
        path(project, name).write_text(text, encoding="utf-8", newline="")
    folder = project / "texts"
    folder.mkdir()
    for document, text in TEXTS.items():
        (folder / NAMES[document]).write_text(text, encoding="utf-8", newline="")
    return folder


def path(project, table):
    folder = project / "data"
    shared = table in ("frameworks", "crosswalk")
    return folder / f"{table}.csv" if shared else folder / "coded" / "newham" / f"{table}.csv"


def change(project, table, row, **cells):
    """Set cells of one row, numbered as a spreadsheet does: the header is row 1."""
    file = path(project, table)
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    for column, value in cells.items():
        rows[row - 1][rows[0].index(column)] = value
    write_rows(file, rows)


def write_rows(file, rows):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    file.write_text(buffer.getvalue(), encoding="utf-8", newline="")


def rewrite(project, document, text):
    """Change the text of a document, and its SHA-256 in documents.csv with it."""
    raw = text if isinstance(text, bytes) else text.encode()
    (project / "texts" / NAMES[document]).write_bytes(raw)
    change(project, "documents", 2 + list(TEXTS).index(document), sha256=digest(raw))


def snapshot(folder):
    """Return every file under a folder with its content: two are equal if nothing was written."""
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def days(*written):
    return pd.to_datetime(list(written))


def grades(*written):
    """Return grades as tables.read gives them: an ordered category; None is missing."""
    return pd.Categorical(list(written), GRADES, ordered=True)


def refused(project, capsys, *arguments):
    """Run ``check``, which must refuse the data and write nothing; return the lines it printed."""
    before = snapshot(project)
    capsys.readouterr()
    code = main(["check", *arguments])
    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert snapshot(project) == before
    return printed.err.splitlines()

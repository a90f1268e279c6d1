# ruff: noqa: E501
"""A council small enough to read: literal tables, two literal documents, one fault at a time.

``write`` puts it in the place of the default council of the ``project`` fixture, with official
tables of six authorities in the place of the imported ones; ``change`` and the other helpers then
break one thing. Literal frames for the modules that never read a file are here too.
"""

import csv
import hashlib
import io
import json
import shutil

import pandas as pd

from council_record import paths
from council_tools.__main__ import main

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
    "comparisons": """\
claim_id,line,budget_line,scope,gross_or_net,note
page-2019-1,total,total,nearest,unstated,all of the lines together
release-2022-1,young_people,young_people,nearest,gross,the words of the line
release-2022-2,,,none,unstated,no line is about it
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


# As the import of the releases would have left them. Newham's grades are those of the toy council,
# as far as it has any; two authorities follow each other; one total is not the sum of its lines.
OFFICIAL = {
    "authorities": """\
la_code,ons_code,earlier_ons_code,official_name,local_authority,region,exists_from,exists_until
316,E09000025,,Newham,Newham,Inner London,,
320,E09000031,,Waltham Forest,Waltham Forest,Outer London,,
330,E08000025,,Birmingham,Birmingham,West Midlands,,
342,E08000013,,St. Helens,St. Helens,North West,,
909,E10000006,,Cumbria,Cumbria,North West,,2023-03-31
942,E06000063,,Cumberland,Cumberland,North West,2023-04-01,
""",
    "population": """\
ons_code,la_code,area,geography,year,children
E09000025,316,Newham,council,2018,80000
E09000025,316,Newham,council,2019,80500
E12000007,,London,region,2018,2000000
E92000001,,England,england,2018,12000000
""",
    "neighbours": """\
ons_code,la_code,local_authority,rank,neighbour_la_code,closeness
E09000025,316,Newham,1,320,Close
""",
    "official_judgements": """\
ons_code,local_authority,status,region,inspection_type,started,published,framework,judgement,grade
E09000025,Newham,Current,London,ILACS Standard Inspection,2019-02-11,2019-03-25,ilacs-2018,overall_effectiveness,Inadequate
E09000025,Newham,Current,London,ILACS Standard Inspection,2019-02-11,2019-03-25,ilacs-2018,impact_of_leaders,Inadequate
E09000025,Newham,Current,London,ILACS Standard Inspection,2019-02-11,2019-03-25,ilacs-2018,in_care_and_care_leavers,Inadequate
E09000025,Newham,Current,London,ILACS Standard Inspection,2022-07-18,2022-09-21,ilacs-2018,overall_effectiveness,Good
E09000025,Newham,Current,London,ILACS Standard Inspection,2022-07-18,2022-09-21,ilacs-2018,in_care_and_care_leavers,Good
E08000025,Birmingham,Current,West Midlands,ILACS Standard Inspection,2018-11-26,2019-01-22,ilacs-2018,overall_effectiveness,Requires improvement to be good
E08000025,Birmingham,Current,West Midlands,ILACS Short Inspection,2023-02-20,2023-04-20,ilacs-2023,overall_effectiveness,Good
E08000025,Birmingham,Current,West Midlands,ILACS Short Inspection,2023-02-20,2023-04-20,ilacs-2023,care_leavers,Outstanding
""",
    "outturn": """\
ons_code,la_code,area,geography,financial_year,line,amount_gbp
E09000025,316,Newham,council,2018-19,sure_start,1000000
E09000025,316,Newham,council,2018-19,children_looked_after,40000000
E09000025,316,Newham,council,2018-19,other_children_and_families,500000
E09000025,316,Newham,council,2018-19,safeguarding,20000000
E09000025,316,Newham,council,2018-19,family_support,5000000
E09000025,316,Newham,council,2018-19,young_people,3000000
E09000025,316,Newham,council,2018-19,youth_justice,2500000
E09000025,316,Newham,council,2018-19,total,72000002
E09000025,316,Newham,council,2019-20,total,
E08000025,330,Birmingham,council,2018-19,sure_start,1000
E08000025,330,Birmingham,council,2018-19,children_looked_after,2000
E08000025,330,Birmingham,council,2018-19,other_children_and_families,3000
E08000025,330,Birmingham,council,2018-19,safeguarding,4000
E08000025,330,Birmingham,council,2018-19,family_support,5000
E08000025,330,Birmingham,council,2018-19,young_people,6000
E08000025,330,Birmingham,council,2018-19,youth_justice,7000
E08000025,330,Birmingham,council,2018-19,total,1028000
,970,England,england,2018-19,sure_start,1001000
,970,England,england,2018-19,children_looked_after,40002000
,970,England,england,2018-19,other_children_and_families,503000
,970,England,england,2018-19,safeguarding,20004000
,970,England,england,2018-19,family_support,5005000
,970,England,england,2018-19,young_people,3006000
,970,England,england,2018-19,youth_justice,2507000
,970,England,england,2018-19,total,72028000
""",
    "revenue_outturn": """\
la_code,ons_code,local_authority,financial_year,line,total_expenditure,total_income,net_current_expenditure,certified
316,E09000025,Newham,2022-23,young_people,3500.5,500.0,3000.5,Y
""",
    "sif_judgements": """\
ons_code,local_authority,inspection_type,published,framework,judgement,grade
E09000025,Newham,first,2014-08-08,sif,overall_effectiveness,Requires improvement to be good
E08000025,Birmingham,first,2014-05-23,sif,overall_effectiveness,Inadequate
""",
    "program_judgements": """\
ons_code,local_authority,inspection_type,started,ended,published,framework,judgement,grade,report
E08000025,Birmingham,ILACS Short Inspection,2026-04-27,2026-05-01,2026-06-17,ilacs-2026,impact_of_leaders,Good,https://files.ofsted.gov.uk/v1/file/1
""",
    "budget": """\
ons_code,la_code,local_authority,financial_year,line,net_current_expenditure,status
E09000025,316,Newham,2022-23,young_people,2900.0,returned
""",
    "need": """\
ons_code,la_code,local_authority,geography,year,measure,rate
E09000025,316,Newham,council,2025,looked_after,48.0
""",
    "prices": """\
financial_year,deflator
2018-19,80.0
2024-25,100.0
""",
}


# One inspection in Ofsted's own table, of a council that stands in the real authorities.csv.
LEEDS = """\
ons_code,local_authority,status,region,inspection_type,started,published,framework,judgement,grade
E08000035,Leeds,Current,Yorkshire and The Humber,ILACS Short Inspection,2025-02-24,2025-04-15,ilacs-2023,overall_effectiveness,Good
"""


def laid_out(folder, patch):
    """Copy the data into a scratch folder and point the package at it; return the folder."""
    shutil.copytree(paths.DATA, folder / "data")
    (folder / "notebooks").mkdir()
    return pointed_at(folder, patch)


def pointed_at(folder, patch):
    """Point the package at a scratch folder that is laid out as the project is; return it."""
    for name, place in {"ROOT": "", "DATA": "data", "FIGURES": "figures", "REPORT": "report",
                        "NOTEBOOKS": "notebooks", "CACHE": ".cache"}.items():  # fmt: skip
        patch.setattr(paths, name, folder / place)
    return folder


def write(project):
    """Put the toy council and its documents into a scratch project; return the texts' folder."""
    for name, text in TABLES.items():
        path(project, name).write_text(text, encoding="utf-8", newline="")
    path(project, "selectors").unlink(missing_ok=True)
    build_all(project, OFFICIAL)
    folder = project / "texts"
    folder.mkdir()
    for document, text in TEXTS.items():
        (folder / NAMES[document]).write_text(text, encoding="utf-8", newline="")
    return folder


def build(project, name, text):
    """Put an official table in place as an import does: with its hash in datapackage.json."""
    build_all(project, {name: text})


def build_all(project, texts):
    """Put several official tables in place."""
    described = project / "data" / "datapackage.json"
    written = described.read_text(encoding="utf-8")
    for resource in json.loads(written)["resources"]:
        if resource["name"] in texts:
            text = texts[resource["name"]]
            written = written.replace(resource["hash"], f"sha256:{digest(text)}")
            file = project / "data" / resource["path"]
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
    described.write_text(written, encoding="utf-8", newline="")


def file_name(table):
    """Return the name of the file of an official table."""
    return "judgements.csv" if table == "official_judgements" else f"{table}.csv"


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


def drop(project, table, row):
    """Take one row out, numbered as a spreadsheet does."""
    file = path(project, table)
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    del rows[row - 1]
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
    """Return grades as tables.Tables gives them: an ordered category; None is missing."""
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

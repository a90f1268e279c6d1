"""Tiny releases: rows as literal lists, and the files that publishers would make of them.

A test takes the rows of a release, changes one cell, writes the file and reads it. Every code and
name is of a real authority that stands in data/official/authorities.csv.
"""

import csv
import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pandas as pd
import pytest

from council_record.data.tables import DataError
from council_tools.imports import revenue
from toy import RIGB

GOOD, LOW, HIGH = "Good", "Inadequate", "Outstanding"
STANDARD, SHORT = "ILACS Standard Inspection", "ILACS Short Inspection"
HISTORY = "ILACS_inspection_history"
WIDE = "ILACS_inspections_2018-2024"
LATEST = "Inspections_31_March_2024"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = "<manifest:manifest><manifest:file-entry/></manifest:manifest>"


def cell(value):
    """Return one cell of a spreadsheet: a text, a number, a day or nothing."""
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        day = value.isoformat()  # with its time for a datetime, as Ofsted's releases have it
        kind = f'office:value-type="date" office:date-value="{day}"'
    elif isinstance(value, float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def content(sheets):
    """Return the content.xml of a spreadsheet with these rows."""
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def archive(file, entries, method=zipfile.ZIP_DEFLATED):
    """Write a zip whose first entry is stored, as an .ods has its mimetype; return the file."""
    with zipfile.ZipFile(file, "w", method) as made:
        for number, (name, text) in enumerate(entries.items()):
            made.writestr(name, text, None if number else zipfile.ZIP_STORED)
    return file


def entries(sheets):
    """Return the three files that an .ods cannot do without."""
    return {
        "mimetype": MIMETYPE,
        "META-INF/manifest.xml": MANIFEST,
        "content.xml": content(sheets),
    }


def ods(file, sheets):
    """Write an .ods; return the file."""
    return archive(file, entries(sheets))


def text_csv(file, rows, encoding="utf-8"):
    """Write a .csv; return the file."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    file.write_bytes(buffer.getvalue().encode(encoding))
    return file


def put(rows, row, column, value):
    """Set a cell; rows are counted from 1, and the column is named in whatever row is the header.

    Return the rows.
    """
    header = next(cells for cells in rows if column in cells)
    rows[row - 1][header.index(column)] = value
    return rows


def without(rows, column):
    """Return rows without a column."""
    place = next(cells for cells in rows if column in cells).index(column)
    return [[*row[:place], *row[place + 1 :]] for row in rows]


def refused(read, *files):
    """Return the one line with which a reader refuses files."""
    with pytest.raises(DataError) as raised:
        read(*files)
    (line,) = raised.value.problems
    assert "\n" not in line
    return line


def as_text(frame):
    """Return a frame as the CSV file of it would be read: every cell a text."""
    return literal(frame.to_csv(index=False))


def literal(text):
    """Return literal CSV as a frame of texts."""
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


COVER = [
    ["Local authority inspection outcomes as at 31 March 2025"],
    ["Section", "Detail"],
    ["Published on:", date(2025, 9, 25)],
    ["Coverage:", "England"],
]


def ofsted(*more):
    """Return the sheets of Ofsted's release in the layout of 2025: four inspections, and more.

    The header stands in row 3, the inspections in rows 4 to 7, more of them from row 8 on.
    """
    header = [
        "Web link", "Local authority area code", "Local authority name", "Local authority status",
        "Ofsted region", "Inspection date", "Publication date", "Inspection type",
        "Overall effectiveness",
        "The impact of leaders on social work practice with children and families",
        "The experiences and progress of children who need help and protection",
        "The experiences and progress of children in care",
        "The experiences and progress of care leavers",
    ]  # fmt: skip
    return {
        "Cover": [list(row) for row in COVER],
        "Contents": [["Contents"]],
        HISTORY: [
            ["ILACS inspection history from 2018-2025"],
            ["This worksheet contains one table with no blank rows or columns."],
            header,
            inspection("E09000025", "Newham", date(2019, 2, 11), date(2019, 3, 25),
                       LOW, LOW, LOW, RIGB, ""),
            inspection("E09000025", "Newham", date(2022, 7, 18), date(2022, 9, 21),
                       GOOD, HIGH, GOOD, GOOD, "", kind=SHORT),
            inspection("E06000028", "Bournemouth", date(2018, 6, 25), date(2018, 8, 24),
                       RIGB, LOW, RIGB, RIGB, "", status="No longer exists"),
            inspection("E06000055", "Bedford", date(2023, 1, 1), date(2023, 3, 1),
                       GOOD, GOOD, RIGB, HIGH, LOW),
            *(list(row) for row in more),
        ],
    }  # fmt: skip


def ofsted_but(row, column, value):
    """Return the same sheets with another value in one cell of the inspection history."""
    return {**ofsted(), HISTORY: put(ofsted()[HISTORY], row, column, value)}


def inspection(code, name, started, published, *grades, status="Current", kind=STANDARD):
    """Return one row of the layout of 2025; the five grades in the order of the columns."""
    return ["Ofsted Local Authority Webpage", code, name, status, "London", started, published,
            kind, *grades]  # fmt: skip


def wide():
    """Return the sheets of the release of March 2024, with the same four inspections.

    Two headers, in rows 4 and 8: the first table sets two inspections beside each other, the
    second one has the authorities that no longer exist. Another sheet has the day of the latest
    inspection of each authority that does.
    """
    short = ["publication date", "inspection type", "overall effectiveness", "impact of leaders",
             "experiences and progress of children who need help and protection",
             "experiences and progress of children in care",
             "experiences and progress of care leavers"]  # fmt: skip
    joint = [*short[:5], "experiences and progress of children in care and care leavers"]
    link, facts = "Ofsted Local Authority Webpage", ["Web link", "Local authority name"]
    cover = [["Local authority inspection outcomes as at 31 March 2024"], *COVER[1:]]
    return {
        "Cover": [list(row) for row in cover],
        LATEST: [
            ["Local authority inspection judgements as at 31 March 2024"],
            ["This worksheet contains one table."],
            [*facts, "Ofsted region", "Inspection date"],
            [link, "Newham", "London", date(2022, 7, 18)],
            [link, "Bedford Borough", "East of England", date(2023, 1, 1)],
        ],
        WIDE: [
            ["ILACS inspections 2018-2024"],
            ["This worksheet contains two tables."],
            ["Column A includes a link."],
            [*facts, "LA region", *(f"First ILACS {name}" for name in short),
             *(f"Second ILACS {name}" for name in short)],
            [link, "Newham", "London",
             date(2019, 3, 25), STANDARD, LOW, LOW, LOW, RIGB, "",
             date(2022, 9, 21), SHORT, GOOD, HIGH, GOOD, GOOD, ""],
            [link, "Bedford Borough", "East of England",
             date(2023, 3, 1), STANDARD, GOOD, GOOD, RIGB, HIGH, LOW, *[""] * 7],
            ["ILACS inspections of local authorities that existed before the restructure"],
            [*facts, "LA region", *(f"ILACS framework {name}" for name in joint)],
            [link, "Bournemouth", "South West", date(2018, 8, 24), STANDARD, RIGB, LOW, RIGB, RIGB],
        ],
    }  # fmt: skip


SERIES = ("SureStartFinance", "TotalLACFinance", "OtherChildren&FamilyFinance",
          "SafeguardingFinance", "FamilySupportFinance", "YoungPeopleFinance",
          "YouthJusticeFinance", "C&YPExpenditure")  # fmt: skip


def lait():
    """Return the LAIT: eight series of Newham, five more rows of the total, one other series.

    Rows are counted from 1, without a header. From row 14 on stand the series, areas and years
    that are left, each with "-".
    """
    rows = [[series, "2018-19 (OT)", "Newham", f"{number}000", 316.0]
            for number, series in enumerate(SERIES, 1)]  # fmt: skip
    rows += [
        ["C&YPExpenditure", "2017-18 (OT)", "Newham", "-", 316.0],
        ["C&YPExpenditure", "2018-19 (OT)", "Poole", "0", 836.0],
        ["RTA", "2014-16", "Newham", "12.13", 316.0],
        ["C&YPExpenditure", "2018-19 (OT)", "London (Inner)", "20000000000", 987.0],
        ["C&YPExpenditure", "2018-19 (OT)", "England", "100000000000", 970.0],
    ]
    areas = [("Newham", 316.0), ("Poole", 836.0), ("London (Inner)", 987.0), ("England", 970.0)]
    given = [(row[0], row[1], row[2]) for row in rows]
    rows += [
        [series, year, area, "-", code]
        for area, code in areas
        for year in ("2017-18 (OT)", "2018-19 (OT)")
        for series in SERIES
        if (series, year, area) not in given
    ]
    columns = ["Short Desc", "Years", "LA and Regions", "Values", "LA Number"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(Region="Inner London")


def lait_file(file, frame):
    """Write a .parquet; return the file."""
    frame.to_parquet(file, index=False)
    return file


def lait_updates():
    """Return the data dictionary of the LAIT: days of the last update, counted from 1900."""
    return [
        ["Measure_code", "Measure", "Measure_short", "Description", "Last Update"],
        ["4", "Infant Mortality", "InfMort", "early\nneonatal", "45809"],
        ["61", "Children & Young People’s Services", "C&YPExpenditure", "", "45992"],
    ]


CHILDREN = "Children aged 0 to 17 years"


def estimates():
    """Return ONS estimates of 2018, 2019 and 2020: England, a region and six authorities.

    North Yorkshire changed its code, Poole was abolished, Dorset is one authority up to 2018 and
    another one of the same name from 2019 on, Bournemouth, Christchurch and Poole is new.
    """
    header = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name",
              "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "age_group",
              "population_estimate"]  # fmt: skip
    england = ["E92000001", "England"]
    west = ["E12000009", "South West"]
    york = ["E12000003", "Yorkshire and The Humber"]
    london = ["E13000001", "Inner London"]
    areas = [
        (["2020"], "National", ["", ""], ["", "", ""], ["12000000"]),
        (["2020"], "Regional", west, ["", "", ""], ["1080000"]),
        (["2020", "2019", "2018"], "Local authority", london, ["316", "E09000025", "Newham"],
         ["82000", "x", "81000"]),
        (["2020"], "Local authority", york, ["815", "E06000065", "North Yorkshire"], ["112000"]),
        (["2019", "2018"], "Local authority", york, ["815", "E10000023", "North Yorkshire"],
         ["113000", "114000"]),
        (["2018"], "Local authority", west, ["836", "E06000029", "Poole"], ["30000"]),
        (["2018"], "Local authority", west, ["835", "E10000009", "Dorset"], ["76000"]),
        (["2020", "2019"], "Local authority", west, ["838", "E06000059", "Dorset"],
         ["65000", "66000"]),
        (["2020", "2019"], "Local authority", west,
         ["839", "E06000058", "Bournemouth, Christchurch and Poole"], ["72000", "73000"]),
        (["2020", "2019", "2018"], "Local authority", west,
         ["801", "E06000023", "Bristol, City of"], ["94000", "0", "93000"]),
    ]  # fmt: skip
    rows = [[year, "Reporting year", level, *england, *region, *area, CHILDREN, children]
            for years, level, region, area, given in areas
            for year, children in zip(years, given, strict=True)]  # fmt: skip
    return [header, *rows]


def model():
    """Return the statistical neighbours of Newham and of Leeds."""
    pairs = [name for rank in range(1, 11) for name in (f"SN_{rank}", f"SN_{rank}P")]
    return [
        ["old_la_code", "la_name", "region_ind", "region_name", *pairs],
        ["383", "Leeds", "9", "Yorkshire and The Humber",
         "373", "Extremely close", "380", "Very close", "332", "Close ", "370", "Close ",
         "371", "Somewhat close", "372", "Somewhat close", "381", "Not close", "382", "Not close",
         "384", "Not close", "390", "Not close"],
        ["316", "Newham", "3", "London",
         "211", "Close ", "301", "Close ", "204", "Close ", "208", "Close ", "210", "Close ",
         "209", "Close ", "330", "Close ", "304", "Close ", "317", "Close ", "320", "Not close "],
    ]  # fmt: skip


YOUNG = "Children's social care: Services for young people"
TOTAL = "TOTAL CHILDREN SOCIAL CARE"
_FAMILY = "Children's social care - Family Support Services"
_SAFE = "Children's social care: Safeguarding children and young people’s services"
# what the other lines hold: two that make up the total with services for young people, and noughts
OTHERS = [_FAMILY, _SAFE, *(line for line in revenue.LINES
                            if line not in (YOUNG, TOTAL, _FAMILY, _SAFE))]  # fmt: skip
_FACTS = ["E-code", "ONS Code", "Local authority", "Notes", "Class", "Detailed Class"]


def _with_others(row):
    """Return a row of a return with the amounts of the other lines after those of the total."""
    young, total = row[7:10], row[10:13]
    if "[x]" in row:
        return [*row, *["[x]"] * (3 * len(OTHERS))]
    half = [(whole - part) / 2 for whole, part in zip(total, young, strict=True)]
    return [*row, *half, *half, *[0.0] * (3 * (len(OTHERS) - 2))]


_RETURNS = [
    ["E3831", "E07000223", "Adur", "", "SD", "SD", "Y", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    ["E5045", "E09000025", "Newham", "", "LB", "London", "N",
     1000.0, 250.0, 750.0, 90000.0, 10000.0, 80000.5],
    ["E1302", "E06000029", "Poole", "M", "UA", "UA", "[x]",
     "[x]", "[x]", "[x]", "[x]", "[x]", "[x]"],
    ["E2701", "E10000023", "North Yorkshire", "", "SC", "SC", "Y",
     -5.0, 20.0, -25.0, -2000000.0, -2000000.0, 0.0],
    ["Eng", "E92000001", "ENGLAND", "", "Eng", "Eng", "[Y]",
     9999999.0, 9999999.0, 9999999.0, 9999999.0, 9999999.0, 9999999.0],
    ["[Y]", "E09", "London Boroughs", "", "", "", "", 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
]  # fmt: skip


# the councils of authorities.csv that these releases know of; Poole existed up to 2019
COUNCILS = """\
la_code,ons_code,earlier_ons_code,official_name,local_authority,region,exists_from,exists_until
316,E09000025,,Newham,Newham,Inner London,,
815,E06000065,E10000023,North Yorkshire,North Yorkshire,Yorkshire and The Humber,,
836,E06000029,,Poole,Poole,South West,,2019-03-31
"""


def ro3(year="2023-24", updated="Last updated: 29 August 2024"):
    """Return RO3 in the layout up to 2023-24: the lines in a row above the header, in row 4.

    The returns stand in rows 5 to 8, England in row 9; the amounts in columns 8 to 13.
    """
    amounts = ["Total Expenditure\n (C3 = C1 + C2)", "Total Income\n (C6 = C4 + C5)",
               "Net Current Expenditure\n (C7 = C3 - C6)"]  # fmt: skip
    return {
        "Front_Page": [[f"General Fund Revenue Account Outturn RO3 - Social Care {year}"]],
        "LA_drop-down": [["Worksheet 1"]],
        f"RO3_LA_Data_{year}": [
            ["Worksheet 2"],
            [updated],
            [*[""] * 7, *(name for line in (YOUNG, TOTAL, *OTHERS) for name in (line, "", ""))],
            [
                *_FACTS,
                "Certified",
                *amounts,
                *(f"{name}{n}" for n in range(51, 52 + len(OTHERS)) for name in amounts),
            ],
            *(_with_others(row) for row in _RETURNS),
        ],
    }


def ro3_later():
    """Return RO3 in the layout of 2024-25: line and amount in one cell, the day elsewhere."""
    amounts = ["Total Expenditure (C3 = C1 + C2)", "Total Income (C6 = C4 + C5)",
               "Net Current Expenditure (C7 = C3 - C6)"]  # fmt: skip
    return {
        "Front_Page": [["General Fund Revenue Account Outturn - RO3 Social Care 2024-25"]],
        "LA_drop-down": [["Worksheet 1"], ["Last updated: 4th December 2025"]],
        "RO3_LA_Data_202425": [
            ["Worksheet 2"],
            ["This worksheet contains two tables."],
            ["Source: Ministry of Housing, Communities & Local Government"],
            [*_FACTS, "Certification", *(f"{line} - {name}" for line in (YOUNG, TOTAL, *OTHERS)
                                         for name in amounts)],
            *(_with_others(row) for row in _RETURNS),
        ],
    }  # fmt: skip


def rsx():
    """Return the summary of the revenue outturn of 2021-22: four lines of heading, the table."""
    social = "Children Social Care -  "
    return [
        ["Worksheet 2: Revenue Outturn (RO) 2021-22 Final: Service Expenditure Summary (RSX) data"],
        ["Last updated: 23 November 2023"],
        ["E-code", "ONS Code", "Local authority", "Notes", "Class",
         f"{social}Total Expenditure\n (C3 = C1 + C2)", f"{social}Total Income\n (C6 = C4 + C5)",
         f"{social}Net Current Expenditure\n (C7 = C3 - C6)"],
        ["E3831", "E07000223", "Adur", "", "SD", "0", "0", "0"],
        ["E5045", "E09000025", "Newham", "", "LB", "89,213", "4,540", "84,673"],
        ["E2701", "E10000023", "North Yorkshire", "", "SC", "1,000", "...", "..."],
        ["Eng", "E92000001", "ENGLAND", "", "Eng", "9,999,999", "1", "9,999,998"],
    ]  # fmt: skip


def ra(year="2023-24", updated="Last updated: 22 June 2023"):
    """Return the revenue account budget: heading, the table, a note below it."""
    lines = ["Children's social care: Sure start children's centres/flying start and early years",
             "Children's social care: Children looked after",
             "Children's social care: Other children and family services",
             "Children's social care: Family support services",
             "Children's social care: Youth justice",
             "Children's social care: Safeguarding children and young people’s services",
             "Children's social care: Asylum seekers",
             "Children's social care: Services for young people",
             "TOTAL CHILDREN'S SOCIAL CARE"]  # fmt: skip
    return [
        [f"Worksheet 2: Revenue Account Budget (RA) {year}: Revenue Account data"],
        [updated],
        ["E-code", "ONS Code", "Local authority", "Notes", "Class", *lines],
        ["E3831", "E07000223", "Adur", "", "SD", *["0"] * 9],
        ["E5045", "E09000025", "Newham", "", "LB", "3,207", "44,996", "39", "7,196", "4,756",
         "26,471", "2,717", "3,422", "92,804"],
        ["E2701", "E10000023", "North Yorkshire", "M", "SC", *["..."] * 9],
        [""] * 14,
        ["Notes"],
    ]  # fmt: skip


SIF_SHEET = "LA_inspections_2009-2023"
SIF_JUDGEMENTS = [
    "Overall Judgement\n(OE)", "children who need help and protection ",
    "children looked after and achieving permanence ", "CLA Sub: Adoption Performance",
    "CLA Sub: Experiences and progress of care leavers", "leadership, management and governance",
]  # fmt: skip


def sif():
    """Return the history of inspections: the table in rows 5 to 7, abolished councils from 9."""
    single = "Single Inspection of LA Children's Services (SIF) "
    names = ["Web link", "Local authority name", f"{single} First SIF publication date",
             *(f" First SIF {name}" for name in SIF_JUDGEMENTS),
             f"{single}SIF Re-inspection publication date",
             *(f" SIF Re-inspection {name}" for name in SIF_JUDGEMENTS)]  # fmt: skip
    none = [""] * 7
    return {
        "Cover": [
            ["Cover sheet"],
            ["Published on:", date(2023, 7, 6)],
            ["Period covered - Inspection outcomes for local authority children's services "
             "inspections:", "As at 31 March 2023, published by 30 April 2023"],
        ],
        SIF_SHEET: [
            ["Children's social care data in England 2023"], ["two tables"], ["links"], ["empty"],
            names,
            ["Page", "Newham", date(2014, 8, 8), RIGB, RIGB, RIGB, GOOD, GOOD, RIGB, *none],
            ["Page", "Dorset", *none, *none],
            ["Page", "North Yorkshire", date(2014, 3, 4), LOW, LOW, LOW, " -", LOW, LOW,
             date(2016, 5, 6), GOOD, GOOD, GOOD, GOOD, GOOD, HIGH],
            [""], ["Table 11:History of inspections of local authorities that existed before the "
                   "restructure"],
            names,
            ["Page", "Dorset", date(2016, 5, 23), RIGB, RIGB, RIGB, GOOD, RIGB, LOW, *none],
        ],
    }  # fmt: skip


def read_by_program():
    """Return the grades that a program read from reports; North Yorkshire has no overall grade."""
    grades = [
        f"{name}_grade"
        for name in (
            "overall_effectiveness",
            "impact_of_leaders",
            "help_and_protection",
            "in_care",
            "care_leavers",
        )
    ]
    report = "https://files.ofsted.gov.uk/v1/file/"
    return [
        ["la_code", "ons_code", "local_authority", "inspection_type", "inspection_start_date",
         "inspection_end_date", "published", *grades, "report"],
        ["316", "E09000025", "newham", "short", "2025-11-10", "2025-11-14", "2026-01-12",
         *["outstanding"] * 5, f"{report}50293404"],
        ["815", "E10000023", "north yorkshire", "standard", "2026-04-27", "2026-05-08",
         "2026-06-17", "", "good", "requires improvement", "inadequate", "good", f"{report}2"],
    ]  # fmt: skip


def deflators():
    """Return the deflators of three years."""
    return [["financial_year", "gdp_deflator_2024_25_equals_100"], ["2022-23", "90.5"],
            ["2023-24", "96.1117"], ["2024-25", "100.0000"]]  # fmt: skip


def lait_rates():
    """Return the three series of need of Newham and of England, in a LAIT."""
    rows = [[series, year, area, rate, code]
            for series, given in {"LAC": ("50", "48"), "CIN": ("403.2", "407.19999999999999"),
                                  "CPP_rate": ("-", "30.8")}.items()
            for area, code in (("Newham", 316.0), ("England", 970.0))
            for year, rate in zip(("2024", "2025"), given, strict=True)]  # fmt: skip
    return pd.DataFrame(rows, columns=["Short Desc", "Years", "LA and Regions", "Values",
                                       "LA Number"])  # fmt: skip

"""A release that changes much, renames a council or leaps is taken only with --force."""

from datetime import date

import pandas as pd
import pytest
from releases import estimates, ods, ofsted, put, text_csv

from council_record.data import tables
from council_tools.__main__ import main
from council_tools.imports import plausible


@pytest.fixture(scope="module")
def known():
    names = ("population", "outturn", "need", "authorities", "official_judgements", "prices",
             "budget", "revenue_outturn")  # fmt: skip
    data = tables.Tables("Newham")
    return {name: data[name] for name in names}


@pytest.mark.parametrize(
    ("changed", "before", "refused"),
    [(0, 1000, False), (3, 10, False), (4, 10, True), (20, 1000, False), (21, 1000, True)],
)
def test_up_to_two_rows_in_a_hundred_may_change(tmp_path, changed, before, refused):
    found = plausible.much(tmp_path / "table.csv", changed, before)
    assert bool(found) == refused
    if refused:
        assert f"{changed} of its {before:,} rows changed or are gone" in found[0]
        assert found[0].endswith("import it with --force")


@pytest.mark.parametrize("factor", [10, 0.1])
@pytest.mark.parametrize(
    ("name", "column", "rows"),
    [
        ("population", "children", "area == 'Newham' and year == 2019"),
        ("population", "children", "area == 'Rutland' and year == 2024"),
        ("need", "rate", "local_authority == 'Leeds' and year == 2020 and measure == 'in_need'"),
        ("outturn", "amount_gbp", "area == 'Leeds' and financial_year == '2019-20' and "
         "line == 'total'"),
        ("outturn", "amount_gbp", "area == 'Leeds' and financial_year == '2019-20' and "
         "line == 'safeguarding'"),
        ("budget", "net_current_expenditure", "local_authority == 'Leeds' and financial_year == "
         "'2023-24' and line == 'total'"),
        ("revenue_outturn", "net_current_expenditure", "local_authority == 'Leeds' and "
         "financial_year == '2021-22' and line == 'total'"),
    ],
)  # fmt: skip
def test_ten_times_or_a_tenth_of_the_years_beside_it_is_told(known, name, column, rows, factor):
    frame = known[name].copy()
    before = plausible.leaps("x.csv", name, frame)
    place = frame.query(rows).index
    assert len(place) == 1
    frame[column] = frame[column].astype("Float64")
    frame.loc[place, column] *= factor
    new = [line for line in plausible.leaps("x.csv", name, frame) if line not in before]
    area, year = (str(frame.loc[place[0], key]) for key in (
        "area" if "area" in frame else "local_authority", "year" if "year" in frame else
        "financial_year"))  # fmt: skip
    (line,) = [line for line in new if f"of {area} in {year} is more than" in line
               and f'"{frame.loc[place[0], column]}"' in line]  # fmt: skip
    assert line.startswith(f'x.csv, column {column}: "')


@pytest.mark.parametrize("factor", [3, 0.2])
def test_a_deflator_that_leaps_is_told(known, factor):
    frame = known["prices"].copy()
    frame.loc[5, "deflator"] *= factor
    lines = plausible.leaps("x.csv", "prices", frame)
    assert any(
        f"of prices in {frame.loc[5, 'financial_year']} is more than" in line for line in lines
    )


def test_a_region_that_the_table_has_not_is_told(known):
    before = known["official_judgements"]
    assert plausible.regions("x.ods", before, before) == []
    frame = before.assign(region=before["region"].replace("London", "=cmd"))
    (line,) = plausible.regions("x.ods", frame, before)
    assert line.startswith('x.ods, column region: "=cmd" is no region of the table. Allowed: East')


def test_a_release_of_a_day_to_come_is_refused(project, tmp_path, capsys):
    sheets = ofsted()
    sheets["Cover"][2] = ["Published on:", date(2099, 9, 25)]
    file = ods(tmp_path / "new.ods", sheets)
    assert main(["import", "ofsted", str(file), "--force"]) == 2
    assert 'column published: "2099-09-25" is a day to come.' in capsys.readouterr().err


@pytest.mark.parametrize("title", ["={}", "<b>{}</b>", "@{}", "+{}"])
def test_a_title_that_is_a_formula_or_markup_is_refused(project, tmp_path, capsys, title):
    sheets = ofsted()
    sheets["Cover"][0][0] = title.format(sheets["Cover"][0][0])
    file = ods(tmp_path / "new.ods", sheets)
    assert main(["import", "ofsted", str(file), "--force"]) == 2
    line = capsys.readouterr().err.splitlines()[0]
    assert line.startswith('new.ods, column title: "')
    assert " is no title. Allowed: letters, digits and marks of words" in line


def test_what_the_releases_print_is_taken(known):
    for name in ("population", "need", "outturn", "prices", "budget", "revenue_outturn"):
        assert all("of Slough in" in line for line in plausible.leaps("x.csv", name, known[name]))


def test_a_council_of_another_name_or_that_is_new_is_told(known):
    frame = known["authorities"].copy()
    assert plausible.renamed("x.csv", frame) == []
    frame.loc[0, "official_name"] = "Atlantis"
    frame.loc[1, "la_code"] = "999"
    other, new = plausible.renamed("x.csv", frame)
    assert other.startswith(
        'x.csv, column la_name: "Atlantis" has official_name Atlantis, and City'
    )
    assert "is a council that data/official/authorities.csv has not" in new


@pytest.mark.parametrize("column", ["exists_from", "exists_until"])
def test_a_council_that_begins_or_ends_on_another_day_is_told(known, column):
    frame = known["authorities"].copy()
    frame.loc[3, column] = pd.Timestamp("2020-04-01")
    (line,) = plausible.renamed("x.csv", frame)
    assert f" has {column} 2020-04-01, and none in data/official/authorities.csv" in line


AMOUNTS = {"children", "rate", "amount_gbp", "net_current_expenditure", "deflator"}


@pytest.mark.parametrize("factor", [2.1, 0.4])
@pytest.mark.parametrize("name", ["population", "need", "outturn", "budget", "prices",
                                  "revenue_outturn"])  # fmt: skip
def test_an_amount_that_is_twice_or_half_what_the_table_has_is_told(known, name, factor):
    frame = known[name].copy()
    before = frame.astype(str)
    assert plausible.corrected("x.csv", name, frame, before) == []
    amount = next(column for column in frame if column in AMOUNTS)
    frame[amount] = frame[amount].astype("Float64")
    row = frame.index[frame[amount] > 0][9]
    frame.loc[row, amount] *= factor
    (line,) = plausible.corrected("x.csv", name, frame, before)
    assert line.startswith(f"x.csv, column {amount}: ")
    assert f" is more than twice what the table has, {before.loc[row, amount]}, or less" in line


def test_another_release_that_says_otherwise_is_told(known):
    frame = known["official_judgements"].copy()
    assert plausible.otherwise(frame)[0] == []
    frame["grade"] = frame["grade"].astype(str).replace({"Good": "Outstanding"})
    (first,), rest = plausible.otherwise(frame)
    assert first.startswith(f"{len(rest)} of ")
    assert "are not those of data/official/program_judgements.csv" in first


def test_headers_that_were_swapped_are_refused_unless_forced(project, capsys, tmp_path):
    sheets = ofsted()
    file = ods(tmp_path / "outcomes.ods", sheets)
    assert main(["import", "ofsted", str(file), "--force"]) == 0
    table = project / "data" / "official" / "judgements.csv"
    before, name = table.read_bytes(), "ILACS_inspection_history"
    header = next(row for row in sheets[name] if "Overall effectiveness" in row)
    first = header.index("Overall effectiveness")
    header[first], header[first + 1] = header[first + 1], header[first]
    ods(file, sheets)
    capsys.readouterr()
    code = main(["import", "ofsted", str(file)])
    err = capsys.readouterr().err
    assert code == 2
    assert "rows changed or are gone. Allowed: up to 2 in 100" in err.splitlines()[0]
    assert " is now " in err
    assert table.read_bytes() == before
    assert main(["import", "ofsted", str(file), "--force"]) == 0


def test_a_second_column_of_the_same_name_is_refused(project, capsys, tmp_path):
    sheets = ofsted()
    for row in sheets["ILACS_inspection_history"][2:]:
        row.append(row[-1])
    file = ods(tmp_path / "outcomes.ods", sheets)
    assert main(["import", "ofsted", str(file)]) == 2
    assert "stands there twice. Allowed: each column once" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "<b>x</b>",
        "@cmd",
        "Newham\t",
        "12",
        "=Poole",
        "<b>Poole</b>",
        "Poole &amp;",
        "+Poole",
        "Poole\u200b",
    ],
)
def test_markup_or_a_formula_is_no_name_of_a_council(project, capsys, tmp_path, name):
    rows = estimates()
    place = next(place for place, row in enumerate(rows, 1) if "Poole" in row)
    file = text_csv(tmp_path / "ons.csv", put(rows, place, "la_name", name))
    assert main(["import", "population", str(file), "--force"]) == 2
    assert "Allowed:" in capsys.readouterr().err

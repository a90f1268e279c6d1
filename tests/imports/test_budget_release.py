"""Budgets and the summary of the revenue outturn: CSV below a heading, in thousands of pounds."""

import pytest
from pandas.testing import assert_frame_equal
from releases import COUNCILS, as_text, literal, ods, put, ra, refused, ro3, rsx, text_csv

import toy
from council_tools.imports import budget, population, revenue

TOTAL, YOUNG = "TOTAL CHILDREN'S SOCIAL CARE", "Children's social care: Services for young people"
READ = """\
local_authority,financial_year,line,net_current_expenditure,status
Newham,2023-24,sure_start,3207.0,returned
Newham,2023-24,children_looked_after,44996.0,returned
Newham,2023-24,other_children_and_families,39.0,returned
Newham,2023-24,family_support,7196.0,returned
Newham,2023-24,youth_justice,4756.0,returned
Newham,2023-24,safeguarding,26471.0,returned
Newham,2023-24,asylum_seekers,2717.0,returned
Newham,2023-24,young_people,3422.0,returned
Newham,2023-24,total,92804.0,returned
"""


@pytest.fixture(autouse=True)
def councils(project):
    """Let authorities.csv have the three councils of these releases only."""
    toy.build(project, "authorities", COUNCILS)


@pytest.fixture
def budgets(project):
    """Return a function that reads the rows of one year."""
    return lambda rows: budget.read(text_csv(project / "ra.csv", rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "mac_roman", "cp1252"])
def test_eight_lines_and_the_total_are_read_in_any_encoding_that_has_their_names(project, encoding):
    made, sources = budget.read(text_csv(project / "ra.csv", ra(), encoding))
    frame = made["budget"]
    newham = frame[frame["la_code"] == "316"].reset_index(drop=True)
    assert_frame_equal(as_text(newham[literal(READ).columns]), literal(READ))
    assert sources == [
        {"title": "Ministry of Housing, Communities and Local Government, revenue account budget "
         "2023-24", "as_at": "2023-06-22"}
    ]  # fmt: skip


def test_a_return_that_came_too_late_has_no_amounts(budgets):
    frame = budgets(ra())[0]["budget"]
    late = frame[frame["la_code"] == "815"]
    assert late["net_current_expenditure"].isna().all()
    assert set(late["status"]) == {"late"}
    assert set(frame["ons_code"]) == {"E09000025", "E06000065"}


def test_an_imputed_return_is_told_and_a_year_without_a_day_has_the_year(budgets):
    rows = put(ra("2021-22", "Net current expenditure"), 5, "Notes", "S")
    rows[2][3] = ""  # as the release of 2021-22 has it
    made, (source,) = budgets(rows)
    assert set(made["budget"].set_index("la_code").loc["316", "status"]) == {"imputed"}
    assert source["as_at"] == "2021-22"


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (5, YOUNG, "many", "is no amount in thousands of pounds. Allowed: -2,000,000 to 2,000,000"),
        (5, YOUNG, "34,22", "is no amount in thousands of pounds."),
        (5, TOTAL, "92,804,000", "is no amount in thousands of pounds."),
        (5, TOTAL, "92,810", "is not the sum of the eight lines. Allowed: their sum, to 5 thou"),
        (5, "Local authority", "Leeds", "is not the name that the code in this row belongs to: "),
    ],
)
def test_a_cell_that_is_not_allowed_is_named_in_one_line(budgets, row, column, value, said):
    line = refused(budgets, put(ra(), row, column, value))
    assert line.startswith(f'ra.csv, row {row}, column {column}: "{value}" {said}')


LAYOUTS = {
    "other-names": (lambda rows: put(rows, 3, YOUNG, "Youth"), f"row 3, column {YOUNG}: is miss"),
    "no-table": (lambda rows: rows[:2], 'has no row that begins with "E-code"'),
    "no-rows": (lambda rows: rows[:3], "has a header but no rows."),
    "no-notes": (lambda rows: put(rows, 3, "Notes", "Marks"), "column Notes: is missing. "),
    "no-year": (lambda rows: [["Budget"], *rows[1:]], "does not give the financial year"),
    "cut-off": (lambda rows: [*rows[:4], rows[4][:9]], "row 5: has 9 cells. Allowed: 14"),
    "no-newham": (lambda rows: [*rows[:4], *rows[5:]], "has no row for Newham. Allowed: one for"),
    "unknown": (lambda rows: put(rows, 5, "ONS Code", "E0"), "has no row for Newham. Allowed: "),
    "twice": (lambda rows: [*rows[:5], rows[4], *rows[5:]], "row 6, column ONS Code: "),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout_is_refused_in_one_line(budgets, layout):
    change, said = LAYOUTS[layout]
    assert said in refused(budgets, change(ra()))


def test_thousands_that_stand_as_pounds_beside_another_year_are_refused(project):
    pounds = [[cell.replace(",", "") for cell in row] for row in ra("2021-22")]
    for name, amount in (("Asylum seekers", "27"), ("Services for young people", "30")):
        put(pounds, 5, f"Children's social care: {name}", amount)
    small = ["1", "1", "1", "1", "1", "1", "27", "30", "63"]
    pounds[4][5:] = small
    files = text_csv(project / "b.csv", ra()), text_csv(project / "a.csv", pounds)
    line = refused(budget.read, *files)
    assert line.startswith('b.csv, row 5, column total: "92,804" is 100 times the total of another')


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"," * 600_000, "600,000 commas. Allowed: up to 500,000"),
        (b"\n" * 20_000, "20,000 lines. Allowed: up to 10,000"),
        (b"\r" * 20_000, "20,000 line ends of a Mac. Allowed: up to 10,000"),
        (b"x" * 4_000_000, "3.8 MB. Allowed: 3 MB"),
    ],
    ids=["commas", "lines", "returns", "bytes"],
)
def test_a_file_that_is_larger_than_a_release_is_refused_unread(project, raw, said):
    (project / "ra.csv").write_bytes(raw)
    for read in (budget.read, population.read):
        line = refused(read, project / "ra.csv")
        assert line == f"ra.csv: has {said}. Give the release as it was published"


def test_a_year_that_is_given_twice_is_refused(project):
    files = text_csv(project / "a.csv", ra()), text_csv(project / "b.csv", ra())
    assert refused(budget.read, *files).startswith('b.csv: "2023-24" is given in two files.')


def test_a_summary_gives_the_total_of_its_year(project):
    files = text_csv(project / "rsx.csv", rsx()), ods(project / "ro3.ods", ro3())
    made, sources = revenue.read(*files)
    frame = made["revenue_outturn"]
    year = frame[frame["financial_year"] == "2021-22"]
    assert year[["local_authority", "line"]].values.tolist() == [
        ["Newham", "total"], ["North Yorkshire", "total"]
    ]  # fmt: skip
    assert year[["total_expenditure", "total_income", "net_current_expenditure"]].fillna(
        0
    ).values.tolist() == [[89213, 4540, 84673], [1000, 0, 0]]
    assert [source["as_at"] for source in sources] == ["2023-11-23", "2024-08-29"]


@pytest.mark.parametrize(
    ("row", "value", "said"),
    [(5, "84,675", "is not expenditure less income."), (5, "x", "is no amount in thousands of")],
)
def test_a_bad_summary_is_refused(project, row, value, said):
    rows = rsx()
    rows[row - 1][7] = value
    line = refused(revenue.read, text_csv(project / "rsx.csv", rows))
    assert line.startswith(f"rsx.csv, row {row}, column Children Social Care - Net Current Exp")
    assert said in line


def test_a_summary_that_is_not_final_is_refused(project):
    rows = [["Revenue Outturn (RO) 2021-22 Provisional"], *rsx()[1:]]
    line = refused(revenue.read, text_csv(project / "rsx.csv", rows))
    assert "Give the final release as it was published" in line

"""Two codings of the same documents, against agreement worked out by hand."""

import csv
import io
import json

import pandas as pd
import pytest

import toy
from council_record import paths
from council_tools.__main__ import main
from council_tools.checks import agreement

CLAIMS = list(csv.DictReader(io.StringIO(toy.TABLES["claims"], newline="")))


def coding(path, *rows, table=CLAIMS):
    """Write a coding: the toy claims in their order, each with what differs; None leaves it out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0], lineterminator="\n")
        writer.writeheader()
        for claim, cells in zip(table, rows, strict=True):
            if cells is not None:
                writer.writerow(claim | cells)
    return path


@pytest.fixture
def two(tmp_path):
    """Return a function that compares the toy claims with what a second coder made of them."""

    def compare(*rows):
        first = coding(tmp_path / "first.csv", {}, {}, {}, {})
        return agreement.compare(first, coding(tmp_path / "second.csv", *rows))

    return compare


def test_alpha_and_per_cent_are_as_worked_out_by_hand(two):
    """Of voice own, own, quoted, quoted one is told otherwise.

    Five own and three quoted among eight: expected disagreement 2 * 5 * 3 / (8 * 7), observed
    2 / 8; so alpha is 1 - 0.25 / 0.5357 = 0.53.
    """
    columns, differing, alone, _ = two({}, {}, {}, {"voice": "own"})
    (voice,) = columns[columns["column"] == "voice"].to_dict("records")
    assert voice == {"column": "voice", "same": 3, "rows": 4, "percent": 75.0, "alpha": 0.53}
    assert differing.to_dict("records") == [
        {
            "document_id": "release-2022",
            "row": "£47m",
            "quote": "it totals £47m over the last three financial years",
            "column": "voice",
            "first": "quoted",
            "second": "own",
        }
    ]
    assert alone.empty


def test_equal_codings_agree_in_all_and_a_column_of_one_value_has_no_alpha(two):
    columns, differing, alone, _ = two({}, {}, {}, {})
    assert set(columns["percent"]) == {100.0}
    alpha = columns.set_index("column")["alpha"]
    assert alpha["stage"] == 1.0
    assert pd.isna(alpha["at_least"])  # false throughout
    assert differing.empty and alone.empty


def test_keys_quotes_families_and_remarks_of_their_own_are_not_compared(two):
    columns, differing, alone, _ = two(
        {"claim_id": "a", "family": "b", "note": "c", "quote": "£10.6m for children’s services"},
        {}, {}, {},
    )  # fmt: skip
    assert differing.empty and alone.empty
    assert not {"claim_id", "family", "note", "quote", "figure_text"} & set(columns["column"])


def test_the_form_of_quotation_marks_and_capitals_does_not_count(two):
    _, differing, *_ = two({"purpose_wording": "Children's  services"}, {}, {}, {})
    assert differing.empty


def test_rows_that_only_one_has_are_listed_and_not_compared(two):
    columns, _, alone, _ = two({}, {}, {}, None)
    assert set(columns["rows"]) == {3}
    assert alone[["document_id", "row"]].values.tolist() == [["release-2022", "£47m"]]
    assert alone["only_in"].str.endswith("first.csv").all()


def test_of_several_rows_with_one_figure_those_with_like_quotes_are_the_same(two, tmp_path):
    twice = [CLAIMS[0] | {"claim_id": "a", "quote": "£10.6m for all of the schools"},
             CLAIMS[0] | {"claim_id": "b", "quote": "and £10.6m to mend every road"}]  # fmt: skip
    first = coding(tmp_path / "a.csv", {"flow": "extra"}, {"flow": "total"}, table=twice)
    swapped = coding(tmp_path / "b.csv", {"flow": "total"}, {"flow": "extra"}, table=twice[::-1])
    columns, differing, *_ = agreement.compare(first, swapped)
    assert differing.empty
    assert columns.set_index("column").loc["flow", "alpha"] == 1.0
    other = coding(tmp_path / "c.csv", {"quote": "pensions: £10.6m"}, None, table=twice)
    assert len(agreement.compare(first, other)[2]) == 3


@pytest.mark.parametrize("table", ["excluded", "statements"])
def test_other_tables_of_documents_are_compared_too(tmp_path, table):
    path = tmp_path / "one.csv"
    path.write_text(toy.TABLES[table], encoding="utf-8")
    columns, differing, alone, _ = agreement.compare(path, path)
    assert columns["same"].tolist() == columns["rows"].tolist() == [2] * len(columns)
    assert differing.empty and alone.empty


def test_the_command_prints_counts_what_differs_and_what_one_lacks(tmp_path, capsys):
    first = coding(tmp_path / "first.csv", {}, {}, {}, {})
    second = coding(tmp_path / "second.csv", {"stage": "spent"}, None, {}, {})
    assert main(["agree", str(first), str(second)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "Three rows are in both codings, with 98% of their cells alike. Discuss first: one row "
        "that only one coding has and stage (2 of 3 alike, alpha 0.55)."
    )
    assert lines[2].split() == ["column", "same", "rows", "percent", "alpha"]
    assert ["stage", "2", "3", "66.7", "0.55"] in [line.split() for line in lines]
    assert lines[-2:] == [
        'differs: page-2019, £10.6m, "includes £10.6m for children’s services": stage "agreed" / '
        '"spent"',
        f'only in {first}: page-2019, biggest, "the biggest investment in children’s services"',
    ]
    assert main(["agree", str(first), str(second), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {name: len(rows) for name, rows in told.items()} == {
        "columns": 17, "differing": 1, "alone": 1, "passed": 0}  # fmt: skip
    assert told["differing"][0]["second"] == "spent"


def test_of_two_codings_that_agree_it_is_said_that_there_is_nothing_to_discuss(tmp_path, capsys):
    first = coding(tmp_path / "first.csv", {}, {}, {}, {})
    assert main(["agree", str(first), str(first)]) == 0
    assert capsys.readouterr().out.startswith(
        "Four rows are in both codings, with 100% of their cells alike. "
        "No column has an alpha below 0.8.\n"
    )


def test_documents_that_only_one_coding_has_are_left_out_and_named(tmp_path, capsys):
    first = coding(tmp_path / "first.csv", {}, {}, {}, {})
    others = {"document_id": "page-2020"}
    second = coding(tmp_path / "second.csv", others, others, {}, {})
    assert main(["agree", str(first), str(second)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Two rows are in both codings, with 100% of their cells alike.")
    assert lines[-1] == "left out, as only one coding has rows of them: page-2019, page-2020"
    assert not [line for line in lines if line.startswith("only in")]


def test_the_codebook_says_of_the_second_coding_of_newham_what_comes_of_it():
    """Every claim and statement of the five documents is in both, and the codes are the same."""
    folder = paths.coded("Newham")
    columns, _, alone, _ = agreement.compare(
        folder / "claims.csv", folder / "second-coding" / "claims.csv"
    )
    said = (folder.parent / "CODEBOOK.md").read_text(encoding="utf-8").partition("## Agreement")[2]
    share = 100 * columns["same"].sum() / columns["rows"].sum()
    assert f"the same {columns['rows'].max()} claims, with {share:.0f}% of their cells" in said
    alike = columns[columns["percent"] == 100]["column"]
    assert {"value", "service", "flow", "stage", "baseline", "speaker", "voice"} <= {*alike}
    assert columns.set_index("column").loc["period_start", ["rows", "same"]].tolist() == [20, 17]
    assert alone.empty
    grades, differing, alone, _ = agreement.compare(
        folder / "statements.csv", folder / "second-coding" / "statements.csv"
    )
    assert differing.empty and alone.empty
    assert f"all {grades['rows'].max()} statements" in said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "no such file"),
        ("a,b\n1,2\n", "is not a coding. Allowed: the columns of claims or excluded or statements"),
        (toy.TABLES["comparisons"], "is not a coding."),
        (toy.TABLES["statements"], "Allowed: claims of the same documents"),
        (toy.TABLES["claims"].replace("page-2019", "a").replace("release-2022", "b"),
         'is of another table or other documents than '),
        (toy.TABLES["claims"].replace(",cumulative,", ",often,"),
         'row 4, column recurrence: "often" is not allowed. Allowed: one_year, each_year, '),
    ],
)  # fmt: skip
def test_what_is_not_a_coding_of_the_same_documents_is_told_in_one_line(
    tmp_path, capsys, written, said
):
    first, second = coding(tmp_path / "first.csv", {}, {}, {}, {}), tmp_path / "second.csv"
    if written is not None:
        second.write_text(written, encoding="utf-8")
    assert main(["agree", str(first), str(second)]) == 2
    printed = capsys.readouterr()
    line, *more = printed.err.splitlines()
    assert said in line and "second.csv" in line
    assert len(more) == (1 if "often" in said else 0)  # both rows that say so
    assert printed.out == ""

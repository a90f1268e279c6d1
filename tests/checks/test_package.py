"""Cases: what is changed in datapackage.json, and the line that says so."""

import json

import pytest

from council_record import paths
from council_record.council import Council
from council_record.data import tables
from council_record.data.errors import DataError
from council_tools.__main__ import main
from council_tools.checks import package

END = ". Restore it: git checkout data/datapackage.json"


@pytest.fixture
def dictionary(project):
    return paths.DATA / "datapackage.json"


def told(capsys):
    capsys.readouterr()
    assert main(["check"]) == 2
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"{", "data/datapackage.json, row 1: is not JSON: Expecting property name enclosed in "
         "double quotes, column 2"),
        (b"\xff\xfe{}", "data/datapackage.json: is not UTF-8"),
        (b"[" * 100_000, "data/datapackage.json: is nested too deep"),
        (b"{}", 'data/datapackage.json: needs the lists "resources" and "missing", of objects'),
        (b"5", 'data/datapackage.json: needs the lists "resources" and "missing", of objects'),
    ],
)  # fmt: skip
def test_a_dictionary_that_cannot_be_read_is_told_in_one_line(dictionary, capsys, raw, line):
    dictionary.write_bytes(raw)
    assert told(capsys) == [line + END]


def test_a_dictionary_that_is_not_there_says_where_it_comes_from(dictionary, capsys):
    dictionary.unlink()
    assert told(capsys) == [
        "data/datapackage.json: no such file. The tables come with the repository: clone it, and "
        "install there"
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda claims: claims.pop("title"), "needs a text as title"),
        (lambda claims: claims.update(path="../README.md"),
         'table claims: its path "../README.md" leads out of data/'),
        (lambda claims: claims.update(path="/etc/passwd"),
         'table claims: its path "/etc/passwd" leads out of data/'),
        (lambda claims: claims.update(schema=5),
         "table claims: needs a schema with a list of fields"),
        (lambda claims: claims.update(name="documents"), "table documents: stands there twice"),
        (lambda claims: claims["schema"]["fields"][2]["constraints"].update(pattern="("),
         'table claims: the constraints of field "quote" are not sound: pattern is no pattern, '
         "missing ), unterminated subpattern at position 0"),
        (lambda claims: claims["schema"]["fields"][5]["constraints"].update(minimum="x"),
         'table claims: the constraints of field "value" are not sound: minimum is no number'),
        (lambda claims: claims["schema"]["fields"][4]["categories"][0].update(value=5),
         'table claims: each category of field "measure" needs a text as value and as label'),
        (lambda claims: claims["schema"]["fields"][4]["categories"].append(
            claims["schema"]["fields"][4]["categories"][0]),
         'table claims: a category of field "measure" stands there twice'),
        (lambda claims: claims["licenses"][0].update(path="javascript:alert(1)"),
         'table claims: "javascript:alert(1)" in licenses is no address. Allowed: http or https'),
        (lambda claims: claims["schema"]["fields"][0].update(type="text"),
         'table claims: field "claim_id" needs a name, and a type of'),
        (lambda claims: claims["schema"]["fields"][0].pop("description"),
         'table claims: field "claim_id" needs a description'),
        (lambda claims: claims["schema"].update(primaryKey="claim_id"),
         "table claims: its primaryKey is no list of its fields"),
        (lambda claims: claims["schema"]["foreignKeys"][0]["reference"].update(resource="nowhere"),
         'table claims: a foreignKey to "nowhere" does not lead to columns that are there'),
        (lambda claims: claims["schema"]["foreignKeys"][0]["reference"].update(resource={}),
         'table claims: a foreignKey to "{}" does not lead to columns that are there'),
        (lambda claims: claims.update(name={}), "needs a text as name"),
        (lambda claims: claims["schema"]["foreignKeys"][0].update(fields=["nowhere"]),
         'table claims: a foreignKey to "documents" does not lead to columns that are there'),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_dictionary_is_named_with_its_table(dictionary, change, line):
    described = json.loads(dictionary.read_text())
    change(next(one for one in described["resources"] if one["name"] == "claims"))
    dictionary.write_text(json.dumps(described))
    with pytest.raises(DataError) as refused:
        package.must_be_sound()
    assert any(line in one and one.endswith(END) for one in refused.value.problems)


def test_a_mark_at_the_start_is_passed_over(dictionary):
    before = tables.described()
    dictionary.write_bytes(b"\xef\xbb\xbf" + dictionary.read_bytes())
    assert tables.described() == before


@pytest.mark.parametrize("described", [5, [], {}, {"resources": 5}, {"resources": [{"path": "a"}]}])
def test_a_notebook_is_told_in_one_line_of_a_dictionary_that_describes_no_tables(
    dictionary, described
):
    dictionary.write_text(json.dumps(described))
    with pytest.raises(DataError) as refused:
        Council("Newham")
    assert refused.value.problems == [
        "data/datapackage.json: does not describe tables. Restore it: git checkout "
        "data/datapackage.json, or see: python -m council_tools check"
    ]

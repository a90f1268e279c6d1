import pytest

import toy
from council_tools.__main__ import main

PAGE, RELEASE = toy.TEXTS["page-2019"], toy.TEXTS["release-2022"]


@pytest.fixture
def council(project, monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    monkeypatch.setenv("TABLES_CHECKED_APART", "1")  # test_tables checks the schema
    toy.write(project)
    return project


@pytest.fixture
def refused(council, capsys):
    return lambda: toy.refused(council, capsys, "--documents", str(council / "texts"))


def test_documents_that_agree_with_the_tables_pass(council, capsys):
    folder = council / "texts"
    assert main(["check", "--documents", str(folder)]) == 0
    printed = capsys.readouterr()
    assert printed.out == (f"Newham: every table is sound, against the documents in {folder}.\n")
    assert printed.err == ""


def test_a_quote_that_is_not_in_its_document_is_named(council, refused):
    toy.change(council, "claims", 3, quote="the biggest investment in our children")
    (line,) = refused()
    assert line == (
        "data/coded/newham/claims.csv, row 3, column quote: "
        '"the biggest investment in our children" does not stand in page-2019. Allowed: its words '
        "exactly; only white space, entities and the form of quotation marks may differ. "
        'Nearest there: "the biggest investment in children\'s"'
    )


WORDINGS = [
    ("claims", 2, "purpose_wording", "the young", "page-2019"),
    ("claims", 2, "period_wording", "next year", "page-2019"),
    ("claims", 3, "baseline", "in two generations", "page-2019"),
    ("claims", 3, "superlative_of", "money for schools", "page-2019"),
    ("claims", 4, "on_top_of", "what there was", "release-2022"),
    ("statements", 3, "quote", "services were judged ‘Good’", "release-2022"),
    ("events", 2, "quote", "budget, agreed this month", "page-2019"),
]


def test_every_wording_is_looked_up_in_its_document(council, refused):
    for table, row, column, value, _ in WORDINGS:
        toy.change(council, table, row, **{column: value})
    lines = refused()
    for table, row, column, value, document_id in WORDINGS:
        place = f'data/coded/newham/{table}.csv, row {row}, column {column}: "{value}" '
        (line,) = [one for one in lines if one.startswith(place)]
        assert line.startswith(f"{place}does not stand in {document_id}. Allowed: ")
    assert len(lines) == len(WORDINGS)


def test_a_quote_whose_digit_differs_from_the_document_is_named(council, refused):
    toy.rewrite(council, "page-2019", PAGE.replace("£10.6m", "£10.7m"))
    quote, figure = refused()
    assert quote.startswith(
        "data/coded/newham/claims.csv, row 2, column quote: "
        '"includes £10.6m for children’s services" does not stand in page-2019.'
    )
    assert figure.startswith('page-2019: the figure "£10.7m" in ')


def test_a_figure_of_the_text_that_is_neither_coded_nor_excluded_is_named(council, refused):
    toy.rewrite(council, "page-2019", PAGE + "There are now 43 youth workers.\n")
    (line,) = refused()
    assert line.startswith('page-2019: the figure "43" in "... ')
    assert "There are now 43 youth workers." in line
    assert line.endswith(
        "is neither in claims.csv nor in excluded.csv. Code it, or exclude it with a reason"
    )


def test_the_same_figure_elsewhere_in_the_text_is_not_accounted_for_by_the_first(council, refused):
    toy.rewrite(council, "page-2019", PAGE + "Another £10.6m will follow.\n")
    (line,) = refused()
    assert line.startswith('page-2019: the figure "£10.6m" in ')
    assert "Another £10.6m will follow." in line


def test_a_quote_that_begins_within_a_longer_number_does_not_account_for_it(council, refused):
    toy.change(council, "excluded", 2, quote="10 months of work")
    toy.rewrite(council, "page-2019", PAGE.replace("After 10 months", "After 110 months"))
    quote, figure = refused()
    assert quote.startswith(
        'data/coded/newham/excluded.csv, row 2, column quote: "10 months of work" does not stand in'
    )
    assert figure.startswith('page-2019: the figure "110" in ')


@pytest.mark.parametrize(("written", "stands"), [(2, 1), (1, 2), (3, 2)])
def test_a_wrong_number_of_times_is_named_with_the_right_one(council, refused, written, stands):
    toy.rewrite(council, "page-2019", PAGE + "After 10 months of work ...\n" * (stands - 1))
    toy.change(council, "excluded", 2, times=str(written))
    (line,) = refused()
    assert line == (
        f'data/coded/newham/excluded.csv, row 2, column times: "{written}" is not how often the '
        f"quote stands in page-2019. Allowed: {stands}"
    )


def test_an_excluded_figure_that_is_printed_twice_passes_where_times_says_so(council):
    toy.rewrite(council, "page-2019", PAGE + "After 10 months of work ...\n")
    toy.change(council, "excluded", 2, times="2")
    assert main(["check", "--documents", str(council / "texts")]) == 0


def test_a_document_that_is_not_in_the_folder_is_named(council, refused):
    text = council / "texts" / toy.NAMES["release-2022"]
    text.write_text("Another page, on £47m of housing.", encoding="utf-8")
    (line,) = refused()
    assert line.startswith(
        "data/coded/newham/documents.csv, row 3, column sha256: "
        f'"{toy.digest(RELEASE)}" fits none of the 2 files in '
    )


def test_a_file_that_cannot_be_read_is_told_where_a_document_is_not_found(council, refused):
    text = council / "texts" / toy.NAMES["release-2022"]
    text.write_bytes(RELEASE.encode("cp1252") + b"\x8f")
    lost, told = refused()
    assert " fits none of the 2 files in " in lost
    assert text.name in told
    assert told.endswith("is not in UTF-8, or a part of it is damaged. Save the text as UTF-8")


SAVED_ANEW = {
    "white space": RELEASE.replace(" ", "\n\u00a0 "),
    "quotation marks": RELEASE.replace("’", "'").replace("‘", "`"),
    "entities": RELEASE.replace("£", "&pound;").replace("’", "&rsquo;"),
    "marks that are not seen": RELEASE.replace("youth", "you\u00adth").replace("£", "\ufeff£"),
}


@pytest.mark.parametrize("text", SAVED_ANEW.values(), ids=SAVED_ANEW)
def test_a_text_that_was_saved_anew_is_found_by_its_quotes_and_told(council, capsys, text):
    (council / "texts" / toy.NAMES["release-2022"]).write_text(text, encoding="utf-8")
    assert main(["check", "--documents", str(council / "texts")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "release-2022: release-2022.txt has another SHA-256 than the text that was coded; "
        "4 of 4 quotes stand in it"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("£36 million", "£39 million"), ("£36 million", "£3.6 million"), ("£36", "$36"),
     ("£36 million", "£36.0 million"), ("£36", "£136"), ("2018", "2019")],
)  # fmt: skip
def test_a_quote_is_not_found_where_a_digit_differs_and_the_nearest_words_are_named(
    council, refused, old, new
):
    text = RELEASE.replace(old, new)
    (council / "texts" / toy.NAMES["release-2022"]).write_text(text, encoding="utf-8")
    quote, *_ = refused()
    assert quote.startswith(
        "data/coded/newham/claims.csv, row 4, column quote: "
        '"put in £36 million for youth services since 2018" does not stand in release-2022.'
    )
    assert f'Nearest there: "put in {text[12:20].split()[0]}' in quote


def keep(council):
    arguments = ["check", "--documents", str(council / "texts"), "--selectors"]
    assert main(arguments) == 0
    rows = toy.path(council, "selectors").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "claim_id,exact,prefix,suffix,start,end"
    return rows[1:]


def test_each_claim_keeps_its_words_and_its_place(council):
    kept = keep(council)
    assert kept == [
        "page-2019-1,£10.6m,includes , for children's services,48,54",
        "page-2019-2,biggest,the , investment in children's services,90,97",
        "release-2022-1,£36 million,put in , for youth services since 2018,13,24",
        "release-2022-2,£47m,it totals , over the last three financial years,70,74",
    ]
    assert PAGE[48:54] == "£10.6m" and PAGE[90:97] == "biggest"
    assert RELEASE[13:24] == "£36 million" and RELEASE[70:74] == "£47m"
    assert main(["check", "--documents", str(council / "texts")]) == 0


def seen_in_part(council):
    """Say of a document, and of its rows, that only a part of it was seen."""
    toy.change(council, "documents", 3, seen="excerpt", sha256="")
    cells = {"flow": "unseen", "stage": "unseen", "baseline": "unseen"}
    toy.change(council, "claims", 4, **cells)
    toy.change(council, "claims", 5, **cells | {"purpose_wording": "it"})
    toy.change(council, "comparisons", 4, gross_or_net="unseen")


def test_a_claim_seen_only_in_part_keeps_its_words_without_a_place(council):
    seen_in_part(council)
    assert keep(council)[2] == "release-2022-1,£36 million,put in , for youth services since 2018,,"


def test_a_selector_that_does_not_fit_its_claim_or_is_lacking_is_named(council, refused):
    keep(council)
    toy.change(council, "selectors", 2, start="46", end="52")
    toy.change(council, "selectors", 3, exact="largest")
    toy.change(council, "selectors", 4, suffix="")
    toy.drop(council, "selectors", 5)
    *unfit, lacking = refused()
    assert lacking.startswith(
        "data/coded/newham/selectors.csv: has no row for release-2022-2. Run: "
    )
    cells = {'2, column start: "46"', '2, column end: "52"', '3, column exact: "largest"',
             '4, column suffix: ""'}  # fmt: skip
    assert {line.partition(" is not where the claim stands. Run: python")[0] for line in unfit} == {
        f"data/coded/newham/selectors.csv, row {cell}" for cell in cells
    }
    assert len(unfit) == 4


def test_selectors_are_not_written_while_a_quote_does_not_stand_in_its_document(council):
    toy.change(council, "claims", 3, quote="the biggest investment in our children")
    assert main(["check", "--documents", str(council / "texts"), "--selectors"]) == 2
    assert not toy.path(council, "selectors").exists()


def test_selectors_need_the_documents(council, capsys):
    assert toy.refused(council, capsys, "--selectors") == [
        "--selectors: needs --documents FOLDER, with the texts"
    ]


def test_a_document_that_is_not_utf_8_is_named(council, refused):
    toy.rewrite(council, "page-2019", PAGE.encode("cp1252") + b"\x8f")
    (line,) = refused()
    assert toy.NAMES["page-2019"] in line
    assert "UTF-8" in line


def test_an_empty_name_of_a_folder_is_not_the_folder_one_is_in(council, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["check", "--documents", ""])
    assert ended.value.code == 2
    assert "no folder is named. Give the folder with the texts" in capsys.readouterr().err


def test_a_folder_of_documents_that_is_not_there_is_named(council, capsys):
    folder = council / "nowhere"
    assert toy.refused(council, capsys, "--documents", str(folder)) == [
        f"{folder}: no such folder. Give the folder with the texts"
    ]


def test_a_document_seen_only_in_part_is_not_looked_for(council):
    (council / "texts" / toy.NAMES["release-2022"]).unlink()
    seen_in_part(council)
    assert main(["check", "--documents", str(council / "texts")]) == 0


def test_white_space_and_the_form_of_quotation_marks_may_differ(council):
    text = RELEASE.replace("’", "'").replace("‘", "'").replace(" for ", "\u00a0for\n\t")
    toy.rewrite(council, "release-2022", text)
    assert main(["check", "--documents", str(council / "texts")]) == 0


def test_documents_may_stand_in_folders_under_any_name(council):
    within = council / "texts" / "deep" / "er"
    within.mkdir(parents=True)
    (council / "texts" / toy.NAMES["page-2019"]).rename(within / "000_a1.html")
    assert main(["check", "--documents", str(council / "texts")]) == 0

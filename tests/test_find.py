import io
import json
import sys
from types import SimpleNamespace

import pytest

import amounts_in_text as mentions
from council_tools import find as finding
from council_tools.__main__ import main

TEXT = "It agreed £1.3m for schools, up 33 per cent.\n\nMost read\n\nMan fined £1,200\n"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "Page 2019.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_table_shows_each_figure_in_its_sentence(page, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["find", "--table", str(page)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{page.as_posix()}: 3 figures and superlatives",
        "     10          £1,300,000  It agreed «£1.3m» for schools, up 33 per cent.",
        "     32                 33%  It agreed £1.3m for schools, up «33 per cent».",
        "     67              £1,200  Man fined «£1,200»",
        "                             page furniture? below “Most read”",
    ]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_of_a_table_is_wider_than_the_terminal(tmp_path, capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    page = tmp_path / "a.txt"
    page.write_text("word " * 90 + "£1.3 million " + "word " * 90, encoding="utf-8")
    main(["find", "--table", str(page)])
    (_, line) = capsys.readouterr().out.splitlines()
    assert len(line) <= width
    assert "word «£1.3 million» word" in line


def test_on_a_terminal_the_figure_is_marked_in_colour(page, capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["find", str(page)])
    assert "agreed \x1b[1;7m£1.3m\x1b[0m for" in capsys.readouterr().out


def test_json_gives_one_object_a_line_with_numbers_as_texts(page, capsys):
    other = page.with_name("b.txt")
    other.write_text("£12.50, a third, the biggest rise", encoding="utf-8")
    assert main(["find", "--json", str(page), str(other)]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["file"] == str(page)
    assert [(one["text"], one["value"], one["start"], one["end"], one["furniture"])
            for one in first["found"]] == [
        ("£1.3m", "1300000", 10, 15, None), ("33 per cent", "33", 32, 43, None),
        ("£1,200", "1200", 67, 73, "below “Most read”"),
    ]  # fmt: skip
    assert [one.get("value") for one in second["found"]] == ["12.5", "1/3", None]
    assert second["found"][0]["claim"]["claim_id"] == "b-1"


def test_rows_of_many_files_stand_below_one_header_and_keys_differ(tmp_path, capsys):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.txt").write_text("£1m", encoding="utf-8")
    assert main(["find", str(tmp_path)]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.startswith("claim_id,document_id,quote,")
    assert [row.split(",")[0] for row in rows] == ["page-1", "page-2-1"]


def test_standard_input_is_read_where_no_file_is_named(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("£1m".encode())))
    assert main(["find"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("document-1,document,£1m,£1m,money,")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_printed(page, capsys):
    bad = page.with_name("a.pdf")
    bad.write_bytes(b"no pdf")
    assert main(["find", str(bad), str(page)]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{bad.as_posix()}: is not a PDF that can be read")
    assert printed.err.count("\n") == 1
    assert len(printed.out.splitlines()) == 4


def test_a_folder_without_documents_is_told(tmp_path, capsys):
    assert main(["find", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path}: holds no document. Allowed: files that end in "
        ".txt, .text, .html, .htm, .md, .eml, .docx, .odt, .rtf, .pdf\n"
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [("£2-3m", "£2,000,000 to 3,000,000"), ("A$5m", "AUD 5,000,000"),
     ("0.1 percentage point", "0.1 points"), ("two thirds", "2/3"), ("doubled", "2"),
     ("£3,5m", "no exact number"), ("40p", "£0.4"), ("1,500", "1,500"), ("-£3m", "£-3,000,000")],
)  # fmt: skip
def test_a_figure_is_shown_as_it_reads(written, read):
    found = mentions.find("now " + written)
    assert finding.reads(found[0]) == read

import io
import sys
from types import SimpleNamespace

import pytest

import amounts_in_text as mentions
from council_record.data.tables import DataError
from council_tools import reading

PAGE = """<!doctype html><html><head><title>Budget</title><style>p {{}}</style>
<meta charset="{charset}"></head><body><nav><a href="/news/2019/20">News</a></nav>
<h1>Budget agreed</h1><p>We spend <b>£1.3</b>m
on <em>schools</em>, and&nbsp;&pound;36 million<br>on youth work.</p>
<ul><li>40p a meal</li><li>33&#37; more</li></ul><table><tr><td>£2m</td><td>£3m</td></tr></table>
<script>var spent = "£9m";</script></body></html>"""
READ = ("Budget\nNews\nBudget agreed\nWe spend £1.3m on schools, and\u00a0£36 million\n"
        "on youth work.\n40p a meal\n33% more\n£2m\n£3m\n")  # fmt: skip


def pdf(*lines):
    """Return a PDF of one page with a line of text each."""
    shown = "".join(f"BT /F1 12 Tf 72 {700 - 20 * number} Td ({line}) Tj ET\n"
                    for number, line in enumerate(lines)).encode("cp1252")  # fmt: skip
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(body))
    )


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_of_a_web_page_the_words_are_read_block_by_block(tmp_path, charset):
    path = write(tmp_path, "page.html", PAGE.format(charset=charset).encode(charset))
    assert reading.read(path) == READ


def test_of_markdown_the_words_are_read(tmp_path):
    path = write(tmp_path, "page.md", "# Budget\n\nWe spend **£1.3m**\non [schools](/n/2019).\n")
    assert reading.read(path) == "Budget\nWe spend £1.3m on schools.\n"


def test_of_a_pdf_the_text_is_read_line_by_line(tmp_path):
    path = write(tmp_path, "page.PDF", pdf("We spend £1.3m on schools", "and 33 per", "cent more"))
    assert reading.read(path) == "We spend £1.3m on schools\nand 33 per\ncent more"
    assert [found.value for found in mentions.find(reading.read(path))] == [1_300_000, 33]


def test_a_plain_text_is_read_as_it_is_but_for_the_ends_of_lines(tmp_path):
    path = write(tmp_path, "page.txt", "\ufeff £1m &pound;\r\n<b>2\r".encode())
    assert reading.read(path) == " £1m &pound;\n<b>2\n"


def test_standard_input_is_read_as_plain_text(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("£1m".encode())))
    assert reading.read("-") == "£1m"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"\xa31m", "is not UTF-8. Save the text as UTF-8"),
        ("a.html", b"\xa31m", "is not UTF-8. Save the text as UTF-8"),
        ("a.html", b'<meta charset="klingon">', "is not KLINGON. Save the text as UTF-8"),
        ("a.pdf", b"no pdf", "is not a PDF that can be read (Failed to load document "
         "(PDFium: Data format error).)"),
        ("a.pdf", pdf(), "holds pictures of pages, no text. Have it read by OCR first"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, name, content, told):
    path = write(tmp_path, name, content)
    with pytest.raises(DataError) as error:
        reading.read(path)
    assert error.value.problems == [f"{path.as_posix()}: {told}"]


@pytest.mark.parametrize(("name", "package"), [("a.html", "selectolax"), ("a.pdf", "pypdfium2")])
def test_a_library_that_is_missing_is_named_with_how_to_install_it(
    tmp_path, monkeypatch, name, package
):
    for module in [package, *(module for module in sys.modules if module.startswith(package))]:
        monkeypatch.setitem(sys.modules, module, None)
    path = write(tmp_path, name, "")
    with pytest.raises(DataError, match=f"Install it: python -m pip install {package}$"):
        reading.read(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"none\.txt: cannot be read: No such file or directory$"):
        reading.read(tmp_path / "none.txt")


def test_of_a_folder_the_documents_are_taken_in_order(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "a.html", "c.log", "in/d.PDF", "in/e.md", "f"):
        (tmp_path / name).touch()
    names = ["a.html", "b.txt", "in/d.PDF", "in/e.md"]
    assert reading.files([tmp_path]) == [tmp_path / name for name in names]
    assert reading.files([tmp_path / "f", "-"]) == [tmp_path / "f", reading.Path("-")]


EMAIL = (
    b"From: a@b.uk\r\nSubject: =?utf-8?q?=C2=A32m_for_pools?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: %s; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n"
)


@pytest.mark.parametrize(
    ("kind", "charset", "way", "body"),
    [
        (b"text/plain", b"utf-8", b"quoted-printable", b"They spend =C2=A32m, a r=\r\nise."),
        (b"text/plain", b"windows-1252", b"8bit", b"They spend \xa32m, a rise."),
        (b"text/plain", b"utf-8", b"base64", b"VGhleSBzcGVuZCDCozJtLCBhIHJpc2Uu"),
        (b"text/html", b"utf-8", b"8bit", b"<p>They spend <b>\xc2\xa32m</b>, a rise.</p>"),
    ],
)
def test_an_email_is_read_however_it_is_coded(tmp_path, kind, charset, way, body):
    path = tmp_path / "a.eml"
    path.write_bytes(EMAIL % (kind, charset, way, body))
    assert " ".join(reading.read(path).split()) == "£2m for pools They spend £2m, a rise."


def test_an_email_without_a_text_says_so(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(EMAIL % (b"image/png", b"utf-8", b"base64", b"AAAA"))
    with pytest.raises(DataError, match="is an e-mail without a text"):
        reading.read(path)


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig"])
def test_a_mark_at_the_start_says_how_a_text_is_coded(tmp_path, charset):
    path = tmp_path / "a.txt"
    path.write_text("They spend £2m.", encoding=charset)
    assert reading.read(path) == "They spend £2m."


def test_what_is_not_read_is_named_in_a_folder_too(tmp_path):
    for name in ("a.txt", "b.docx", "c.jpg", "d.unknown"):
        (tmp_path / name).write_text("£2m")
    assert [path.name for path in reading.files([tmp_path])] == ["a.txt", "b.docx", "c.jpg"]
    with pytest.raises(DataError, match=r"b\.docx: is a Word file, which is not read\. Save it as"):
        reading.read(tmp_path / "b.docx")

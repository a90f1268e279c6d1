import io
import os
import resource
import sys
import zipfile
from email.message import EmailMessage
from types import SimpleNamespace

import pytest

import amounts_in_text as mentions
from council_record.data.tables import DataError
from council_tools import reading
from council_tools.reading import guard

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


def docx(body, member="word/document.xml"):
    """Return a zip file with one text in XML, as word processors write it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(member, f'<w:document xmlns:w="urn:w">{body}</w:document>')
    return packed.getvalue()


BROKEN = "is not in UTF-8, or a part of it is damaged. Save the text as UTF-8"


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
        ("a.txt", b"\x8f1m", BROKEN),
        ("a.txt", b"\xc2\xa31m \xa32m", BROKEN),
        ("a.html", b"\xe4\xf01m", BROKEN),
        ("a.txt", b"a\x00b", "holds NUL characters, as no text does. Save it as UTF-8"),
        ("a.html", b'<meta charset="klingon">',
         'names the character set "klingon", which is not known. Save it as UTF-8'),
        ("a.html", b'<meta charset="undefined">',
         'names the character set "undefined", which is not known. Save it as UTF-8'),
        ("a.doc", b"",
         "is a file of a word processor, which is not read. Save it as text or as PDF"),
        ("a.docx", b"no zip", "is not a Word file, is damaged or has a password"),
        ("a.odt", docx("<p/>"), "is not an OpenDocument text"),
        ("a.docx", docx("<p>"), "is a Word file that is damaged or has a password"),
        ("a.docx", docx("<w:p/>"),
         "holds no words, perhaps pictures of pages. Have it read by OCR first"),
        ("a.docx", docx("<w:t>" + "£1m " * 20_000_000 + "</w:t>"),
         "unpacks to more than 50 MB. Save it as text"),
        ("a.rtf", b"\xa31m", "is not a file in Rich Text Format"),
        ("a.txt", b"1 " * 100_001,
         "holds 100,001 numbers. Allowed: 100,000. Split it, or save the part that matters"),
        ("a.txt", b"x" * 13_000_000, "has 13 MB. Allowed: 12 MB. Split it"),
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
    for name in ("a.txt", "b.doc", "c.jpg", "d.unknown"):
        (tmp_path / name).write_text("£2m")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "e.txt").symlink_to(tmp_path / "a.txt")
    assert [path.name for path in reading.files([tmp_path])] == ["a.txt", "b.doc", "c.jpg"]


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_what_is_not_utf_8_but_english_in_windows_1252_is_read_and_told(tmp_path, ending):
    path, notes = write(tmp_path, f"a.{ending}", b"They spend \xa32m \x96 \x93a lot\x94."), []
    assert reading.read(path, notes).strip() == "They spend £2m – “a lot”."
    assert notes == [f"{path.as_posix()}: is not in UTF-8. It was read as Windows-1252"]


def test_of_a_word_file_what_a_reader_sees_is_read(tmp_path):
    body = (
        "<w:p><w:r><w:t>They spend £</w:t></w:r><w:r><w:t>2m</w:t><w:tab/></w:r>"
        "<w:del><w:r><w:delText>not £3m</w:delText></w:r></w:del><w:t>a rise.</w:t></w:p>"
        "<w:p><w:t>Pools</w:t><w:br/><w:t>close.</w:t><w:instrText>PAGE 4</w:instrText></w:p>"
    )
    path = write(tmp_path, "a.docx", docx(body))
    assert reading.read(path) == "They spend £2m\ta rise.\nPools\nclose.\n"


def test_of_an_opendocument_text_what_a_reader_sees_is_read(tmp_path):
    body = (
        "<w:tracked-changes><w:p>not £3m</w:p></w:tracked-changes><w:h>Pools</w:h>"
        "<w:p>They spend <w:span>£2m</w:span><w:s/>more<w:line-break/>a year.</w:p>"
    )
    path = write(tmp_path, "a.odt", docx(body, "content.xml"))
    assert reading.read(path) == "Pools\nThey spend £2m more\na year.\n"


def test_of_a_file_in_rich_text_format_the_words_are_read(tmp_path):
    raw = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 They spend \'a32m \u8211? "
        rb"{\b a rise}.\par Pools.}"
    )
    text = reading.read(write(tmp_path, "a.rtf", raw))
    assert text.split("\n")[:2] == ["They spend £2m – a rise.", "Pools."]


def test_what_an_email_brings_is_named_not_read(tmp_path):
    message = EmailMessage()
    message["Subject"] = "Pools"
    message.set_content("See the paper.")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="paper.pdf")
    path, notes = write(tmp_path, "a.eml", bytes(message)), []
    assert reading.read(path, notes).split() == ["Pools", "See", "the", "paper."]
    assert notes == [f"{path.as_posix()}: brings paper.pdf, not read. Save what matters apart"]


def test_a_pipe_a_device_and_a_folder_are_refused(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    told = {tmp_path / "a.txt": "a pipe or a device", "/dev/zero": "a pipe or a device",
            "/dev/full": "a pipe or a device", tmp_path: "is a folder"}  # fmt: skip
    for path, line in told.items():
        with pytest.raises(DataError, match=line):
            reading.read(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.html", "<div>" * 100_000 + "£1m"),
        ("attributes.html", "<p " + "".join(f"a{number}=1 " for number in range(1_000_000)) + ">"),
        ("deep.docx", docx("<w:p>" * 1_000_000 + "</w:p>" * 1_000_000)),
    ],
)
def test_a_hostile_file_is_read_or_refused_within_two_seconds_of_its_process(
    tmp_path, name, content
):
    path = write(tmp_path, name, content)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        reading.read(path)
    except DataError as error:
        assert len(error.problems) == 1
        assert error.problems[0].startswith(f"{path.as_posix()}: ")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 4


def test_a_library_that_breaks_down_is_told_in_one_line(tmp_path, monkeypatch):
    def broken(path, notes):
        raise KeyError("inside")

    path = write(tmp_path, "a.html", "<p>£1m")
    with pytest.raises(DataError, match=r"is a page that cannot be read: KeyError in the library"):
        guard.within(broken, path, "a page", 1, None)
    with pytest.raises(DataError, match=r"cannot be read: the library that reads it broke down"):
        guard.within(lambda path, notes: os._exit(1), path, "a page", 1, None)


@pytest.mark.parametrize("words", ["one hundred and ", "sixty-", "a third ", "biggest of ", "£1 "])
def test_nothing_but_words_of_figures_is_refused_and_a_long_report_is_not(tmp_path, words):
    path = write(tmp_path, "a.txt", words * 31_000)
    with pytest.raises(DataError, match=r"(words of figures|numbers and signs) in [\d,]+ char"):
        reading.read(path)
    plain = "Inspectors found that social workers know their families well. Plans are made "
    prose = f"{plain}early by those who should make them. The council gave {words} more. "
    assert reading.read(write(tmp_path, "b.txt", prose * 21_000)) == prose * 21_000

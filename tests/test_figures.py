import base64
import hashlib
import io
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure
from pandas.testing import assert_frame_equal
from PIL import Image

import toy
from council_record import old_export as figures
from council_record import paths
from council_record.figures import style

SLUG = "fig01-toy-grades"
KINDS = ("csv", "png", "svg", "txt")
NASTY = "<script>alert(\"1\")</script> & 'more'"
DATA = pd.DataFrame(
    {
        "started": toy.days("2014-06-03", "2019-02-11"),
        "grade": toy.grades("Good", None),
        "value": pd.array([1.5, None], dtype="Float64"),
        "quote": ["a, “b”", "c\nd"],
    }
)
WORDS = {
    "title": "Testham: Good overall in 2014",
    "subtitle": "Ofsted grade at each inspection",
    "alt": "Step chart of two inspections. Testham was Good in 2014.",
    "source": "Ofsted; as at 12 January 2026",
}


@style.house()
def drawn():
    """Draw what could differ from run to run: days, clipped marks, markers."""
    figure = style.page(1.0)
    axes = style.panel(figure, 0.5, 0.1, 6, 0.7)
    axes.plot(DATA["started"], [1, 2], marker="o")
    axes.fill_between(DATA["started"], [1, 2], hatch="//")
    return figure


@pytest.fixture
def folder(project, monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    monkeypatch.delenv("FIGURES_FOLDER", raising=False)
    return project / "figures"


def save(figure=None, slug=SLUG, **changes):
    return figures.save_figure(figure or drawn(), slug, **(WORDS | {"data": DATA} | changes))


def test_a_figure_is_four_files(folder):
    save()
    assert sorted(path.name for path in folder.iterdir()) == [f"{SLUG}.{kind}" for kind in KINDS]


def test_the_svg_has_a_role_a_title_and_a_description_and_no_date(folder):
    save(title="Good & <better> in 2014", alt=NASTY)
    raw = (folder / f"{SLUG}.svg").read_bytes()
    root = ElementTree.fromstring(raw)
    svg = "{http://www.w3.org/2000/svg}"
    title, description = root.find(f"{svg}title"), root.find(f"{svg}desc")
    assert root.get("role") == "img"
    assert (title.text, description.text) == ("Good & <better> in 2014", NASTY)
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert [child.tag for child in root][:2] == [f"{svg}title", f"{svg}desc"]
    assert WORDS["source"] in raw.decode()
    assert b"<dc:date" not in raw
    assert not re.search(rb"\d{4}-\d\d-\d\dT\d\d:", raw)
    assert f"{pd.Timestamp.now():%Y-%m-%d}".encode() not in raw


def test_the_svg_draws_its_letters_and_needs_no_font(folder):
    save()
    raw = (folder / f"{SLUG}.svg").read_bytes()
    assert b"<text" not in raw
    assert b"font-family" not in raw


def test_the_png_carries_title_description_and_source(folder):
    save()
    image = Image.open(folder / f"{SLUG}.png")
    assert image.text == {
        "Title": WORDS["title"],
        "Description": WORDS["alt"],
        "Source": WORDS["source"],
    }
    assert image.width == 200 * style.WIDTH
    assert [round(dpi) for dpi in image.info["dpi"]] == [200, 200]


def test_the_csv_is_the_frame(folder):
    save()
    raw = (folder / f"{SLUG}.csv").read_bytes()
    assert raw.startswith(b"started,grade,value,quote\n2014-06-03,Good,1.5,")
    assert b"\r" not in raw
    read = pd.read_csv(io.BytesIO(raw), parse_dates=["started"], dtype={"value": "Float64"})
    read["grade"] = toy.grades(*read["grade"])
    assert_frame_equal(read, DATA, check_dtype=False)


def test_the_text_alternative_is_a_file_of_its_own(folder):
    save(alt="In words: “£1.3m”.")
    assert (folder / f"{SLUG}.txt").read_bytes() == "In words: “£1.3m”.\n".encode()


def test_saving_leaves_the_frame_as_it_was(folder):
    given = DATA.copy()
    save(data=given)
    assert_frame_equal(given, DATA)


def test_a_figure_of_another_council_has_a_folder_of_its_own(folder):
    saved = save(council="St. Helens")
    assert len(list((folder / "st-helens").iterdir())) == 4
    assert f'href="../figures/st-helens/{SLUG}.csv"' in saved.html()


def test_the_council_of_the_environment_is_the_default(folder, monkeypatch):
    monkeypatch.setenv("COUNCIL", "St. Helens")
    save()
    assert [path.name for path in folder.iterdir()] == ["st-helens"]


def test_a_run_that_names_a_folder_gets_the_files_there_with_links_to_their_place(
    folder, monkeypatch
):
    elsewhere = folder.with_name("scratch")
    elsewhere.mkdir()
    monkeypatch.setenv("FIGURES_FOLDER", str(elsewhere))
    saved = save()
    assert len(list(elsewhere.iterdir())) == 4
    assert not folder.exists()
    assert f'href="../figures/{SLUG}.png"' in saved.html()


def test_a_figure_saved_again_is_the_same_and_is_left_alone(folder):
    figure = drawn()
    save(figure)
    before = toy.snapshot(folder)
    for path in before:
        os.utime(path, (1, 1))
    save(figure)
    save(drawn())
    assert toy.snapshot(folder) == before
    assert [path.stat().st_mtime for path in sorted(folder.iterdir())] == [1] * 4


PROGRAM = """\
import sys
sys.path.insert(0, sys.argv[1])
import test_figures
test_figures.save()
"""


def test_the_files_do_not_depend_on_time_zone_language_hash_seed_or_folder(folder, tmp_path):
    save()
    hostile = tmp_path / "elsewhere"
    hostile.mkdir()
    (hostile / "matplotlibrc").write_text("lines.linewidth: 9\nsavefig.dpi: 30\nfont.size: 30\n")
    surroundings = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "4711"},
    ]
    runs = []
    for number, changes in enumerate(surroundings):
        target = tmp_path / f"run{number}"
        target.mkdir()
        environment = os.environ | changes | {"FIGURES_FOLDER": str(target)}
        command = [sys.executable, "-c", PROGRAM, str(Path(__file__).parent)]
        runs.append((target, subprocess.Popen(command, env=environment, cwd=hostile)))
    assert [process.wait() for _, process in runs] == [0, 0]

    def hashes(place):
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in place.iterdir()}

    assert len(hashes(folder)) == 4
    assert [hashes(target) for target, _ in runs] == [hashes(folder)] * 2


@pytest.mark.parametrize("name", ["title", "alt", "source", "data"])
def test_a_figure_without_what_it_needs_is_refused(folder, name):
    given = WORDS | {"data": DATA}
    del given[name]
    with pytest.raises(TypeError, match=name):
        figures.save_figure(Figure(), SLUG, **given)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["title", "alt", "source"])
@pytest.mark.parametrize("text", ["", " \n"])
def test_a_figure_with_an_empty_text_is_refused(folder, name, text):
    with pytest.raises(ValueError, match=f"{SLUG}: {name} is empty"):
        save(Figure(), **{name: text})
    assert not folder.exists()


@pytest.mark.parametrize("data", [DATA.iloc[:0], pd.DataFrame()])
def test_a_figure_without_data_is_refused(folder, data):
    with pytest.raises(ValueError, match="no data to draw"):
        save(Figure(), data=data)
    assert not folder.exists()


@pytest.mark.parametrize(
    "slug",
    ["", "fig01", "fig1-toy", "fig001-toy", "Fig01-toy", "fig01_toy", "fig01-Toy", "fig01-toy-",
     "fig01--toy", "fig01-toy.svg", "fig01-toy/x", "../fig01-toy", "fig01-toy\n", "toy"],
)  # fmt: skip
def test_a_name_that_is_no_slug_is_refused(folder, slug):
    with pytest.raises(ValueError, match="allowed is figNN-words-with-hyphens"):
        save(Figure(), slug=slug)
    assert not folder.exists()


def test_a_headline_has_at_most_ten_words(folder):
    with pytest.raises(ValueError, match="more than ten words"):
        save(Figure(), title=" word" * 11)
    assert not folder.exists()
    assert save(title="word " * 10).title == "word " * 10



class Page(HTMLParser):
    """The elements of a piece of HTML, with what stands in them."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.text = [], [], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in set(self.open):
            self.text[tag] = self.text.get(tag, "") + data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_notebook_shows_figure_caption_text_alternative_table_and_links(folder):
    saved = save()
    page = Page(saved.html())
    assert page.open == []
    assert page.elements[0][0] == "figure"
    assert page.text["figcaption"] == f"Figure 1. {WORDS['title']}"
    (image,) = page.all("img")
    assert image["alt"] == f"{WORDS['subtitle']}. {WORDS['alt']}"
    kind, encoded = image["src"].split(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(encoded) == (folder / f"{SLUG}.png").read_bytes()
    assert page.text["summary"] == "Figure 1 in words and as a table"
    for text in (WORDS["alt"], f"Source: {WORDS['source']}", "2014-06-03", "Good", "a, “b”"):
        assert text in page.text["details"]
    assert len(page.all("table")) == 1
    assert [head["scope"] for head in page.all("th")] == ["col"] * 4
    assert [link["href"] for link in page.all("a")] == [
        f"../figures/{SLUG}.{kind}" for kind in ("csv", "svg", "png")
    ]
    for link in page.all("a"):
        assert (paths.NOTEBOOKS / link["href"]).resolve().is_file()


def test_what_is_written_into_the_page_cannot_break_out_of_it(folder):
    texts = dict.fromkeys(WORDS, NASTY)
    saved = save(**texts, data=pd.DataFrame({f"name {NASTY}": [NASTY]}))
    page = Page(saved.html())
    assert page.open == []
    assert "script" not in {tag for tag, _ in page.elements}
    assert page.all("img")[0]["alt"] == f"{NASTY}. {NASTY}"
    assert page.text["figcaption"] == f"Figure 1. {NASTY}"
    assert f"Source: {NASTY}" in page.text["details"]
    assert page.text["td"].strip() == NASTY
    assert page.text["th"].strip() == f"name {NASTY}"


def test_the_text_alternative_of_a_figure_without_a_subtitle_stands_alone(folder):
    page = Page(save(subtitle="").html())
    assert page.all("img")[0]["alt"] == WORDS["alt"]


def test_a_notebook_without_html_shows_headline_and_text_alternative(folder):
    shown, metadata = save()._repr_mimebundle_()
    assert metadata == {"council-record": WORDS | {"slug": SLUG}}
    assert shown["text/plain"] == f"{WORDS['title']}. {WORDS['alt']}"
    assert shown["text/html"].startswith("<figure")


def test_a_table_is_shown_in_full_with_empty_cells_for_what_is_missing():
    long = " ".join(["word"] * 60)
    frame = pd.DataFrame(
        {
            "long": [long] * 100,
            "day": [pd.NaT, *toy.days(*["2019-03-25"] * 99)],
            "grade": toy.grades(None, *["Good"] * 99),
            **{f"column {number}": ["x"] * 100 for number in range(30)},
        }
    )
    page = Page(figures.shown(frame).data)
    assert len(page.all("tr")) == 101
    assert len(page.all("th")) == 33
    assert page.text["td"].count(long) == 100
    assert page.text["td"].count("2019-03-25") == 99
    assert not re.search(r"nan|NaT|None|\.\.\.", page.text["td"], re.IGNORECASE)


@pytest.mark.parametrize("frame", [DATA.iloc[:0], pd.DataFrame(), pd.DataFrame({"a": []})])
def test_a_chart_without_rows_is_left_out_and_the_page_says_why(folder, frame):
    shown = figures.without(frame, "Nothing to *show*.") or save(data=frame)
    assert shown._repr_markdown_() == "Nothing to *show*."
    assert not folder.exists()


@pytest.mark.parametrize(
    "frame", [DATA, DATA.iloc[:1], pd.DataFrame({"a": [None]}), pd.DataFrame(index=[0])]
)
def test_a_chart_with_rows_is_not_left_out(frame):
    assert figures.without(frame, "Nothing to show.") is None


def test_a_chart_with_rows_is_drawn(folder):
    shown = figures.without(DATA, "Nothing to show.") or save()
    assert isinstance(shown, figures.SavedFigure)
    assert len(list(folder.iterdir())) == 4


def test_whole_numbers_from_ten_thousand_on_have_commas_and_years_have_none():
    frame = pd.DataFrame(
        {
            "year": [2018, 9999, 10000],
            "pounds": pd.array([82_211_003, None, -369_000], dtype="Int64"),
            "steps": pd.array([-3, 0, 2], dtype="int8"),
            "share": [12345.5, 0.2, 1.0],
            "joint": [True, False, True],
            "code": ["10000", "20000", "316"],
        }
    )
    given = frame.copy()
    rows = re.findall(r"<tr>(.*?)</tr>", figures.shown(frame).data, re.DOTALL)
    assert [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows] == [
        ["2018", "82,211,003", "-3", "12345.5", "True", "10000"],
        ["9999", "", "0", "0.2", "False", "20000"],
        ["10,000", "-369,000", "2", "1.0", "True", "316"],
    ]
    assert_frame_equal(frame, given)

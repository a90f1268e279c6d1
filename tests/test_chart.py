"""A chart refuses to be without its words; its export writes five files, or none."""

import json

import pandas as pd
import pytest

from council_record import Council, paths, save
from council_record.chart import Chart, LeftOut
from council_record.exports import WrongCouncil, export
from council_record.figures import page, style

WORDS = {"title": "It rose", "subtitle": "What is drawn", "alt": "A line. It rose.",
         "source": "Nobody"}  # fmt: skip
KINDS = [".csv", ".png", ".svg", ".txt", "-narrow.svg"]


def words_alone(sheet):
    style.write(sheet.sheet(1), 0.2, 0.2, "words")


def chart(**changes):
    given = WORDS | {"data": pd.DataFrame({"n": [1]}), "draw": words_alone} | changes
    return Chart("council_record.figures.fig01_a_toy", Council("Newham"), **given)


@pytest.fixture
def folder(project, monkeypatch):
    for name in ("COUNCIL", "FIGURES_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    return project / "figures"


@pytest.mark.parametrize("name", WORDS)
def test_a_chart_without_its_words_is_refused(name):
    with pytest.raises(ValueError, match=f"{name} is empty"):
        chart(**{name: " "})


def test_a_title_has_at_most_sixteen_words():
    assert chart(title="word " * 16).title
    with pytest.raises(ValueError, match="over 16 words"):
        chart(title="word " * 17)


def test_a_chart_without_data_is_refused():
    with pytest.raises(ValueError, match="no data"):
        chart(data=pd.DataFrame({"n": []}))


def test_five_files_are_written_and_shown(folder):
    shown, about = export(chart())._repr_mimebundle_()
    made = sorted(path.name for path in folder.iterdir())
    assert made == sorted(f"fig01-a-toy{kind}" for kind in KINDS)
    assert (folder / "fig01-a-toy.txt").read_text() == "It rose. A line. It rose.\n"
    assert (folder / "fig01-a-toy.csv").read_text() == "n\n1\n"
    html = shown["text/html"]
    assert '<source media="(max-width: 600px)" srcset="data:image/svg+xml;base64,' in html
    assert 'alt="It rose. A line. It rose."' in html
    assert '<a href="../figures/fig01-a-toy.csv">' in html
    assert about["council-record"] == WORDS | {"slug": "fig01-a-toy", "note": ""}
    for kind in (".svg", "-narrow.svg"):
        drawing = (folder / f"fig01-a-toy{kind}").read_text()
        assert 'role="img"' in drawing
        assert ">It rose</title>" in drawing
        assert ">A line. It rose.</desc>" in drawing


def test_the_same_chart_is_the_same_bytes(folder):
    export(chart())
    first = {path: path.read_bytes() for path in folder.iterdir()}
    export(chart())
    assert {path: path.read_bytes() for path in folder.iterdir()} == first


def test_of_a_disk_that_is_full_half_way_nothing_is_left(folder, monkeypatch):
    write = type(folder).write_bytes

    def full(path, content):
        if path.suffix == ".part" and ".csv" in path.name:
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(type(folder), "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        export(chart())
    assert list(folder.iterdir()) == []


def test_a_figure_that_is_left_out_writes_nothing_and_says_why(folder):
    left = LeftOut("council_record.figures.fig01_a_toy", Council("Newham"), "There is nothing.")
    shown, about = export(left)._repr_mimebundle_()
    assert shown["text/markdown"] == "There is nothing."
    assert about["council-record"] == {"slug": "fig01-a-toy", "left_out": "There is nothing."}
    assert not folder.exists()


@pytest.mark.parametrize("made", [chart(), LeftOut("fig01_a_toy", Council("Newham"), "Nothing.")])
def test_in_a_run_for_another_council_a_figure_is_refused(folder, monkeypatch, tmp_path, made):
    monkeypatch.setenv("FIGURES_FOLDER", str(tmp_path))
    monkeypatch.setenv("COUNCIL", "Bradford")
    with pytest.raises(WrongCouncil, match=r"is of Newham, and this run is for Bradford.*COUNCIL="):
        export(made)
    assert list(tmp_path.glob("fig*")) == []


def test_by_hand_another_council_has_a_folder_of_its_own(folder):
    export(Chart("fig01_a_toy", Council("Leeds"), **WORDS, data=pd.DataFrame({"n": [1]}),
                 draw=words_alone))  # fmt: skip
    assert sorted(path.name for path in folder.iterdir()) == ["leeds"]
    assert len(list((folder / "leeds").iterdir())) == 5


@pytest.mark.parametrize(("width", "pixels"), [(page.WIDE, 1400), (page.NARROW, 750)])
def test_a_sheet_has_its_width(width, pixels):
    figure = chart().figure(width)
    assert figure.get_figwidth() * figure.dpi == pixels
    sizes = {text.get_gid(): text.get_fontsize() for text in figure.axes[0].texts}
    assert sizes | {"note": 10} == {"title": 15, "subtitle": 11, "note": 10, "source": 8.5}


def test_a_figure_of_your_own_never_enters_figures(folder, tmp_path):
    figure = chart().figure()
    made = save(figure, "mine", folder=tmp_path / "mine")
    assert [path.name for path in made] == ["mine.svg", "mine.png"]
    assert all(path.stat().st_size for path in made)
    with pytest.raises(ValueError, match="folder of your own"):
        save(figure, "mine", folder=paths.FIGURES / "mine")


def test_metadata_can_be_written_into_a_notebook(folder):
    json.dumps(export(chart())._repr_mimebundle_()[1])

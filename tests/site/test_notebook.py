import json

from council_tools.site.notebook import Notebook

ABOUT = {"slug": "fig01-a", "title": "t", "subtitle": "s", "alt": "x", "source": "y"}


def result(metadata=None, **data):
    data = {kind.replace("_", "/"): text for kind, text in data.items()}
    return {"output_type": "execute_result", "data": data, "metadata": metadata or {}}


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def prose(source):
    return {"cell_type": "markdown", "source": source}


def read(*cells):
    return Notebook("03-how-it-went", json.dumps({"cells": cells}))


def test_the_heading_is_the_question_and_the_first_sentence_computed_is_the_answer():
    notebook = read(
        prose(["# 3. How did it go?\n", "\n", "Words."]),
        code("first()", result(text_markdown="It *went*.")),
        code("second()", result(text_markdown="More.")),
    )
    assert (notebook.number, notebook.question) == ("3", "How did it go?")
    assert notebook.answer == "<p>It <em>went</em>.</p>\n"
    assert notebook.parts == [
        ("prose", "<p>Words.</p>\n"),
        ("prose", notebook.answer),
        ("code", "first()"),
        ("prose", "<p>More.</p>\n"),
        ("code", "second()"),
    ]


def test_a_figure_is_known_by_its_words():
    shown = result({"council-record": ABOUT}, text_html="<img src=data:x>", text_plain="t")
    notebook = read(code("export(fig01_a.chart(x))", shown))
    assert notebook.figures == {"fig01-a": ABOUT}
    assert notebook.parts[0] == ("figure", ABOUT)
    assert (notebook.left_out, notebook.missing) == ({}, [])


def test_a_figure_that_was_left_out_has_its_reason_and_is_no_answer():
    left_out = {"council-record": {"slug": "fig02-b", "left_out": "No data."}}
    notebook = read(
        code("export(fig02_b.chart(x))", result(left_out, text_markdown="No data.")),
        code("answer()", result(text_markdown="The answer.")),
    )
    assert notebook.left_out == {"fig02-b": "No data."}
    assert notebook.parts[0] == ("prose", "<p>No data.</p>\n")
    assert (notebook.answer, notebook.missing) == ("<p>The answer.</p>\n", [])


def test_a_figure_without_figure_and_reason_is_missing():
    assert read(code("export(fig02_b.chart(x))")).missing == ["fig02-b"]


def test_of_html_only_a_table_and_its_addresses_are_kept():
    table = (
        '<table border="1" style="x"><tr><th scope="col" onclick="x">h</th></tr>'
        "<tr><td>https://example.org/a and example.org &lt;b&gt;</td></tr></table>"
        "<script>alert(1)</script><img src=x onerror=y>"
    )
    kind, found = read(code("t", result(text_html=table))).parts[0]
    assert kind == "table"
    address = "https://example.org/a"
    assert found == (
        '<table><tbody><tr><th scope="col">h</th></tr>'
        f'<tr><td><a href="{address}">{address}</a> and example.org &lt;b&gt;</td></tr>'
        "</tbody></table>alert(1)"
    )

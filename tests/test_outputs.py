import nbformat
import pytest

from council_tools.pipeline import outputs
from executed import code, notebook, shows, stream


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ([], ""),
        ([stream("stdout", "fine")], ""),
        ([stream("stdout", "UserWarning: in words")], ""),
        ([stream("stdout", "fine"), stream("stderr", "UserWarning: no\n")],
         "a warning: UserWarning: no"),
        ([stream("stderr", "file.py:1: UserWarning: no\n  warn()\n")],
         "a warning: file.py:1: UserWarning: no"),
        ([stream("stderr", "first\n  last \n\n")], "a warning: last"),
        ([stream("stderr", " \n\n")], ""),
    ],
)  # fmt: skip
def test_what_a_cell_says_on_stderr_is_a_warning(written, fault):
    expected = fault and f"cell 3: {fault}"
    assert outputs.unclean(notebook(code(), code("", *written))) == expected


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (shows(text_plain="<object at 0x7f55efb7ec50>"), "<object at 0x7f55efb7ec50>"),
        (shows(text_html="<p>", text_plain="[1, <a.B object at 0xa0b1c2>]"),
         "<a.B object at 0xa0b1c2>"),
        (stream("stdout", "x\n<function f at 0x7f55efb7ec50> y\n"),
         "<function f at 0x7f55efb7ec50>"),
        (nbformat.v4.new_output("display_data", {"text/plain": "<A at 0x123456789>"}),
         "<A at 0x123456789>"),
        (shows(text_plain="0x7f55efb7ec50"), None),
        (shows(text_plain="at 0x7f55efb7ec50 <b>"), None),
        (shows(text_html="<p>at 0x7f55efb7ec50</p>"), None),
        (shows(text_plain="<object at 0x7>"), None),
    ],
)  # fmt: skip
def test_an_address_in_memory_may_not_be_shown(output, shown):
    expected = f"cell 2: it shows {shown}, which is another in every run" if shown else ""
    assert outputs.unclean(notebook(code("", output))) == expected


def test_the_first_cell_with_a_fault_is_named():
    faults = [code("", stream("stderr", name)) for name in "ab"]
    assert outputs.unclean(notebook(code(), *faults)) == "cell 3: a warning: a"


@pytest.mark.parametrize(
    ("cells", "failed"),
    [
        ([], "cell 1"),
        ([code(), code()], "cell 1"),
        ([code(count=1), code()], "cell 2"),
        ([code(count=1), code(count=2), code()], "cell 3"),
        ([code(count=1), code("", stream("stdout", "a")), code()], "cell 3"),
        ([code(count=1), nbformat.v4.new_markdown_cell("more"), code(count=2)], "cell 4"),
    ],
)
def test_the_cell_that_failed_is_the_last_that_began_counted_among_all(cells, failed):
    assert outputs.failed_cell(notebook(*cells)) == failed


def test_a_notebook_is_cleaned_of_what_differs_from_machine_to_machine():
    content = notebook(code("1", shows(text_plain="1"), count=1))
    content.metadata = {"language_info": {"version": "9.9"}, "signature": "x"}
    content.cells[1].metadata = {"execution": {"iopub": "2026"}, "tags": ["kept"]}
    text = outputs.clean(content)
    read = nbformat.reads(text, as_version=4)
    assert read.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert [cell.metadata for cell in read.cells] == [{}, {"tags": ["kept"]}]
    assert read.cells[1].outputs[0].data == {"text/plain": "1"}
    assert text.endswith("}\n") and not text.endswith("\n\n")
    assert outputs.clean(read) == text


SAVES = 'without(rows, "why") or save_figure(page, "{}", title="x")'


def test_a_figure_that_a_cell_names_and_did_not_make_was_left_out_for_what_the_cell_shows():
    content = notebook(
        code(SAVES.format("fig01-made"), shows(text_plain="page")),
        code(SAVES.format("fig02-left"), shows(text_markdown="No *rows*.", text_plain="Markdown")),
        code(SAVES.format("fig03-left"), shows(text_markdown="One."), shows(text_markdown="Two.")),
        code(SAVES.format("fig04-left"), stream("stdout", "nothing is shown")),
        nbformat.v4.new_markdown_cell('"fig05-in-words"'),
        code('fig06-in-no-quotes, \'fig07-in-single\', "fig8-short", "fig09-Big"'),
    )
    assert outputs.left_out(content, {"fig01-made"}) == {
        "fig02-left": "No *rows*.",
        "fig03-left": "One.; Two.",
        "fig04-left": "",
    }


def test_two_figures_of_one_cell_are_both_left_out():
    cell = code('save(a, "fig01-a")\nsave(b, "fig02-b")', shows(text_markdown="Nothing."))
    assert outputs.left_out(notebook(cell), set()) == {
        "fig01-a": "Nothing.",
        "fig02-b": "Nothing.",
    }

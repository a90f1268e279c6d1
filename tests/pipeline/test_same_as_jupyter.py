"""A worker makes of a notebook what Jupyter makes: cells run in a real kernel, by nbclient."""

import json
from itertools import groupby

import nbformat
import pytest
from nbclient import NotebookClient

from clone import FULL, Clone, notebook
from council_record import paths
from council_tools.pipeline import run

NAMES = [path.stem for path in run.notebooks()]
TRICKY = (  # each shows something in another way, or more than one thing
    "'a value'",
    "'no value';",
    "_ + ' again'; _",
    "print('one'); print('two', end='')\n'£ and more'",
    "import sys\n_ = sys.stdout.write('before\\n'); display({'a': 1}); print('after')\n[1, 2]",
    "",
    "from IPython.display import HTML, Image, JSON, Markdown\n"
    "display(Markdown('*a*\\n\\nb'), HTML('<p>'))",
    "Image(data=b'\\x89PNG\\r\\n\\x1a\\n not quite', format='png')",
    "JSON({'a': [1, None, 'text\\n']})",
    "!echo from the shell",
    "%precision 3\n22 / 7",
    "class Both:\n    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'both'}, {'council-record': {'slug': 'x'}}\nBoth()",
    "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', None]})",
    "import asyncio\nawait asyncio.sleep(0)\nget_ipython().execution_count, __name__",
)


def by_jupyter(path, folder):
    """Return a notebook's code cells after a real kernel has run them, for the default council."""
    content = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIGURES_FOLDER", str(folder))
        patch.setenv("IPYTHONDIR", str(folder))
        patch.setenv("PYTHONPATH", str(path.parents[1] / "src"))
        patch.delenv("COUNCIL", raising=False)
        where = {"metadata": {"path": str(path.parent)}}
        NotebookClient(content, timeout=600, resources=where).execute()
    return shown(nbformat.writes(content))


def shown(text):
    """Return what code cells show; what is printed in several pieces is put together."""
    found = []
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "code":
            pieces = groupby(cell["outputs"], lambda output: output.get("name", id(output)))
            pieces = [list(together) for _, together in pieces]
            found.append((cell["execution_count"], [whole(several) for several in pieces]))
    return found


def whole(outputs):
    printed = "".join(line for output in outputs for line in output.get("text", []))
    return outputs[0] | ({"text": printed} if printed else {})


def test_whatever_a_cell_shows(tmp_path):
    clone = Clone(tmp_path / "project", {"01-tricky": TRICKY})
    path = clone.root / "notebooks" / "01-tricky.ipynb"
    assert clone.run()[:1] == (0,)
    ours = shown(path.read_text(encoding="utf-8"))
    path.write_text(notebook(*TRICKY), encoding="utf-8")
    theirs = by_jupyter(path, tmp_path)
    assert len(ours) == len(TRICKY)
    assert ours == theirs


@pytest.mark.skipif(not FULL, reason="make test-faults runs every notebook in a kernel")
@pytest.mark.parametrize("name", NAMES)
def test_every_notebook(name, tmp_path):
    # what stands in the project is what a worker makes: tests/faults/test_notebooks.py sees to it
    path = paths.NOTEBOOKS / f"{name}.ipynb"
    assert shown(path.read_text(encoding="utf-8")) == by_jupyter(path, tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.glob("fig*")}
    files = {path.name: path.read_bytes() for path in paths.FIGURES.glob("fig*")}
    assert made and made.items() <= files.items()

"""What the notebooks show for a council: each cell's value, charts as they are before a drawing."""

import ast
import json
import os
from unittest import mock

from council_record import paths
from council_record.chart import Chart, LeftOut

# Few grades, no returns, abolished, new, renamed, tiny: what is easily got wrong.
HARD = ("Newham", "Northamptonshire", "Poole", "Luton", "Cumberland", "Wakefield",
        "City of London", "Isles of Scilly")  # fmt: skip


def cells(council, only=""):
    """Run the notebooks in this process and yield (notebook, value of a cell's last line)."""
    exported = mock.patch("council_record.exports.export", lambda chart: chart)
    apart = {"COUNCIL": council, "TABLES_CHECKED_APART": "1"}  # other tests check the tables
    with mock.patch.dict(os.environ, apart), exported:
        for path in sorted(paths.NOTEBOOKS.glob(f"{only}*.ipynb")):
            names = {}
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    yield path.stem, _value("".join(cell["source"]), names)


def figures(council):
    """Return every chart, and every figure that is left out, in order."""
    return [value for _, value in cells(council) if isinstance(value, Chart | LeftOut)]


def _value(source, names):
    *most, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        most, last = [*most, last], None
    exec(compile(ast.Module(most, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None

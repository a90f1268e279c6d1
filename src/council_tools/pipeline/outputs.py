"""What an executed notebook holds: faults that must not be committed, and figures left out."""

import re

import nbformat

_SAVES = re.compile(r'"(fig\d\d-[a-z0-9-]+)"')  # as a cell names its figure
_ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-f]{6,}>")


def failed_cell(content):
    """Return "cell 5", counted among all cells: the last one that began to run."""
    begun = [
        number
        for number, cell in enumerate(content.cells, start=1)
        if cell.cell_type == "code" and (cell.execution_count or cell.outputs)
    ]
    return f"cell {begun[-1] if begun else 1}"


def unclean(content):
    """Return what an output has that must not be committed: a warning, an address in memory."""
    for number, cell in enumerate(content.cells, start=1):
        for output in cell.get("outputs", []):
            lines = output["text"].split("\n") if output.get("name") == "stderr" else []
            said = [line.strip() for line in lines if line.strip()]
            if said:
                named = [line for line in said if "Warning" in line] or said[-1:]
                return f"cell {number}: a warning: {named[0]}"
            shown = [output.get("text", ""), *map(str, output.get("data", {}).values())]
            if address := _ADDRESS.search("\n".join(shown)):
                return f"cell {number}: it shows {address[0]}, which is another in every run"
    return ""


def clean(content):
    """Return the text of a notebook without what differs from machine to machine."""
    content.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in content.cells:
        cell.metadata.pop("execution", None)
    return nbformat.writes(content).rstrip("\n") + "\n"


def left_out(content, made):
    """Return why each figure that a cell names was not made: the words that the cell shows."""
    reasons = {}
    for cell in content.cells:
        if cell.cell_type == "code":
            shown = [output.get("data", {}) for output in cell.outputs]
            words = "; ".join(data["text/markdown"] for data in shown if "text/markdown" in data)
            reasons |= {slug: words for slug in _SAVES.findall(cell.source) if slug not in made}
    return reasons

"""Cells and notebooks as nbclient leaves them, for tests of what comes of them."""

import nbformat


def code(source="", *outputs, count=None):
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), execution_count=count)


def notebook(*cells):
    """Return a notebook that begins with words."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("words"), *cells])


def stream(name, text):
    return nbformat.v4.new_output("stream", name=name, text=text)


def shows(**data):
    """Return an output, such as text_plain="2"."""
    data = {kind.replace("_", "/"): text for kind, text in data.items()}
    return nbformat.v4.new_output("execute_result", data)

"""The dictionary of the data, written from the schema: one description, not two."""

from . import paths, tables
from .figures import write_together

MARK = "<!-- below: written by `python -m council_record dictionary` -->"


def text():
    """Return the dictionary of every table and column, in Markdown, from the schema."""
    lines = []
    for resource in tables.resources(paths.DEFAULT_COUNCIL).values():
        schema = resource["schema"]
        source = "; ".join(source["title"] for source in resource["sources"])
        licence = "; ".join(licence["title"] for licence in resource["licenses"])
        lines += [
            f"### {resource['title']}: `{paths.shown(resource['path'])}`",
            "",
            f"{resource['description']} Key: {', '.join(schema['primaryKey'])}. "
            f"Source: {source}. Licence: {licence}.",
            "",
            "| column | type | meaning | allowed values |",
            "|---|---|---|---|",
        ]
        for field in schema["fields"]:
            required = field.get("constraints", {}).get("required")
            values = "; ".join(
                f"`{value['value']}`"
                + (f" ({value['label']})" if value["label"] != value["value"] else "")
                for value in field.get("categories", [])
            )
            form = field["type"] + ("" if required else ", may be empty")
            lines.append(f"| `{field['name']}` | {form} | {field['description']} | {values} |")
        lines.append("")
    return "\n".join(lines)


def write():
    """Write the dictionary into data/README.md, below the mark."""
    readme = paths.DATA / "README.md"
    head, _, _ = readme.read_text(encoding="utf-8").partition(MARK)
    write_together(paths.DATA, {readme.name: f"{head}{MARK}\n\n{text()}".encode()})

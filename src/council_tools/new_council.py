"""Begin the coding of a council: its folder with every table, header only."""

import pandas as pd

from council_record import paths
from council_record.data import safe_csv, tables
from council_record.data.errors import refusal


def start(council):
    """Make the folder of a council with its coded tables, header only; return their paths.

    If it has a folder already, a DataError says so, and nothing is written.
    """
    folder = paths.coded(council)
    if folder.exists():
        raise refusal(folder, "is there already. Code into it, or take it away first")
    wanted = [one for one in tables.resources(council).values()
              if one["path"].parent == folder and not one.get("optional")]  # fmt: skip
    paths.inside(folder).mkdir(parents=True)
    for resource in wanted:
        header = pd.DataFrame(columns=[one["name"] for one in resource["schema"]["fields"]])
        resource["path"].write_text(safe_csv.text(header), encoding="utf-8", newline="")
    return [resource["path"] for resource in wanted]

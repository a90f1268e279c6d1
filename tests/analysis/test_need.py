"""Children in need of help: the rates of councils in the last year."""

import pandas as pd

from council_record.analysis import need

NEED = pd.DataFrame(
    [
        ("A", "council", 2024, "looked_after", 48.0),
        ("A", "council", 2025, "looked_after", 50.0),
        ("A", "council", 2025, "in_need", 300.5),
        ("A", "council", 2025, "protection_plan", None),
        ("B", "council", 2024, "in_need", 1.0),
        ("England", "england", 2025, "in_need", 2.0),
    ],
    columns=["local_authority", "geography", "year", "measure", "rate"],
)


def test_the_last_year_of_councils_counts():
    (row,) = need.latest(NEED).to_dict("records")
    assert (row["local_authority"], row["year"]) == ("A", 2025)
    assert (row["looked_after"], row["in_need"]) == (50, 300.5)
    assert pd.isna(row["protection_plan"])

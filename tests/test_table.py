"""Tables as readers want them: columns in words, numbers as people write them."""

import pandas as pd
import pytest

from council_record import show, table


@pytest.mark.parametrize(
    ("name", "heading"),
    [("local_authority", "Council"), ("claim_id", "Claim"), ("crosses_break", "Crosses break"),
     ("amount_gbp", "Amount"), ("Already words", "Already words")],
)  # fmt: skip
def test_a_column_is_named_in_words(name, heading):
    assert table.heading(name) == heading


@pytest.mark.parametrize(
    ("value", "name", "cell"),
    [(3376197, "amount_gbp", "£3.4m"), (1448.4, "per_child", "£1,448"), (12345, "n", "12,345"),
     (2019, "year", "2019"), (8.7, "change", "8.7"), (True, "joint", "yes"), (False, "x", "no"),
     (pd.Timestamp("2019-03-25"), "day", "25 March 2019"), (pd.NA, "n", ""),
     ("2018-19", "y", "2018-19"), ("care_leavers", "area", "care leavers"),
     ("council-page-2019-1", "claim_id", "council-page-2019-1")],
)  # fmt: skip
def test_a_value_is_written_as_a_reader_writes_it(value, name, cell):
    assert table.cell(value, name) == cell


def test_headers_are_marked_and_the_first_column_stays_in_view():
    html = show(pd.DataFrame({"a": ["x <b>"], "b": [1]}), b="Count")._repr_mimebundle_()[
        "text/html"
    ]
    assert html.count('scope="col"') == 2
    assert html.count("position:sticky") == 2
    assert ">Count</th>" in html
    assert "x &lt;b&gt;" in html

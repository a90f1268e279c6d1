"""The data of a figure, as its page shows them."""

from council_record import table
from council_tools.site import figure


def test_text_of_a_csv_becomes_numbers_days_and_texts():
    header = ["n", "day", "yes", "year", "none"]
    body = [["1.5", "2019-03-25", "True", "2018-19", ""], ["", "", "False", "", ""]]
    frame = figure.typed([header, *body])
    assert table.rows(frame) == [
        ["N", "Day", "Yes", "Year", "None"],
        ["1.5", "25 March 2019", "yes", "2018-19", ""],
        ["", "", "no", "", ""],
    ]

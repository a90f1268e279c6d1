import pytest

from council_tools.checks import selectors


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("rated ‘Good’", "It was rated 'Good'."),
        ("rated 'Good'", "It was rated ‘Good’."),
        ("“in a generation”", 'the most "in a generation".'),
        ("children’s services", "our children`s services"),
        ("children's  services", "our children’s\n services"),
        (" £10.6m\tfor ", "the £10.6m\u00a0for"),
        ("a.c (d)*", "x a.c (d)* y"),
    ],
)
def test_a_quote_is_found_whatever_the_white_space_and_quotation_marks(quote, text):
    ((start, end),) = selectors.places(quote, text)
    assert selectors.plain(text)[start:end] == selectors.plain(quote)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("£10.6m for", "£10.7m for"),
        ("£10.6m for", "£10,6m for"),
        ("£10.6m for", "£106m for"),
        ("£10.6m for", "£１0.6m for"),
        ("10 000", "10000"),
        ("children’s services", "childrens services"),
        ("Good", "good"),
        ("2019-20", "2019–20"),
        ("a.c", "abc"),
    ],
)
def test_digits_letters_and_other_marks_must_be_the_same(quote, text):
    assert selectors.places(quote, text) == []


def test_every_place_of_a_quote_is_found():
    assert selectors.places("two", "two  and two") == [(0, 3), (8, 11)]


def test_only_white_space_and_quotation_marks_are_made_alike():
    assert selectors.plain("  A “b”\n‘c’ – d… £1,0 ") == "A \"b\" 'c' – d… £1,0"

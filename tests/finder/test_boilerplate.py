import pytest

from amounts_in_text.boilerplate import furniture

ARTICLE = "The council agreed its budget on Monday, with £1m for youth clubs in every ward."
LISTED = "Jailed: man who stole £1,000 from a care home"
OTHER = "Revealed: how much the council wrote off in rent"


def flagged(*lines):
    text = "\n\n".join(lines)
    return {text[start:end]: why for start, end, why in furniture(text)}


@pytest.mark.parametrize(
    "head",
    ["Most Read", "MOST READ:", "Related stories", "Latest from the Newham Recorder", "Read more",
     "You may also like", "More from News", "Recommended for you", "Don’t miss"],
)  # fmt: skip
def test_what_stands_below_the_head_of_a_list_is_flagged(head):
    assert flagged(ARTICLE, head, LISTED) == {
        head: f"below “{head.rstrip(':')}”", LISTED: f"below “{head.rstrip(':')}”",
    }  # fmt: skip


def test_a_list_that_is_printed_twice_is_flagged_as_such():
    found = flagged(ARTICLE, LISTED, OTHER, ARTICLE + " Again.", LISTED, OTHER)
    assert found == {LISTED: "printed twice", OTHER: "printed twice"}


def test_a_caption_or_title_that_is_printed_twice_in_a_row_is_not_flagged():
    assert flagged(LISTED, LISTED, ARTICLE) == {}


def test_prose_that_goes_on_below_a_list_is_not_flagged():
    prose = [f"{ARTICLE} And {word} more was said about it." for word in ("some", "much", "no")]
    assert set(flagged(ARTICLE, "Most read", LISTED, *prose)) == {"Most read", LISTED}


def test_a_line_that_leads_to_another_story_is_flagged():
    line = "Read more: Man, 34, fined £1,200"
    assert flagged(ARTICLE, line, ARTICLE + " More.") == {line: "leads to another story"}


@pytest.mark.parametrize(
    "lines",
    [(ARTICLE,), (), ("",), (ARTICLE, "Most read this line as a promise of more money for all.")],
)
def test_an_article_alone_has_no_furniture(lines):
    assert flagged(*lines) == {}

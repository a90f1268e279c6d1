import pytest

from council_tools.site import markdown as prose

KNOWN = {"data/coded/CODEBOOK.md": "method.html#codebook", "data/claims.csv": "data/claims.csv"}


def html(text, **options):
    return str(prose.html(text, **options)).strip()


def test_html_in_markdown_stays_text():
    assert html("a <b onclick=x>b</b>\n\n<script>1</script>") == (
        "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n<p>&lt;script&gt;1&lt;/script&gt;</p>"
    )


@pytest.mark.parametrize(
    ("link", "becomes"),
    [
        ("[w](https://example.org/a)", '<a href="https://example.org/a">w</a>'),
        ("[w](../coded/CODEBOOK.md)", '<a href="method.html#codebook">w</a>'),
        ("[w](../claims.csv)", '<a href="data/claims.csv">w</a>'),
        ("[w](../nowhere.csv)", "w"),
        ("[w](javascript:alert)", "w"),
        ("![w](x.png)", "w"),
    ],
)
def test_a_link_leads_to_the_web_or_into_the_report_or_is_dropped(link, becomes):
    assert html(link, base="data/sub", known=KNOWN) == f"<p>{becomes}</p>"


def test_headings_are_lowered():
    assert html("# a\n\n## b", deeper=1) == "<h2>a</h2>\n<h3>b</h3>"


def test_a_table_scrolls_by_itself_and_its_heads_are_marked():
    found = html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert found.startswith('<div class="scroll" role="group" aria-label="Table" tabindex="0">')
    assert found.count('<th scope="col">') == found.count("<td>") == 2


def test_a_section_ends_where_the_next_begins():
    text = "# t\n\n## One\n\nfirst\n\n### under\n\n## Two\n\nsecond\n"
    assert prose.section(text, "One") == "\nfirst\n\n### under\n\n"
    assert prose.section(text, "Two") == "\nsecond\n"
    assert prose.section(text, "Three") == ""

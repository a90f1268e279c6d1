import pytest

from council_record.data.errors import DataError
from council_tools.__main__ import main
from council_tools.checks import coding


@pytest.fixture
def draft(tmp_path, capsys):
    page = tmp_path / "paper.txt"
    page.write_text("=SUM is £3m.\nThe council spent £4m on pools in 2019/20.\n")
    capsys.readouterr()
    assert main(["find", "--csv", str(page)]) == 0
    (tmp_path / "draft.csv").write_text(capsys.readouterr().out)
    return tmp_path / "draft.csv"


def test_what_find_writes_is_a_draft_that_says_what_is_left_to_code(draft, capsys):
    assert main(["check", "--draft", str(draft)]) == 0
    assert capsys.readouterr().out.endswith(
        ": two drafts of claims.csv; to code: service 2, voice 2.\n"
    )
    assert main(["agree", str(draft), str(draft)]) == 0


def test_no_cell_of_a_draft_is_a_formula(draft):
    assert ",'=SUM is £3m.," in draft.read_text()
    assert coding.read(draft)[1].loc[0, "quote"] == "=SUM is £3m."


def test_a_draft_with_a_code_that_is_none_is_refused(draft):
    draft.write_text(draft.read_text().replace("to code", "perhaps", 1))
    with pytest.raises(DataError, match=r'column service: "perhaps" is not allowed'):
        coding.read(draft)

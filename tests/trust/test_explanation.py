"""Lines that a page, a column or a drawing divides, and what explains them all the same."""

from __future__ import annotations

from hypothesis import given, strategies as st

from octavo.audit.explanation import explain
from octavo.audit.extracts import Extract
from octavo.audit.pieces import cover_text, cover_words, make_pieces

TEXTS = (
    "NATO",
    "and",
    "NATO and its allies keep what they have agreed.",
    "A note at the foot of the page.",
    "Another note, which is longer than the first.",
    "Nothing goes on here.",
)


def find_gaps(*pages: str) -> list[str]:
    """What `TEXTS` do not explain of the lines of `pages`, one after the other."""
    extracts = (Extract(f"page {at}", page, "page") for at, page in enumerate(pages, 1))
    return [gap.text for gap in explain(extracts, make_pieces(TEXTS)).gaps]


def test_a_sentence_goes_on_behind_the_notes_and_the_number_of_its_page() -> None:
    first = "NATO\nand\n1\nA note at the foot of the page.\n2\nAnother note, which is longer "
    second = "than the first.\n4\nits allies keep what they have agreed."

    assert find_gaps(first, second) == []


def test_a_sentence_that_begins_with_two_whole_texts_is_counted_as_said() -> None:
    lines = "NATO\nand\n1\nA note at the foot of the page.\nits allies keep what they have agreed."
    pieces = make_pieces(TEXTS)
    used = explain((Extract("page 1", lines, "page"),), pieces).used

    assert used["natoanditsallieskeepwhattheyhaveagreed"] == 1


def test_a_cell_beside_another_goes_on_with_a_word_that_stands_elsewhere_by_itself() -> None:
    """Lines of cells that stand side by side come by turns where a file has no structure."""
    left, right = "The harbour of\nOslo\nopens in spring", "It was closed\nby the town\nfor a year"
    pieces = make_pieces([left, right, "Oslo"])
    turns = (
        line for pair in zip(left.split("\n"), right.split("\n"), strict=True) for line in pair
    )

    found = explain((Extract("page 1", "\n".join(turns), "page"),), pieces)
    assert found.gaps == []
    assert {"theharbourofosloopensinspring", "itwasclosedbythetownforayear"} <= found.used.keys()


def test_a_year_that_nothing_explains_is_a_gap() -> None:
    assert find_gaps("2031") == ["2031"]
    assert find_gaps("NATO 2031 and 45001") == ["2031", "45001"]
    assert find_gaps("NATO 12 and 1,200") == []


def test_letters_that_are_spelled_by_their_numbers_are_a_gap() -> None:
    assert find_gaps("&#98;&#117;&#121;") == ["&#98;&#117;&#121;"]
    assert find_gaps("NATO %62%75%79") == ["%62%75%79"]
    assert find_gaps("NATO 50% and 60%") == []


def test_a_name_is_no_row_of_pieces_of_words() -> None:
    pieces = make_pieces(["sub", "space", "note"])

    assert cover_text(pieces, "subspace").whole
    assert not cover_words(pieces, "subspace").whole
    assert cover_words(pieces, "subSpace note-12").whole


def test_a_zero_byte_ends_no_text() -> None:
    assert find_gaps("o\0t\0h\0e\0r") == ["o\0t\0h\0e\0r"]


def test_the_end_of_a_sentence_that_nothing_began_is_a_gap() -> None:
    assert find_gaps("Nothing goes on here.", "its allies keep what they have agreed.") == [
        "its allies keep what they have agreed."
    ]


def test_the_beginning_of_a_sentence_that_does_not_go_on_is_a_gap() -> None:
    assert find_gaps("NATO and its allies", "Nothing goes on here.") == ["its allies"]


def test_all_texts_that_may_end_with_a_line_are_counted_whatever_the_order() -> None:
    texts = ("the plan", "the plan and the plan went ahead.", "and the plan went ahead.")
    pages = ("the plan and the plan", "went ahead.")
    lines = [Extract(f"page {at}", page, "page") for at, page in enumerate(pages, 1)]
    used = explain(lines, make_pieces(texts)).used

    assert used["theplanandtheplanwentahead"] == used["andtheplanwentahead"] == 1


def test_a_letter_between_two_names_belongs_to_the_sentence_that_has_all_three() -> None:
    sentence = "NATO, MDO, NATO’s, EU."
    pieces = make_pieces((sentence, "NATO", "MDO", "EU", "small"))
    lines = "NATO\n, \nMDO\n, \nNATO\n’s, \nEU\n."

    assert explain((Extract("object 64", lines, "page"),), pieces).gaps == []


def test_a_text_may_go_on_of_which_the_line_before_has_an_article_alone() -> None:
    pieces = make_pieces(("Contact:", "the", "the press office", "A. B."))

    assert explain((Extract("x", "Contact: the\npress office", "page"),), pieces).gaps == []


def test_a_running_head_may_cut_a_text_short_behind_words_of_the_template() -> None:
    pieces = make_pieces((*TEXTS, "Digest for"))

    def find(line: str) -> list[str]:
        return [gap.text for gap in explain((Extract("page 1", line, "margin"),), pieces).gaps]

    assert find("Digest for Another note, which is longer than") == []
    assert find("Digest for Another note") == ["Another note"]
    assert find("Digest for others, which is longer than") != []


def test_a_line_with_which_either_of_two_cells_goes_on_may_belong_to_both() -> None:
    pieces = make_pieces(["One harbour is open to ships", "Five harbour walls"])
    lines = "One\nFive\nharbour\nharbour walls\nis open to ships"

    assert explain((Extract("page 1", lines, "page"),), pieces).gaps == []
    assert explain((Extract("page 1", lines.replace("walls", "ships"), "page"),), pieces).gaps


def test_a_line_that_goes_on_with_one_piece_may_begin_another() -> None:
    pieces = make_pieces(["One port", "One port international waters", "Internet cafe"])

    def find(*lines: str) -> list[str]:
        return [g.text for g in explain([Extract("page 1", "\n".join(lines), "page")], pieces).gaps]

    assert find("One", "port", "inter", "net cafe") == []
    assert find("One", "port", "inter", "national waters") == []
    assert find("One", "port", "inter", "net waters") != []


@given(st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=8), st.data())
def test_a_piece_is_explained_however_its_lines_are_divided(
    texts: list[str], data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(texts))
    cut = data.draw(st.integers(0, len(text)))
    lines = "\n".join(part for part in (text[:cut], text[cut:]) if part)

    assert explain([Extract("page 1", lines, "page")], make_pieces(texts)).gaps == []


def test_a_line_that_ends_one_cell_may_as_well_go_on_with_another() -> None:
    pieces = make_pieces(["See the page on ships", "At the page"])
    lines = ["See", "At", "the page", "the page", "on ships"]

    assert explain([Extract("page 1", "\n".join(lines), "page")], pieces).gaps == []
    assert explain([Extract("page 1", "\n".join([*lines[:4], "of ships"]), "page")], pieces).gaps

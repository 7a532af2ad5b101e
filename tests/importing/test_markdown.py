"""Markdown of other programs: what each dialect means, and that no word of it is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings, strategies as st

from importing.markdown_words import list_block_texts, list_lost_words
from octavo import SourceError
from octavo.importing.markdown import read_markdown
from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCode,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignList,
    ForeignNote,
    ForeignParagraph,
    ForeignPicture,
    ForeignQuotation,
    ForeignReference,
    ForeignRun,
    ForeignTable,
    Imported,
    ImportFinding,
)

FILES = {"one.png": b"PNG", "img/two words.png": b"TWO"}


def read(text: str) -> Imported:
    return read_markdown(text, "text.md", FILES.get)


def read_one(text: str) -> ForeignBlock:
    (block,) = read(text).blocks
    return block


def say(blocks: Sequence[ForeignBlock]) -> str:
    """All words of the blocks, with one space between two."""
    return " ".join(" ".join(list_block_texts(blocks)).split())


def describe(blocks: Sequence[ForeignBlock]) -> list[str]:
    """The kind of each block, and its words."""
    return [f"{type(one).__name__.removeprefix('Foreign')}: {say([one])}" for one in blocks]


def list_findings(text: str) -> list[tuple[str, str, str, str]]:
    return [(one.outcome, one.kind, one.place, one.words) for one in read(text).findings]


# ----------------------------------------------------------------------------- properties


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: On tides\nauthor: [Jane Placeholder]\nlang: en\n---\n",
        '+++\ntitle = "On tides"\nauthor = ["Jane Placeholder"]\nlang = "en"\n+++\n',
        '{"title": "On tides", "author": ["Jane Placeholder"], "lang": "en"}\n',
    ],
)
def test_front_matter_becomes_properties(front: str) -> None:
    imported = read(f"{front}Words.")

    assert imported.properties == (
        ("title", "On tides"),
        ("author", "Jane Placeholder"),
        ("language", "en"),
    )
    assert describe(imported.blocks) == ["Paragraph: Words."]
    assert imported.findings == ()


def test_the_title_block_of_pandoc_becomes_properties() -> None:
    imported = read("% On\n  tides\n% Jane Placeholder\n% 2025\n\nWords.")

    assert imported.properties == (
        ("title", "On tides"),
        ("author", "Jane Placeholder"),
        ("date", "2025"),
    )
    assert imported.blocks[0].place == "line 6"


def test_what_front_matter_says_besides_is_named_with_its_comments() -> None:
    text = "---\n# Who: an office\nlayout: post\ntitle: What: a title\n---\n"

    assert read(text).properties == ()
    assert "What: a title" in " ".join(one[3] for one in list_findings(text))
    assert list_findings("---\nlayout: post # for us\n---\n") == [
        ("not imported", "comments", "line 1", "for us"),
        ("not imported", "entries of the front matter", "line 1", "layout: post"),
    ]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    kinds = describe(read("---\n\nWords.\n\n---\n").blocks)

    assert kinds == ["Divider: ", "Paragraph: Words.", "Divider: "]


# ------------------------------------------------------------------------------- headings


def test_headings_keep_their_levels_and_have_the_anchors_that_links_lead_to() -> None:
    text = "# One {#first .x}\n\nTwo\n---\n\n#### Far below\n\n[a](#far-below) [b](#two)\n"
    headings = [one for one in read(text).blocks if isinstance(one, ForeignHeading)]

    assert [(one.level, say([one]), one.anchors) for one in headings] == [
        (1, "first One", ("first",)),
        (2, "two Two", ("two",)),
        (4, "far-below Far below", ("far-below",)),
    ]


def test_an_anchor_in_html_names_the_block_around_it_or_the_next_one() -> None:
    blocks = read('<a name="here"></a>\n\nWords.\n\nMore <a id="there"></a> words.').blocks

    assert [one.anchors for one in blocks] == [("here",), ("there",)]


# ---------------------------------------------------------------------------------- words


def test_the_look_of_words_is_kept() -> None:
    text = "**a** *b* `c d` x^2^ H~2~ ~~e~~ <kbd>f</kbd> <sup>g</sup>\\\nh<br>i ==j== [k](http://l)"
    block = read_one(text)

    assert isinstance(block, ForeignParagraph)
    assert [
        (one.text.strip(" "), *sorted(one.emphasis), one.link)
        for one in block.text
        if isinstance(one, ForeignRun) and one.text.strip()
    ] == [
        ("a", "bold", ""),
        ("b", "italic", ""),
        ("c d", "code", ""),
        ("x", ""),
        ("2", "superscript", ""),
        ("H", ""),
        ("2", "subscript", ""),
        ("e", "struck", ""),
        ("f", "code", ""),
        ("g", "superscript", ""),
        ("\nh\ni j", ""),
        ("k", "http://l"),
    ]


def test_what_looks_like_a_tag_and_is_a_place_to_fill_in_stays() -> None:
    assert say(read("Run `git push <remote>` or push to <remote>, if a < b.").blocks) == (
        "Run git push <remote> or push to <remote>, if a < b."
    )


def test_notes_stand_where_they_are_cited() -> None:
    block = read_one("One[^a] two^[inline *note*].\n\n[^a]: First.\n\n    Second.\n")

    assert isinstance(block, ForeignParagraph)
    notes = [one for one in block.text if isinstance(one, ForeignNote)]
    assert [describe(one.blocks) for one in notes] == [
        ["Paragraph: First.", "Paragraph: Second."],
        ["Paragraph: inline note"],
    ]


def test_notes_without_a_mark_stand_at_the_end_and_are_named() -> None:
    text = "[^a]: Alone.\n\nWords.\n"

    assert describe(read(text).blocks) == ["Paragraph: Words.", "Paragraph: Alone."]
    assert list_findings(text) == [("guessed", "notes without a mark", "line 1", "a")]


def test_dollars_around_a_link_are_no_equation() -> None:
    text = "From [$a](http://b/$c) on; but $x + y$ is one."

    assert [one[:2] for one in list_findings(text)] == [("kept", "equations")]
    assert "$a" in say(read(text).blocks)


def test_cross_references_of_quarto_lead_to_their_blocks() -> None:
    blocks = read("See @fig-one.\n\n![Words](one.png){#fig-one}\n").blocks

    assert isinstance(first := blocks[0], ForeignParagraph)
    assert ForeignReference("@fig-one", "fig-one") in first.text
    assert blocks[1].anchors == ("fig-one",)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("A <!-- hidden --> b", ("not imported", "comments", "line 1", "hidden")),
        ("A %%hidden%% b", ("not imported", "comments", "line 1", "hidden")),
        ("[//]: # (hidden)", ("not imported", "comments", "line 1", "// hidden")),
        (
            "*[AB]: A bee",
            ("not imported", "abbreviations", "line 1", "AB: A bee"),
        ),
        (
            "A {% include b.html %}",
            ("not imported", "tags of templates", "line 1", "{% include b.html %}"),
        ),
        ("A {{< video b >}}", ("not imported", "tags of templates", "line 1", "{{< video b >}}")),
        ("A {{ page.b }}", ("kept", "places for words", "line 1", "{{ page.b }}")),
        ("A [@b2020, p. 3]", ("kept", "citations", "line 1", "[@b2020, p. 3]")),
        (
            '[a](b "Title")',
            ("not imported", "titles that show under a pointer", "line 1", "Title"),
        ),
        ("[[Page|words]]", ("not imported", "names of linked pages", "line 1", "Page")),
        ("A <Tabs id=x/> b", ("not imported", "components", "line 1", "<Tabs id=x/>")),
        (
            "![a](http://b/c.png)",
            ("not imported", "pictures of the network", "line 1", "a http://b/c.png"),
        ),
        (
            "[![a](http://b/c.png)](http://d)",
            ("not imported", "badges", "line 1", "a http://b/c.png http://d"),
        ),
        ("![a](no.png)", ("not imported", "pictures whose file is not there", "line 1", "no.png")),
        ("[TOC]", ("not imported", "places for contents", "line 1", "[TOC]")),
    ],
)
def test_what_has_no_place_is_named(text: str, finding: tuple[str, str, str, str]) -> None:
    assert list_findings(text) == [finding]


# ------------------------------------------------------------------------------- pictures


def test_a_picture_that_stands_alone_is_a_figure_with_its_title_as_caption() -> None:
    block = read_one('![What *it* shows](img/two%20words.png?raw=true "A caption")')

    assert isinstance(block, ForeignFigure)
    assert block.picture == ForeignPicture("two words.png", b"TWO", "What it shows")
    assert say([block]) == "two words.png What it shows A caption"


def test_a_figure_in_html_or_a_shortcode_of_hugo_is_one_too() -> None:
    html = '<figure><img src="one.png" alt="b"><figcaption>A <b>c</b></figcaption></figure>'
    hugo = '{{< figure src="one.png" alt="b" caption="A c" >}}'

    for text in (html, hugo):
        block = read_one(text)
        assert isinstance(block, ForeignFigure)
        assert say([block]) == "one.png b A c"


def test_a_picture_that_stands_in_the_text_itself_is_taken_out_of_it() -> None:
    block = read_one(f"![a](data:image/png;base64,{'QUJD' * 60})")

    assert isinstance(block, ForeignFigure)
    assert block.picture == ForeignPicture("embedded-1.png", b"ABC" * 60, "a")


# ---------------------------------------------------------------------------------- lists


def test_lists_keep_numbers_tasks_and_terms() -> None:
    tasks, numbers, terms = read("- [x] a\n- [ ] b\n\n7. c\n\nTerm\n:   d\n").blocks

    assert isinstance(tasks, ForeignList)
    assert [(say(item.blocks), item.done) for item in tasks.items] == [("a", True), ("b", False)]
    assert isinstance(numbers, ForeignList)
    assert (numbers.kind, numbers.start) == ("numbers", 7)
    assert isinstance(terms, ForeignList)
    assert (terms.kind, say(terms.items[0].blocks)) == ("terms", "d")


def test_bullets_that_are_indented_a_little_belong_to_the_number_above() -> None:
    block = read_one("1. a\n  - b\n  - c\n2. d\n")

    assert isinstance(block, ForeignList)
    assert [describe(item.blocks) for item in block.items] == [
        ["Paragraph: a", "List: b c"],
        ["Paragraph: d"],
    ]


def test_a_list_of_links_into_the_text_is_its_contents() -> None:
    text = "- [a](#a)\n  - [b](#b)\n- [c](#c)\n\n# A\n# B\n# C\n"

    assert list_findings(text) == [("not imported", "lists of contents", "line 1", "a; b; c")]


# --------------------------------------------------------------------------------- tables


def shape(block: ForeignBlock) -> list[list[tuple[str, int, int]]]:
    assert isinstance(block, ForeignTable)
    return [[(say(one.blocks), one.columns, one.rows) for one in row] for row in block.rows]


def test_a_table_of_html_keeps_its_spans() -> None:
    block = read_one(
        "<table><caption>C</caption><thead><tr><th colspan=2>H</thead>"
        '<tr><td rowspan="2">a<td align="right">b<tr><td>c</table>'
    )

    assert shape(block) == [[("H", 2, 1)], [("a", 1, 2), ("b", 1, 1)], [("c", 1, 1)]]
    assert isinstance(block, ForeignTable)
    assert (block.heads, block.rows[1][1].alignment) == (1, "right")


@pytest.mark.parametrize("caption", [": C {#t}\n", "\n: C {#t}\n", "\nTable: C {#t}\n"])
def test_a_table_has_the_caption_below_it(caption: str) -> None:
    block = read_one(f"| A | B |\n|:--|--:|\n| 1 | 2 |\n{caption}")

    assert isinstance(block, ForeignTable)
    assert block.caption == (ForeignRun("C"),)
    assert block.anchors == ("t",)
    assert [one.alignment for one in block.rows[0]] == ["left", "right"]


def test_a_grid_table_keeps_its_spans_and_blocks() -> None:
    block = read_one(
        "+---+---+\n| A | B |\n+===+===+\n| a | b |\n|   +---+\n| z | - |\n+---+---+\n"
    )

    assert shape(block)[:2] == [[("A", 1, 1), ("B", 1, 1)], [("a z", 1, 2), ("b", 1, 1)]]


def test_simple_and_multiline_tables_of_pandoc_are_tables() -> None:
    simple = read_one("  A     B\n----  ----\n  1     2\n  3     4\n\nTable: C\n")
    multiline = read_one(
        "-------------\n A   Longer\n     head\n---- --------\n"
        " a   b\n     c\n\n d   e\n-------------\n"
    )

    assert shape(simple)[0] == [("A", 1, 1), ("B", 1, 1)]
    assert shape(simple)[2] == [("3", 1, 1), ("4", 1, 1)]
    assert shape(multiline)[:2] == [
        [("A", 1, 1), ("Longer head", 1, 1)],
        [("a", 1, 1), ("b c", 1, 1)],
    ]


# ---------------------------------------------------------------------------------- boxes


@pytest.mark.parametrize(
    "text",
    [
        '!!! note "A title"\n    Some *words*.\n',
        '??? warning "A title"\n    Some *words*.\n',
        ":::note A title\nSome *words*.\n:::\n",
        ":::note[A title]\n\nSome *words*.\n\n:::\n",
        '::: {.callout-tip title="A title"}\nSome *words*.\n:::\n',
        "::: {.callout-tip}\n## A title\n\nSome *words*.\n:::\n",
        "> [!NOTE] A title\n> Some *words*.\n",
        "```{note} A title\nSome *words*.\n```\n",
        "<details><summary>A title</summary>\n\nSome *words*.\n\n</details>\n",
        '<div class="admonition note"><p class="admonition-title">A title</p>'
        "<p>Some <i>words</i>.</p></div>\n",
    ],
)
def test_a_box_of_any_dialect_is_a_box(text: str) -> None:
    block = read_one(text)

    assert isinstance(block, ForeignAside)
    assert block.title == (ForeignRun("A title"),)
    assert describe(block.blocks) == ["Paragraph: Some words ."]


def test_containers_that_only_arrange_leave_their_blocks() -> None:
    text = ":::: {.columns}\n::: {.column width=50%}\na\n:::\n::: {.column}\nb\n:::\n::::\n"

    assert describe(read(text).blocks) == ["Paragraph: a", "Paragraph: b"]


def test_markdown_in_html_is_read() -> None:
    text = '<div class="grid" markdown>\n# *A*\n</div>\n\n<blockquote>\n\n**b**\n\n</blockquote>\n'
    heading, quotation = read(text).blocks

    assert isinstance(heading, ForeignHeading)
    assert isinstance(quotation, ForeignQuotation)
    assert say([heading, quotation]) == "A b"


def test_code_keeps_its_language_and_names_its_options() -> None:
    chunk = '```{r, fig.cap="Some words"}\nplot(x)\n```\n'
    text = f"{chunk}\n{{% highlight ruby %}}\na\n{{% endhighlight %}}\n"
    one, two = read(text).blocks

    assert isinstance(one, ForeignCode)
    assert isinstance(two, ForeignCode)
    assert [(one.text, one.language), (two.text, two.language)] == [("plot(x)", "r"), ("a", "ruby")]
    assert "Some words" in list_findings(text)[0][3]


@pytest.mark.parametrize(
    "text",
    ["***", "\\newpage", "{{< pagebreak >}}", '<div style="page-break-after: always"></div>'],
)
def test_a_rule_or_a_new_page_divides(text: str) -> None:
    assert isinstance(read_one(text), ForeignDivider)


# ------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> " * 10_000 + "a", "IMF033"),
        ("\n".join(f"{'  ' * depth}- a" for depth in range(100)), "IMF033"),
        ("<div>" * 5_000, "IMF033"),
        (
            "".join(f"[^{n}]" for n in range(1))
            + "".join(f"\n\n[^{n}]: [^{n + 1}]" for n in range(9)),
            "IMF033",
        ),
        ("[" * 100_000, "IMF034"),
        ("word " * 1_000_000, "IMF034"),
    ],
)
def test_what_no_person_wrote_is_refused(text: str, code: str) -> None:
    with pytest.raises(SourceError, match=code) as caught:
        read(text)
    assert caught.value.problems[0].span is not None
    assert caught.value.problems[0].span.file == "text.md"


# ------------------------------------------------------------------------------------ laws

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"])
PIECES = [
    "# {0} {{#{1}}}",
    "{0}\n===",
    "{0} *{1}* **{2}** `{3}` ==a== x^2^ H~2~O {{{{ {0} }}}} {{% {1} %}} {{{{< {2} {3} >}}}}",
    '[{0}](http://{1} "{2}") ![{3}](one.png "{0}") [[{1}|{2}]] ![[{3}.png]]',
    "[{0}][{1}]\n\n[{1}]: http://b \"{2}\"\n[{3}]: http://c '{0}'",
    "{0}[^{1}] {2}^[{3} *{0}*]\n\n[^{1}]: {2}\n\n    {3}\n\n[^{2}z]: {0}",
    "- {0}\n - {1}\n  - {2}\n    - {3}\n- [x] {0}",
    "1. {0}\n  - {1}\n2. {2}\n\n   {3}",
    "{0}\n: {1}\n\n    {2}\n\n{3}\n:   {0}",
    "| {0} | {1} |\n|---|:-:|\n| {2} | `{3}` |\n: {0} {{#t}}",
    "+------------+------------+\n| {0:10} | {1:10} |\n+============+============+\n"
    "| {2:10} | {3:10} |\n+------------+------------+",
    "  {0}\n--------- ------\n  {1} {2}\n\nTable: {3}",
    "<table><tr><td rowspan=2>{0}<td>{1}<tr>{2}<td>{3}</table>{0}",
    "<table>{0}<thead><tr><th>{1}</th></tr></thead><p>{2}</p><caption>{3}</caption></table>",
    '!!! note "{0}"\n    {1}\n\n    - {2}\n\n{3}',
    '=== "{0}"\n    {1}\n??? {2} {3}\n    {0}',
    '::: {0} {1}\n{2}\n:::: {{.x key="{3} {0}"}}\n{1}\n::::\n:::',
    "> [!NOTE] {0}\n> {1}\n>\n> > {2}\n{3}",
    "```{{{0}}} {1}\n:{2}: {3}\n{0}\n```",
    "```{{note}} {0}\n:class: {1}\n{2}\n```\n{3}",
    '~~~{0} title="{1}"\n{2}\n{3}',
    "<details><summary>{0}</summary>\n\n*{1}*\n\n</details> {2} <!-- {3} -->",
    "<div align=center title='{0}'>\n<{1}> {2}</p></div></div></em>\n\n{3}",
    "<ul>{0}<li>{1}<li>{2}</ul></li>{3}",
    "<dl>{0}<dt>{1}<p>{2}<dd>{3}</dl>",
    "<figure><p>{0}</p><img src=one.png alt='{1}'><figcaption>{2}</figcaption>{3}</figure>",
    "<script>{0}</script> {1} <svg><text>{2}</text></svg> <Tab x='{3}'>",
    "*[{0}]: {1} {2}\n{3}",
    "$$\n{0}\n$$\n\n$a {1}$ \\begin{{x}}\n{2}\n\\end{{x}} {3}",
    "[@{0}, {1}] <q>{2}</q> <abbr title='{3}'>AB</abbr> :{0}:",
    "---",
    "\\newpage\n{0}",
    "    {0}\n\n\t{1}",
    "%% {0} %% [//]: # ({1})\n\n[//]: # ({2})\n{3}",
]


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), WORDS, WORDS, WORDS, WORDS), max_size=6), st.data()
)
@settings(max_examples=60, deadline=None)
def test_no_word_of_any_dialect_is_lost(
    pieces: list[tuple[str, str, str, str, str]], data: st.DataObject
) -> None:
    texts: list[str] = []
    for pattern, *words in pieces:
        text = pattern.format(*words)
        indent = data.draw(st.sampled_from(["", "", "> ", "- ", "  "]))
        lines = text.split("\n")
        inner = indent if indent == "> " else " " * len(indent)
        texts.append("\n".join([indent + lines[0], *(inner + line for line in lines[1:])]))
    source = data.draw(st.sampled_from(["\n\n", "\n"])).join(texts)

    assert list_lost_words(source, read(source)) == {}


def test_the_law_sees_a_word_that_is_lost() -> None:
    source = "One two[^a] three.\n\n[^a]: Four.\n"
    imported = read(source)
    without = Imported(imported.name, imported.blocks[1:], (), ())

    assert list_lost_words(source, without).keys() >= {"one", "two", "three", "four"}
    assert list_lost_words(source, imported) == {}


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "a <!-- b -->\n\n![c](d.png)\n\ne <!-- f -->\n"
    places = [one.place for one in read(text).findings]

    assert places == ["line 1", "line 3", "line 5"]
    assert all(isinstance(one, ImportFinding) for one in read(text).findings)

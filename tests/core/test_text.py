import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdownify import markdownify

from intlstrategy.core.text import fold, has_tags, markdown_from_html, plain_from_html, tidy, tidy_markdown

PHRASES = st.text(alphabet="ab é<>&\u00a0\n.*-", max_size=30)
LEAVES = st.lists(st.sampled_from(["a", " ", "b c", "&amp;", "&nbsp;", "é", "<br>", "<br/>"]), max_size=6)
BLOCKS = st.recursive(
    LEAVES.map(lambda pieces: "a" + "".join(pieces)),
    lambda inner: st.tuples(st.sampled_from(["div", "p"]), st.lists(inner, min_size=1, max_size=3)).map(
        lambda block: f"<{block[0]}>{''.join(block[1])}</{block[0]}>"
    ),
)


@pytest.mark.parametrize("written", ["Línea 1", "LINEA  1", " línea\u00a01 ", "Li\u0301nea\n1"])
def test_accents_case_and_blanks_fold_away(written):
    assert fold(written) == "linea 1"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_fold_as_all_others_do(text):
    assert fold(text) == fold(f"{text}é").removesuffix("e").strip()


def test_outer_and_double_blanks_go():
    assert tidy("  Medi \u00a0 ambient\t i espai  ") == "Medi ambient i espai"


def test_lines_of_a_text_stay_and_foreign_line_ends_become_ours():
    assert tidy("One  line \r\n two\rthree\n\n\n\nfour") == "One line\ntwo\nthree\n\nfour"


def test_damaged_text_stays_as_it_is():
    assert tidy("EducaciÃ³n \ufffd") == "EducaciÃ³n \ufffd"


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_tidying_markdown_twice_changes_nothing(text):
    assert tidy_markdown(tidy_markdown(text)) == tidy_markdown(text)


def test_the_indentation_of_a_list_in_a_list_stays():
    assert tidy_markdown("- one  thing \n  - two\n\n\n\nend ") == "- one thing\n  - two\n\nend"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One<br>two</div>", "One\ntwo"),
        ("<p>R&amp;D&nbsp; here</p>", "R&D here"),
        ("<p>Some <b>bold</b> and <i>italic</i></p>", "Some **bold** and *italic*"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ('<a href="https://example.test">link</a>', "[link](https://example.test)"),
        ("<script>steal()</script><p>Text</p>", "Text"),
        ("<div></div>", ""),
        ("<div>a<div></div>b</div>", "a\n\nb"),
    ],
)
def test_html_becomes_markdown(html, markdown):
    assert markdown_from_html(html) == markdown


@given(BLOCKS)
def test_paragraphs_are_converted_as_markdownify_does(html):
    expected = markdownify(html, bullets="-", escape_asterisks=False, escape_underscores=False)
    assert tidy(markdown_from_html(html)) == tidy(expected) or not has_tags(html)


@pytest.mark.parametrize("text", ["a < b and c > d", "<ana@x.test>", "<nombre>", "  5 * 3 = 15  ", "R&amp;D", "<3"])
def test_text_without_tags_is_untouched(text):
    assert markdown_from_html(text) == text
    assert plain_from_html(text) == text


@given(PHRASES)
def test_text_without_tags_stays_the_same_however_often_it_is_converted(text):
    if not has_tags(text):
        assert markdown_from_html(text) == text


@pytest.mark.parametrize("convert", [markdown_from_html, plain_from_html])
def test_tags_inside_tags_by_the_thousand_keep_their_words(convert):
    assert convert("<div><b>" * 2_000 + "Words &amp; more") == "Words & more"


def test_the_words_of_html_are_one_line():
    assert plain_from_html("<p>A <b>title</b></p><style>p{}</style><p>of two</p>") == "A title of two"


@given(st.text(alphabet="<>/bdivp ab&;!-=\"'\n", max_size=60))
def test_no_html_is_too_broken(html):
    assert isinstance(markdown_from_html(html), str)
    assert isinstance(plain_from_html(html), str)

"""What every form of ours does with odd input: marks that nobody sees, numbers that only Python reads, ids of no record."""

import pytest
from django import forms

from intlstrategy.core.forms import PageForm, SeveralField
from intlstrategy.core.text import without_unseen
from intlstrategy.planning.models import Element

ZERO_WIDTH, TURNED = "\u200b", "\u202e"


class Sample(PageForm):
    title = forms.CharField(label="Title", max_length=60)
    weight = forms.DecimalField(required=False)
    slug = forms.SlugField(required=False)
    file = forms.FileField(required=False)


def cleaned(**sent):
    form = Sample({"title": "T"} | sent)
    return form.cleaned_data if form.is_valid() else dict(form.errors)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A\x02 plan from a PDF", "A plan from a PDF"),
        ("One\x0btwo\x0cthree", "One two three"),
        (f"{TURNED}naidnI", "naidnI"),
        ("Línea\tcon tabulador", "Línea\tcon tabulador"),
        ("👩‍👩‍👧 familia", "👩‍👩‍👧 familia"),
        ("مرحبا", "مرحبا"),
        (ZERO_WIDTH, ""),
        (f" {ZERO_WIDTH}\xa0 ", ""),
    ],
)
def test_a_text_loses_what_nobody_can_see(typed, kept):
    assert without_unseen(typed) == kept
    assert cleaned(title=typed)["title"] == (kept or ["Fill in “Title”."])


def test_a_number_with_an_underscore_is_no_number_and_stays_as_it_was_typed():
    form = Sample({"title": "T", "weight": "1_0"})
    assert dict(form.errors) == {"weight": ["Enter a number."]}
    assert form["weight"].value() == "1_0"


def test_an_address_says_what_it_may_be_made_of():
    words = "Use letters without accents, digits, hyphens and underscores only, such as plan-2027."
    assert cleaned(slug="plan exterior") == {"slug": [words]}


@pytest.mark.parametrize("sent", ["9223372036854775808", "-1", "x", "1e3", ""])
def test_an_id_that_no_record_can_have_is_refused_before_a_database_is_asked(sent):
    with pytest.raises(forms.ValidationError) as refusal:
        SeveralField(queryset=Element.objects.all()).clean([sent])
    assert refusal.value.messages == [f"“{sent}” is not a valid value."]

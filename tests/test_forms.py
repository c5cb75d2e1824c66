"""Answers for machines, written a row at a time."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import to_json

from bot.telling import forms

TEXTS = st.text(max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)
FORMS = st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4)


@given(FORMS)
def test_a_form_is_written_as_if_at_once(form: forms.Form) -> None:
    assert forms.to_json(form) == to_json(form, indent=1) + b"\n"
    assert json.loads(forms.to_json(form)) == form

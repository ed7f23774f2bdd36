"""A hidden box with the mark of what a form showed when it was opened (see `amends/foundation/lib/seen.py`)."""

from typing import Any

from django import forms

SEEN = "seen"
MARKS = (SEEN, "version")  # some rows count their versions themselves


def remember(form: forms.BaseForm, mark: str) -> None:
    """Let the form carry the mark of what is saved now, as it is filled in from it."""
    form.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=mark)


def has_now_seen(form: forms.BaseForm, mark: str) -> None:
    """The page that comes back shows both versions: saving it again is on top of what is saved now."""
    boxes = [form.add_prefix(name) for name in MARKS if name in form.fields]
    if mark and boxes:
        data: Any = form.data.copy() if hasattr(form.data, "copy") else dict(form.data)
        for box in boxes:
            data[box] = mark
        form.data = data

"""What is filled in about an entry of the library, and the words of a version."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import FOR_AN_AGENCY, ROLES
from amends.foundation.access.rules import OF_PROGRAMS
from amends.foundation.pages.fields import DateField3, SafeTextField, UploadField, YesNoField
from amends.foundation.pages.fields.offering import offer, offer_rows
from amends.service.library.delivered import contents
from amends.service.library.models import Edition, Entry
from amends.service.library.rules import in_force

KINDS = [choice for choice in Entry.Kind.choices if choice[0] != Entry.Kind.LETTER]
OUTPUTS = tuple((number, f"Output {number}") for number in range(1, 13))


class EntryForm(forms.Form):
    """What it is, who reads it, where it shows."""

    title = SafeTextField(
        label="What is it called?", max_length=160, error_messages={"required": "Enter the title"}
    )
    kind = forms.ChoiceField(
        label="What is it?", choices=KINDS, error_messages={"required": "Choose what it is"}
    )
    internal = YesNoField(
        label="Is it for the service’s own people only?",
        hints={"no": "Partners who refer may read it too."},
        initial="yes",
    )
    must_be_read = YesNoField(
        label="Does everybody it concerns confirm that they have read it?", initial="no"
    )
    roles = forms.MultipleChoiceField(
        label="Whom does it concern?",
        help_text="With nothing ticked: everybody who works on cases.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    places = forms.MultipleChoiceField(
        label="Beside which steps does it show?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    outputs = forms.TypedMultipleChoiceField(
        label="Which outputs of the specification does it support?",
        widget=forms.CheckboxSelectMultiple,
        choices=OUTPUTS,
        coerce=int,
        required=False,
    )
    source = SafeTextField(label="Who wrote it, and where is it from?", max_length=200, required=False)
    dated = DateField3(label="Which day stands on it?", what="The day on it", required=False)
    address = forms.URLField(
        label="Link",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter a link that begins with https://"},
    )
    upload = UploadField(
        label="A copy to keep",
        help_text="It opens instead when the link no longer works.",
        kinds=("pdf", "docx"),
        required=False,
    )
    standing = forms.ChoiceField(
        label="How does it stand?", choices=Entry.Standing.choices, initial="current"
    )
    expected_on = DateField3(
        label="If it is awaited: by when?", what="The day it is expected", required=False
    )
    replaced_by = forms.ModelChoiceField(
        Entry.objects.none(), label="If it is replaced: by what?", empty_label="Nothing", required=False
    )
    explains = forms.ModelChoiceField(
        Entry.objects.none(),
        label="Which process map does it explain?",
        empty_label="None",
        required=False,
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who looks after it?", empty_label="The service manager", required=False
    )
    review_months = forms.IntegerField(
        label="After how many months is it looked at again?", min_value=1, max_value=60, initial=12
    )

    def __init__(self, *args: Any, service: Service, entry: Entry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [r for r in ROLES.values() if r.sees not in FOR_AN_AGENCY and r.key not in OF_PROGRAMS]
        offer(self, "roles", [(role.key, role.name) for role in own])
        offer(self, "places", contents().places.items())
        others = Entry.objects.filter(service=service).order_by("title")
        others = others.exclude(pk=entry.pk) if entry else others
        offer_rows(self, "replaced_by", others)
        offer_rows(self, "explains", others.filter(kind=Entry.Kind.MAP))
        staff = User.objects.filter(memberships__service=service, memberships__agency=None, is_active=True)
        offer_rows(self, "owner", staff.filter(is_system=False).distinct().order_by("name"))

    def clean(self) -> dict[str, Any]:
        """What is replaced names its replacement here, so that readers are led on."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("standing") == Entry.Standing.AWAITED and not answers.get("expected_on"):
            self.add_error("expected_on", "Say by when it is expected")
        if answers.get("replaced_by") and answers.get("standing") != Entry.Standing.REPLACED:
            self.add_error("standing", "Choose “Replaced”, or take the replacement out")
        return answers


class WordsForm(forms.Form):
    """The words of a version."""

    words = SafeTextField(
        label="What does it say?",
        help_text="Leave an empty line between paragraphs. Of a long paper say in a few words what is in it, and add it.",
        lines=16,
        max_length=60_000,
        error_messages={"required": "Write what it says"},
    )
    upload = UploadField(label="The paper itself", kinds=("pdf", "docx"), required=False)
    explains_version = forms.IntegerField(
        label="Which version of the process map does it explain?", min_value=1, required=False
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if entry.explains is None:
            del self.fields["explains_version"]


class WithdrawForm(forms.Form):
    """Why a version no longer holds."""

    why = SafeTextField(label="Why is it withdrawn?", max_length=200, error_messages={"required": "Say why"})


def words_to_begin_with(entry: Entry, edition: Edition | None) -> dict[str, object]:
    """Whoever writes the next version begins with the words that hold."""
    basis = edition or in_force(entry)
    return {"words": basis.words, "explains_version": basis.explains_version} if basis else {}

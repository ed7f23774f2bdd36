"""Logging a contact on a phone: five answers at most, on one page, and after saving one more that may wait."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.lib.keys import read_key
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer_rows
from amends.foundation.pages.widgets import AffixInput, HintedCheckboxes, HintedRadios
from amends.journey.contact.models import Approach, ApproachDecision, Contact
from amends.journey.contact.models.contact import HarmSign, Kept, Kind, Place

Result, Purpose = Contact.Result, Contact.Purpose
RANG_US = "rang_us"
WROTE_TO_US = "wrote_to_us"
THEMSELVES = "themselves"
BOTH = "both_facilitators"
NOTHING, PASS_ON = "nothing", "pass_on"
PASSED_ON = "Something that may have to be passed on"
FRESH_HARM = "A sign that the person harmed could be hurt again"
TALKED = "If you spoke with them"


class MomentField(forms.DateTimeField):
    """A day and time in the telephone's own picker, or typed as 2026-06-04 14:30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages", {"required": "Enter a day and time", "invalid": "Enter a day and time"}
        )
        super().__init__(widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"), **kwargs)


def minutes_field() -> forms.IntegerField:
    """How long it took. Nothing is saved without it (Wait 'til Eight appendix 7B)."""
    return forms.IntegerField(
        label="How long did it take, with travel?",
        min_value=1,
        max_value=1440,
        widget=AffixInput(suffix="minutes", attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many minutes it took",
            "min_value": "Enter how many minutes it took",
        },
    )


class LogForm(forms.Form):
    """What every contact has."""

    at = MomentField(label="When was it?")
    minutes = minutes_field()
    note = SafeTextField(label="Note", lines=4, required=False)
    why_apart = SafeTextField(
        label="If their parents or guardians were not contacted with them: why?",
        required=False,
        max_length=200,
        help_text="Speaking with the parent then becomes your task",
    )
    came_up = forms.MultipleChoiceField(
        label="Did anything of this come up?",
        choices=[(NOTHING, "No, nothing like that"), (PASS_ON, PASSED_ON), *HarmSign.choices],
        required=False,
        help_text=TALKED,
        widget=HintedCheckboxes(
            hints={
                PASS_ON: "A safeguarding concern is begun from your note",
                **dict.fromkeys(HarmSign.values, FRESH_HARM),
            }
        ),
    )
    harm_sign_words = SafeTextField(
        label="If they could be hurt again: what was the sign?", required=False, max_length=300
    )

    def __init__(
        self, *args: Any, kind: Kind, responsible: bool = False, young: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {}).setdefault(
            "at", timezone.localtime().replace(second=0, microsecond=0)
        )
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.asks_signs = responsible and kind != Kind.LIAISON
        question: Any = self.fields["came_up"]
        question.needed = True  # the rule asks for it wherever they spoke with each other
        if not self.asks_signs:
            question.choices = [choice for choice in question.choices if choice[0] not in HarmSign.values]
            del self.fields["harm_sign_words"]
        if not young or kind == Kind.LIAISON:
            del self.fields["why_apart"]

    def clean_came_up(self) -> list[str]:
        """Nothing, or something."""
        ticked: list[str] = self.cleaned_data["came_up"]
        if NOTHING in ticked and len(ticked) > 1:
            raise forms.ValidationError("Either nothing of this came up or something did")
        return ticked

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at > timezone.now():
            raise forms.ValidationError("A contact cannot be in the future")
        return at

    def details(self) -> dict[str, Any]:
        """What `log_contact` takes. The one question answers two: what is passed on, and signs of fresh harm."""
        found = dict(self.cleaned_data)
        ticked = found.pop("came_up")
        found["disclosable"] = PASS_ON in ticked if ticked else None
        if self.asks_signs:
            found["harm_signs"] = [sign for sign in ticked if sign in HarmSign.values] if ticked else None
        return found


class CallForm(LogForm):
    """A telephone call, from either side."""

    result = forms.ChoiceField(label="How did it go?", widget=HintedRadios)
    purpose = forms.ChoiceField(label="What was it for?", choices=Purpose.choices)
    field_order = ("result", "purpose", "at", "minutes", "note")

    def __init__(self, *args: Any, voicemail: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            Result.REACHED,
            Result.NO_ANSWER,
            Result.SOMEBODY_ELSE,
            Result.LEFT_MESSAGE,
            Result.WRONG_NUMBER,
        ]
        if not voicemail:
            choices.remove(Result.LEFT_MESSAGE)
        field = cast("forms.ChoiceField", self.fields["result"])
        field.choices = [*((c.value, c.label) for c in choices), (RANG_US, "They rang us")]

    def details(self) -> dict[str, Any]:
        found = super().details()
        if found["result"] == RANG_US:
            found |= {"result": Result.REACHED, "direction": Contact.Direction.IN}
        return found


class WrittenForm(LogForm):
    """A text, e-mail or letter, from either side. A first letter says why there was no call."""

    result = forms.ChoiceField(
        label="Who wrote?",
        choices=[(Result.SENT, "We wrote"), (WROTE_TO_US, "They wrote to us")],
        widget=HintedRadios,
    )
    purpose = forms.ChoiceField(label="What was it for?", choices=Purpose.choices)
    why_not_call = SafeTextField(
        label="Why not a call first?",
        required=False,
        max_length=200,
        help_text="Only if nobody has rung them yet",
    )
    field_order = ("result", "purpose", "why_not_call", "at", "minutes", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["purpose" if self.kind == Kind.LETTER else "why_not_call"]

    def details(self) -> dict[str, Any]:
        found = super().details()
        if found["result"] == WROTE_TO_US:
            found |= {"result": Result.REACHED, "direction": Contact.Direction.IN}
        return found


class VisitForm(LogForm):
    """A visit, interview or video call: who was there says whether they were reached."""

    place_kind = forms.ChoiceField(label="Where?", choices=[c for c in Place.choices if c[0] != Place.ONLINE])
    present = forms.MultipleChoiceField(label="Who was there?", required=False, widget=HintedCheckboxes)
    field_order = ("present", "place_kind", "at", "minutes", "note")

    def __init__(self, *args: Any, company: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.kind == Kind.VIDEO:
            del self.fields["place_kind"]
        cast("forms.MultipleChoiceField", self.fields["present"]).choices = [
            (THEMSELVES, "The person themselves"),
            *((str(key), words) for key, words in company),
            (BOTH, "Both facilitators"),
        ]

    def details(self) -> dict[str, Any]:
        found = super().details()
        ticked = set(found["present"])
        there = THEMSELVES in ticked
        found["result"] = Result.REACHED if there else Result.NOT_THERE
        found["both_facilitators"] = BOTH in ticked
        found["present"] = [key for key in map(read_key, ticked) if key is not None]
        if self.kind == Kind.VIDEO:
            found["place_kind"] = Place.ONLINE
        return found


class LiaisonForm(LogForm):
    """A talk with a professional about somebody."""

    professional = SafeTextField(label="With whom? Post and body", max_length=120)
    purpose = forms.ChoiceField(label="What was it for?", choices=Purpose.choices)
    field_order = ("professional", "purpose", "at", "minutes", "note")

    def details(self) -> dict[str, Any]:
        return {**super().details(), "result": Result.REACHED}


def form_for(kind: Kind) -> type[LogForm]:
    """The form of a kind of contact."""
    if kind == Kind.CALL:
        return CallForm
    if kind in {Kind.TEXT, Kind.EMAIL, Kind.LETTER}:
        return WrittenForm
    return LiaisonForm if kind == Kind.LIAISON else VisitForm


class ReactionForm(forms.Form):
    """After the first call to somebody harmed."""

    reaction = SafeTextField(label="How did they take it?", max_length=300)
    meeting_offered = YesNoField(label="Did you offer to meet them?")


class CallBackForm(forms.Form):
    """When to try again."""

    question_as_heading = "call_back_at"
    call_back_at = MomentField(
        label="Call back when?", required=False, help_text="Leave empty for no set time"
    )


class AppointmentForm(forms.Form):
    """The next appointment; it goes into the diary."""

    at = MomentField(label="When?")
    kind = forms.ChoiceField(label="What kind?", choices=Kind.choices)
    place_kind = forms.ChoiceField(label="Where?", choices=[("", "Not said"), *Place.choices], required=False)
    place = SafeTextField(label="Place, with address for a letter", required=False, max_length=200)
    with_user = forms.ModelChoiceField(label="With whom?", queryset=User.objects.none(), empty_label=None)
    also_there = SafeTextField(
        label="Who else will be there?",
        required=False,
        max_length=120,
        help_text="Such as the offender manager",
    )
    is_statutory = forms.BooleanField(label="It is part of an order or licence", required=False)

    def __init__(self, *args: Any, people: Sequence[User], statutory: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[User]", self.fields["with_user"])
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people]).order_by("name")
        if not statutory:
            del self.fields["is_statutory"]


class VisitSafetyForm(forms.Form):
    """Who knows where one is, and until when."""

    ends_at = MomentField(label="When should it be over?")
    allowance = forms.IntegerField(
        label="How long after that before somebody rings you?",
        min_value=5,
        max_value=240,
        widget=AffixInput(suffix="minutes", attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    check_in_with = forms.ModelChoiceField(
        label="Who waits to hear from you?", queryset=User.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "check_in_with", people)


class KeptForm(forms.Form):
    """What became of an appointment."""

    question_as_heading = "kept"
    kept = forms.ChoiceField(
        label="What became of this appointment?", choices=Kept.choices, widget=HintedRadios
    )


class ApproachForm(forms.Form):
    """What to know before the first word to somebody."""

    told_of_sentence = forms.ChoiceField(
        label="Have they been told of the sentence?", choices=Approach.Told.choices, widget=HintedRadios
    )
    told_source = SafeTextField(label="Who says so?", required=False, max_length=120)
    leaflet_explained_on = DateField3(
        label="Leaflet explained on", what="The day", required=False, past_only=True
    )


class ResponsibleApproachForm(ApproachForm):
    """The same for a person responsible, with what their officer says."""

    in_custody = YesNoField(label="Are they in prison?", required=False)
    readiness = forms.ChoiceField(
        label="How ready to change do they seem?", choices=Approach.Readiness.choices
    )
    readiness_note = SafeTextField(label="What makes you think so?", required=False, max_length=300)
    attitude = forms.ChoiceField(
        label="How do they feel about the person harmed?",
        choices=Approach.Attitude.choices,
        help_text="This shapes what you say first. It is never a reason to leave somebody out",
    )
    attitude_note = SafeTextField(label="What makes you think so?", required=False, max_length=300)
    detail = forms.ChoiceField(
        label="How much will you say at first?",
        required=False,
        choices=[("", "As suggested"), *Approach.Detail.choices],
    )


class DecisionForm(forms.Form):
    """A manager's decision on a worker without training."""

    worker = forms.ModelChoiceField(label="Which worker?", queryset=User.objects.none())
    already_working = forms.BooleanField(
        label="They already do offence work with this person", required=False
    )
    interest_shown = forms.BooleanField(label="The person has shown interest", required=False)
    experience = SafeTextField(label="What do they bring?", required=False, max_length=300)
    decision = forms.ChoiceField(
        label="When may they make the first approach?",
        choices=ApproachDecision.Decision.choices,
        widget=HintedRadios,
    )

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "worker", workers)


class PostingForm(forms.Form):
    """The line for the host's record."""

    summary = SafeTextField(
        label="What stands in the offender-management record",
        lines=3,
        max_length=500,
        help_text="That there was contact, and no more. Nothing of the person harmed",
    )

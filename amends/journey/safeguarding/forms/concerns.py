"""Raising a concern in under a minute, deciding it, and noting who was told."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amends.foundation.access.models import Service, User
from amends.foundation.access.rules import held_today
from amends.foundation.case.models import Case, Participant
from amends.foundation.pages.fields import MomentField, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer, offer_rows
from amends.foundation.pages.widgets import HintedRadios
from amends.journey.safeguarding.actions.raising import Report
from amends.journey.safeguarding.models import Concern, Told


class RaiseForm(forms.Form):
    """What worries you? Two answers are needed; the rest helps."""

    kind = forms.ChoiceField(
        label="What worries you?",
        choices=Concern.Kind.choices,
        widget=HintedRadios,
        error_messages={"required": "Choose what comes nearest"},
    )
    words = SafeTextField(
        label="What did you see or hear?",
        lines=4,
        help_text="In the words that were used, as far as you remember",
    )
    in_danger_now = forms.BooleanField(label="Somebody is in danger right now", required=False)
    about = forms.ChoiceField(label="About whom?", required=False)
    who = SafeTextField(
        label="Or somebody else: who, as far as you know?",
        required=False,
        max_length=200,
        help_text="Also somebody who does not take part",
    )
    colleague = forms.ModelChoiceField(
        User.objects.none(),
        label="Is it about somebody who works here?",
        help_text="They hear nothing of it and see nothing of it, whatever they answer for.",
        required=False,
        empty_label="No",
    )
    at_risk = forms.ChoiceField(
        label="Who could come to harm?",
        required=False,
        choices=[("", "I cannot say"), *Concern.AtRisk.choices],
    )
    in_custody = YesNoField(label="Is whoever threatens in prison?", required=False)
    known_at = MomentField(label="Since when do you know?")

    def __init__(
        self,
        data: Any = None,
        *,
        service: Service,
        by: User,
        people: Sequence[Participant] = (),
        case: Case | None = None,
    ) -> None:
        super().__init__(data, initial={"known_at": MomentField.now()})
        held = held_today(service).filter(user__is_system=False).exclude(user=by)
        offer_rows(self, "colleague", User.objects.filter(pk__in=held.values("user")).order_by("name"))
        self.people = {str(person.pk): person for person in people}
        self.case = case
        if people:
            choices = [
                ("", "Somebody else"),
                *((k, f"{p.initials}, {p.words}") for k, p in self.people.items()),
            ]
            offer(self, "about", choices)
        else:
            del self.fields["about"]
            self.fields["who"].label = "Who is it about, as far as you know?"

    def report(self) -> Report:
        """The answers as the action takes them."""
        answers = dict(self.cleaned_data)
        about = self.people.get(answers.pop("about", ""))
        return Report(**answers, about=about, case=self.case)


class DecideForm(forms.Form):
    """What the lead decides."""

    decision = forms.ChoiceField(
        label="What do you decide?", choices=Concern.Decision.choices, widget=HintedRadios
    )
    monitoring_told = YesNoField(
        label="Was the unit told that monitors letters and calls in the prison?", required=False
    )
    words = SafeTextField(label="Why, and what happens now?", lines=4)

    def __init__(self, data: Any = None, *, concern: Concern) -> None:
        super().__init__(data)
        if not concern.in_custody:
            del self.fields["monitoring_told"]


class TellForm(forms.Form):
    """Who was told, what, and on what ground."""

    body = forms.ChoiceField(label="Who was told?", choices=Told.Body.choices)
    name = SafeTextField(label="Post and name of whoever took it", max_length=120)
    colleague = forms.ModelChoiceField(
        label="If it was somebody here: who?", queryset=User.objects.none(), required=False
    )
    what = SafeTextField(label="What did you pass on?", lines=3, help_text="No more than they need")
    at = MomentField(label="When?")
    reason = forms.ChoiceField(
        label="On what ground?",
        choices=Told.Reason.choices,
        widget=HintedRadios,
        help_text="A child in danger sets aside that somebody has not agreed. The manager then hears of it at once",
    )

    def __init__(self, data: Any = None, *, service: Service) -> None:
        super().__init__(data, initial={"at": MomentField.now()})
        offer_rows(self, "colleague", colleagues(service))


class ReceiptForm(forms.Form):
    """When they said that they have it."""

    question_as_heading = "received_at"
    received_at = MomentField(label="When did they say that they have it?")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"received_at": MomentField.now()})


def colleagues(service: Service) -> Any:
    """Whoever works here now, partners apart."""
    here = held_today(service).filter(agency__isnull=True)
    people = User.objects.filter(pk__in=here.values("user"), is_system=False)
    return people.order_by("name")

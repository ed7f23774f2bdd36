"""A line of the list, the choice of one with its cautions, and how it went on."""

from typing import Any, cast

from django import forms
from django.db.models import Model

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.widgets import HintedRadios
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.journey.awareness.kinds import kinds
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.awareness.rules import people_of, weighed
from amends.journey.referral.models import Referral, ReferralPerson
from amends.journey.referral.sentence_rules import AWARENESS

State = AwarenessWork.State
READ = "I have read what to beware of, and weighed it for this person"


class ListedForm(forms.Form):
    """A line of the list."""

    provider = forms.ModelChoiceField(label="Who runs it?", queryset=Agency.objects.none())
    name = SafeTextField(label="What is it called?", max_length=120)
    kind = forms.ChoiceField(label="What kind of service is it?", choices=ListedService.Kind.choices)
    what = SafeTextField(label="What is done there, in a sentence?", max_length=300, lines=2, required=False)
    only_measures = YesNoField(
        label="Is it only a set of questions, asked before and after?", initial=False, required=False
    )
    is_open = YesNoField(label="Does it take people now?", initial=True)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider = cast("forms.ModelChoiceField[Agency]", self.fields["provider"])
        provider.queryset = Agency.objects.filter(service=service).order_by("name")
        hints = {key: kind.words for key, kind in kinds().items()}
        self.fields["kind"].widget = HintedRadios(choices=ListedService.Kind.choices, hints=hints)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {**given, "only_measures": bool(given.get("only_measures"))}


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """Somebody of the referral, by name."""

    def label_from_instance(self, obj: Model) -> str:
        return str(getattr(obj, "full_name", ""))


class ChoiceForm(form_for(load_questionnaire(AWARENESS))):  # type: ignore[misc]  # made from the questionnaire
    """For whom, what was weighed beforehand (PF-127), and that the cautions were read."""

    person = PersonField(label="For whom?", queryset=ReferralPerson.objects.none(), empty_label=None)
    cautions_read = forms.BooleanField(
        label=READ, error_messages={"required": "Say that you have read what to beware of"}
    )
    field_order = ("person",)

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, earlier=weighed(referral), **kwargs)
        person = cast("forms.ModelChoiceField[ReferralPerson]", self.fields["person"])
        person.queryset = people_of(referral)

    def said(self) -> dict[str, Any]:
        """What the action takes; the answers only where something new was said."""
        given = {name: self.cleaned_data[name] for name in ("person", "cautions_read")}
        return {**given, "answers": self.answers if self.answers != self.earlier else None}


class FollowForm(forms.Form):
    """How it went on."""

    state = forms.ChoiceField(
        label="What happened?",
        choices=(
            (State.BEGUN, "It began"),
            (State.FINISHED, "It was finished"),
            (State.LEFT, "It ended early"),
        ),
        widget=HintedRadios,
    )
    on = DateField3(label="On which day?", what="The day", past_only=True)

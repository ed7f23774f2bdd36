"""What is filled in about a case before it is accepted: enquiries, their replies, and the second assessment."""

from typing import Any

from django import forms

from amends.foundation.access.models import Agency
from amends.foundation.case.models import Case, Participant
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_with_closed
from amends.foundation.policy.facts import facts_table
from amends.journey.eligibility.models import Enquiry, SecondAssessment
from amends.service.sharing.rules import closed_to_asking

ASKED_OF_AGENCIES = (
    "domestic_abuse",
    "sexual_offence",
    "responsibility",
    "court_stage",
    "contact_prohibited",
    "vulnerability_concern",
    "serious_or_complex",
)


class EnquiryForm(forms.Form):
    """Whom to ask about whom, for what, and on what ground."""

    agency = forms.ModelChoiceField(label="Which body?", queryset=Agency.objects.none())
    participant = forms.ModelChoiceField(label="About whom?", queryset=Participant.objects.none())
    items = forms.MultipleChoiceField(
        label="What do we ask for?", choices=Enquiry.Item.choices, widget=forms.CheckboxSelectMultiple
    )
    words = SafeTextField(label="In words", lines=6, help_text="Send it by secure mail as it stands here.")
    ground = forms.ChoiceField(
        label="On what ground?",
        choices=Enquiry.Ground.choices,
        widget=forms.RadioSelect,
        initial=Enquiry.Ground.CONSENT,
    )
    ground_words = SafeTextField(
        label="The further consent or the legal ground", required=False, max_length=300
    )

    def __init__(self, *args: Any, case: Case, participants: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Agency.objects.filter(service=case.service, is_active=True).order_by("name")
        offer_with_closed(self, "agency", bodies, closed_to_asking(case.service))
        participant: Any = self.fields["participant"]
        participant.queryset = participants
        participant.label_from_instance = lambda each: f"{each.initials}, {each.words.lower()}"


class ChaseForm(forms.Form):
    """Asking again."""

    words = SafeTextField(label="What did you say?", lines=2, required=False)


class ReplyForm(forms.Form):
    """What came back, and which facts it settles."""

    received_on = DateField3(label="When did it come?", what="Day of the reply", past_only=True)
    source = forms.ChoiceField(
        label="Where from?", choices=[("", "Not said"), *Enquiry.Source.choices], required=False
    )
    nothing_known = forms.BooleanField(label="Nothing is known there", required=False)
    reply = SafeTextField(label="What they told us", lines=6, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        table = facts_table()
        for name in ASKED_OF_AGENCIES:
            fact = table[name]
            choices = [("true", "Yes"), ("false", "No")]
            if fact.kind == "choice":
                choices = [(value, value.replace("_", " ").capitalize()) for value in fact.values]
            self.fields[name] = forms.ChoiceField(
                label=fact.words, choices=[("", "They say nothing of it"), *choices], required=False
            )

    def facts(self) -> dict[str, Any]:
        """The facts the reply settles."""
        table = facts_table()
        said = {name: self.cleaned_data[name] for name in ASKED_OF_AGENCIES if self.cleaned_data[name]}
        return {name: table[name].parse(text) for name, text in said.items()}


class GiveUpForm(forms.Form):
    """No longer waiting."""

    because = SafeTextField(label="Why do you no longer wait for it?", max_length=300)


class AssessmentForm(forms.Form):
    """The second assessment."""

    responsibility = forms.ChoiceField(
        label="How far does the person responsible accept responsibility now?",
        choices=SecondAssessment.Responsibility.choices,
        widget=forms.RadioSelect,
    )
    relied_on = forms.MultipleChoiceField(
        label="Which replies does it rest on?", widget=forms.CheckboxSelectMultiple, required=False
    )
    relied_words = SafeTextField(label="What else does it rest on?", lines=2, required=False)
    decision = forms.ChoiceField(
        label="What do you decide?", choices=SecondAssessment.Decision.choices, widget=forms.RadioSelect
    )
    reasons = SafeTextField(label="Why", lines=4)
    without_replies = SafeTextField(
        label="Why go on although a reply is outstanding?", lines=2, required=False
    )

    def __init__(self, *args: Any, enquiries: list[Enquiry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answered = [enquiry for enquiry in enquiries if enquiry.replied_at]
        relied_on: Any = self.fields["relied_on"]
        relied_on.choices = [(str(enquiry.pk), enquiry.agency.name) for enquiry in answered]
        if not answered:
            del self.fields["relied_on"]
            self.fields["relied_words"].label = "What does it rest on?"
            self.fields["relied_words"].required = True
        if not any(enquiry.is_open for enquiry in enquiries):
            del self.fields["without_replies"]


class MemberForm(forms.Form):
    """A member of a harmed group."""

    full_name = SafeTextField(label="Name", max_length=200)
    is_spokesperson = forms.BooleanField(label="Speaks for the group", required=False)
    takes_part = forms.BooleanField(label="Has agreed to be contacted", required=False)

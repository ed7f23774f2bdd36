"""What the target criteria rest on: a score, convictions, the victim of the offence, acceptance of its facts."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.journey.eligibility.models import BasicFacts, Conviction
from amends.journey.referral.models import Referral, ReferralPerson


class ScoreForm(forms.Form):
    """A score as it was given. Nothing is worked out here."""

    value = forms.IntegerField(label="Score", min_value=0, max_value=100)
    scored_on = DateField3(label="When was it worked out?", what="Day of the score", past_only=True)
    predictor = SafeTextField(
        label="Which predictor, and which version of it?", max_length=40, initial="OGRS3"
    )


class ConvictionForm(forms.Form):
    """One conviction."""

    offence = SafeTextField(label="Offence", max_length=120)
    convicted_on = DateField3(label="When were they convicted?", what="Day of the conviction", past_only=True)
    kind = forms.ChoiceField(label="What kind?", choices=Conviction.Kind.choices, widget=forms.RadioSelect)
    sensitive = forms.ChoiceField(
        label="Does it need the sensitive route?",
        choices=[("", "No"), *((c.value, c.label) for c in Conviction.Sensitive if c.value)],
        required=False,
        widget=forms.RadioSelect,
    )
    is_index = forms.BooleanField(label="This is the offence the referral is about", required=False)


class VictimForm(forms.Form):
    """Who was harmed by the offence: one of these three."""

    person = forms.ModelChoiceField(
        label="Somebody named in the referral", queryset=ReferralPerson.objects.none(), required=False
    )
    organisation = SafeTextField(label="Or an organisation", max_length=160, required=False)
    contact = SafeTextField(label="Who speaks for it, and how to reach them", max_length=160, required=False)
    none_identifiable = forms.BooleanField(label="Nobody can be identified", required=False)
    how_known = SafeTextField(label="How do we know?", max_length=200)

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = ReferralPerson.objects.filter(referral=referral, side__in=["harmed", "party_a"])
        person.label_from_instance = lambda each: each.full_name


class BasicFactsForm(forms.Form):
    """The judgement about the basic facts, apart from plea and remorse."""

    accepts = forms.ChoiceField(
        label="Do they accept the basic facts of what happened?",
        choices=BasicFacts.Accepts.choices,
        widget=forms.RadioSelect,
    )
    disputed = SafeTextField(label="Which points do they dispute?", lines=3, required=False)
    judged_by = SafeTextField(label="Who judged it?", max_length=120)
    judged_on = DateField3(label="When?", what="Day of the judgement", past_only=True)
    basis = SafeTextField(label="What does it rest on?", max_length=300)
    plea = forms.ChoiceField(
        label="What was the plea?", choices=[("", "Not known"), *BasicFacts.Plea.choices], required=False
    )
    remorse = SafeTextField(
        label="Anything about remorse?", max_length=300, required=False, help_text="It is never tested."
    )

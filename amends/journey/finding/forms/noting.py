"""Short forms for what comes before a referral."""

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.finding.models import Interest, Offer, Request


class RequestForm(forms.Form):
    """Somebody asks to be referred."""

    person = SafeTextField(label="Who asks?", max_length=200)
    reference = SafeTextField(label="Their number", required=False, max_length=60)
    in_custody = YesNoField(label="Are they in custody?")
    told_on = DateField3(label="When were they told about restorative justice?", required=False)
    asked_on = DateField3(label="When did they ask?", what="The day they asked")
    made_to = SafeTextField(label="Whom did they ask?", max_length=120)
    way = SafeTextField(label="In what way?", required=False, max_length=120)


class AnswerRequestForm(forms.Form):
    """What became of it."""

    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=[c for c in Request.Outcome.choices if c[0] != Request.Outcome.PENDING],
        widget=forms.RadioSelect,
    )
    on = DateField3(label="On which day?")
    referral_number = SafeTextField(label="Number of the referral", required=False, max_length=20)
    late_reason = SafeTextField(
        label="If it took longer than fifteen working days: why?", required=False, max_length=300
    )


class InterestForm(forms.Form):
    """Somebody in custody shows interest."""

    person = SafeTextField(label="Who is interested?", max_length=200)
    reference = SafeTextField(label="Prison number", required=False, max_length=60)
    prison = SafeTextField(label="Which prison?", max_length=120)
    raised_by = forms.ChoiceField(
        label="Through whom?", choices=Interest.RaisedBy.choices, widget=forms.RadioSelect
    )
    raised_on = DateField3(label="When?")


class AnswerInterestForm(forms.Form):
    """What the prison offender manager has done."""

    referral_number = SafeTextField(label="Number of the referral you made", required=False, max_length=20)
    why_dropped = SafeTextField(label="Or: why it is not taken further", required=False, max_length=300)


class DisclosureForm(forms.Form):
    """A supervised person was harmed."""

    person = SafeTextField(label="Who told you?", max_length=200)
    reference = SafeTextField(label="Their number", required=False, max_length=60)
    disclosed_on = DateField3(label="When did they tell you?")
    nature = SafeTextField(
        label="What was it about?", help_text="Only you see this again.", lines=3, required=False
    )


class InformationForm(forms.Form):
    """They have been told what there is."""

    on = DateField3(label="When did you tell them?")
    what_given = SafeTextField(label="What did you give them?", max_length=200)


class VictimForm(forms.Form):
    """A victim who reported the offence."""

    victim = SafeTextField(label="Who was harmed?", max_length=200)
    reference = SafeTextField(label="Crime number", required=False, max_length=60)
    area = SafeTextField(label="Police area", required=False, max_length=80)
    heard_from = forms.ChoiceField(
        label="If they asked themselves: where did they first hear of it?",
        choices=[("", "They have not asked"), *Offer.HeardFrom.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    police_offered = forms.ChoiceField(
        label="If they asked themselves: did the police give them information, or say where it is?",
        choices=Offer.PoliceOffered.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class OfferForm(forms.Form):
    """They were told, and answered."""

    on = DateField3(label="When were they told?")
    offered_by = SafeTextField(label="By whom?", max_length=120)
    told = forms.ChoiceField(label="How?", choices=Offer.Told.choices, widget=forms.RadioSelect)
    response = forms.ChoiceField(
        label="What did they say?", choices=Offer.Response.choices, widget=forms.RadioSelect
    )


class VictimNoticeForm(forms.Form):
    """A victim wants restorative justice: told by their liaison officer."""

    victim = SafeTextField(label="Who was harmed?", max_length=200)
    offender = SafeTextField(label="Who was responsible?", max_length=200)
    reference = SafeTextField(label="Crime number", required=False, max_length=60)
    told_on = DateField3(label="When did they tell you?", what="The day they told you")
    wishes = SafeTextField(label="What would they like, and how can they be reached safely?", lines=4)


class CopiedForm(forms.Form):
    """The entry in the offender record."""

    copied_as = SafeTextField(label="Which entry of the offender record is it?", max_length=60)

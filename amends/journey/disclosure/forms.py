"""What is filled in when something goes out of a case or comes in."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind, Service, User
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.pages.fields import DateField3, MomentField, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer_with_closed
from amends.journey.disclosure.actions.disclosing import Given
from amends.journey.disclosure.actions.mappa import Duty
from amends.journey.disclosure.models import (
    Allowed,
    Bundle,
    Disclosure,
    Item,
    JointWork,
    Mappa,
    MappaAgency,
    Part,
    ReleaseAnswer,
    RiskTold,
    VictimRequest,
)
from amends.journey.eligibility.models import Enquiry
from amends.service.sharing.rules import closed_to_asking, means_in_force


def _agencies(service: Service, *kinds: str) -> Any:
    rows = Agency.objects.filter(service=service, is_active=True)
    return (rows.filter(kind__in=kinds) if kinds else rows).order_by("name")


def _officers(service: Service) -> Any:
    roles = ["community_offender_manager", "prison_offender_manager", "referrer"]
    return (
        User.objects.filter(memberships__service=service, memberships__role__in=roles, is_active=True)
        .distinct()
        .order_by("name")
    )


class DisclosureForm(forms.Form):
    """What is given to whom, and why."""

    agency = forms.ModelChoiceField(label="To which body?", queryset=Agency.objects.none())
    recipient = SafeTextField(label="Who there?", max_length=120)
    how = forms.ChoiceField(label="In what way?", choices=Disclosure.How.choices, widget=forms.RadioSelect)
    address = forms.EmailField(label="E-mail address", required=False)
    items = SafeTextField(
        label="What exactly?", help_text="One thing a line. No more than the purpose needs.", lines=4
    )
    purpose = SafeTextField(label="What for?", max_length=300)
    ground = forms.ChoiceField(
        label="On what ground?", choices=Disclosure.Ground.choices, widget=forms.RadioSelect
    )
    reasons = SafeTextField(label="The reasons, without consent", lines=3, required=False)
    section_115 = forms.BooleanField(
        label="It is in line with section 115 of the Crime and Disorder Act 1998", required=False
    )
    proportionality = SafeTextField(label="Why would no less do?", lines=2)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        agency.queryset = _agencies(service)

    def given(self) -> Given:
        """The answers as the action takes them."""
        return Given(**{name: value for name, value in self.cleaned_data.items() if name != "agency"})


class BundleForm(forms.Form):
    """A new bundle of papers."""

    file = forms.ModelChoiceField(label="Whose papers?", queryset=CaseFile.objects.none())
    recipient = SafeTextField(label="To whom?", max_length=160)
    method = forms.ChoiceField(
        label="How does it go?", choices=Bundle.Method.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["file"]
        field.queryset = files
        field.label_from_instance = lambda each: each.get_side_display()


class PaperForm(forms.Form):
    """One paper more."""

    title = SafeTextField(label="Which paper?", max_length=160)
    about = forms.ModelChoiceField(label="Whom is it about?", queryset=CaseFile.objects.none())

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["about"]
        field.queryset = files
        field.label_from_instance = lambda each: each.get_side_display()


class RiskForm(forms.Form):
    """News that goes out: what is new, who is told, in a way that is in force."""

    words = SafeTextField(
        label="What is new?",
        help_text="Name nobody and give no address: the case number says enough.",
        lines=4,
        required=False,
    )
    no_change = forms.BooleanField(label="Nothing has changed", required=False)
    means = forms.ChoiceField(label="In which way?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        means: Any = self.fields["means"]
        means.choices = [(row.means, row.get_means_display()) for row in means_in_force(service)]
        for who, label in RiskTold.Who.choices:
            self.fields[f"to_{who}"] = SafeTextField(
                label=f"{label}: who is told?", required=False, max_length=160
            )

    def told(self) -> list[tuple[str, str]]:
        """Those named."""
        found = [(who, self.cleaned_data[f"to_{who}"]) for who in RiskTold.Who.values]
        return [(who, name) for who, name in found if name]


class RiskInForm(forms.Form):
    """News that came in."""

    sender = SafeTextField(label="Who says so?", help_text="Name and body.", max_length=160)
    words = SafeTextField(label="What do they say?", lines=4, required=False)
    no_change = forms.BooleanField(label="Nothing has changed", required=False)


class OfficerRiskForm(forms.Form):
    """The same from an officer outside the team, about somebody they referred."""

    words = SafeTextField(label="What should we know?", lines=4, required=False)
    no_change = forms.BooleanField(
        label="Nothing has changed since we last heard from each other", required=False
    )


class AcknowledgeForm(forms.Form):
    """The proof that it reached them."""

    how = SafeTextField(
        label="How did they say so?", help_text="E-mail of today, on the telephone.", max_length=160
    )


class MappaForm(forms.Form):
    """The duty to tell MAPPA partners."""

    level = forms.TypedChoiceField(label="MAPPA level", choices=[(n, n) for n in (1, 2, 3)], coerce=int)
    asked_by_harmed = forms.BooleanField(label="The person harmed asked for it", required=False)
    duty = forms.ChoiceField(
        label="Who manages the sentence?", choices=Mappa.Duty.choices, widget=forms.RadioSelect
    )
    officer = forms.ModelChoiceField(label="Their account here", queryset=User.objects.none(), required=False)
    liaison = forms.ModelChoiceField(
        label="Who is the liaison officer?", queryset=User.objects.none(), required=False
    )
    meeting_on = DateField3(
        label="When is the next MAPPA meeting?", what="Day of the meeting", required=False
    )
    share = forms.ChoiceField(
        label="Must the partners know before it?",
        choices=Mappa.Share.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reasons = SafeTextField(label="Why? Weigh the risk and how complex it is.", lines=3, required=False)
    agencies = SafeTextField(
        label="Agencies actively involved", help_text="One a line.", lines=4, required=False
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("officer", "liaison"):
            field: Any = self.fields[name]
            field.queryset = _officers(service)

    def clean_agencies(self) -> list[str]:
        """One name a line, each once."""
        lines = (line.strip() for line in self.cleaned_data["agencies"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def duty_said(self) -> Duty:
        """The answers as the action takes them."""
        return Duty(**{name: value for name, value in self.cleaned_data.items() if name != "agencies"})


class ToldForm(forms.Form):
    """An agency has been told."""

    what = SafeTextField(label="What was shared?", lines=3)
    how = forms.ChoiceField(label="How?", choices=MappaAgency.Method.choices, widget=forms.RadioSelect)
    on = DateField3(label="When?", what="Day", past_only=True)


class JointForm(forms.Form):
    """A linked case of a youth justice service."""

    agency = forms.ModelChoiceField(label="Which youth justice service?", queryset=Agency.objects.none())
    lead = forms.ChoiceField(label="Who leads?", choices=JointWork.Lead.choices, widget=forms.RadioSelect)
    contact = SafeTextField(label="Who works on it there?", max_length=120)
    reference = SafeTextField(label="Their case reference", max_length=60)
    basis = SafeTextField(label="On what does sharing rest?", max_length=300)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_with_closed(
            self, "agency", _agencies(service, AgencyKind.YOUTH_JUSTICE), closed_to_asking(service)
        )


class ItemForm(forms.Form):
    """One thing that was shared."""

    what = SafeTextField(label="What was shared?", max_length=200)


class PartForm(forms.Form):
    """Something to be done for one side, and who is down for it."""

    file = forms.ModelChoiceField(label="For which side?", queryset=CaseFile.objects.none())
    need = forms.ChoiceField(label="What has to be done?", choices=Part.Need.choices)
    agency = forms.ModelChoiceField(
        label="Which body is down for it?",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Nobody yet",
    )

    def __init__(self, *args: Any, service: Service, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file: Any = self.fields["file"]
        file.queryset = files
        file.label_from_instance = lambda each: each.get_side_display()
        agency: Any = self.fields["agency"]
        agency.queryset = _agencies(service)


class PartAnswerForm(forms.Form):
    """What the body says."""

    state = forms.ChoiceField(
        label="How does it stand?", choices=Part.State.choices, widget=forms.RadioSelect
    )
    answer = SafeTextField(label="What did they say?", max_length=300, required=False)


class AllowForm(forms.Form):
    """What somebody lets be told to the other side."""

    what = SafeTextField(label="What may we tell the other side?", lines=3)
    limits = SafeTextField(label="What may we not say, or not yet?", lines=2, required=False)
    on = DateField3(label="When did they say so?", what="Day", past_only=True)


class PassForm(forms.Form):
    """It has been said to the other side."""

    allowed = forms.ModelChoiceField(
        label="What did you tell them?",
        queryset=Allowed.objects.none(),
        required=False,
        empty_label="Something they have not yet allowed",
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["allowed"]
        field.queryset = participant.allowed.filter(passed_on__isnull=True, taken_back_on__isnull=True)
        field.label_from_instance = lambda each: each.what[:120]


class VictimRequestForm(forms.Form):
    """A provider has asked about the person harmed."""

    asked_by = SafeTextField(label="Which provider asks?", max_length=160)
    asked_on = DateField3(label="When did they ask?", what="Day", past_only=True)


class TellOfficerForm(forms.Form):
    """The officer who manages the sentence learns that a provider has asked."""

    told = forms.ChoiceField(
        label="Who manages the sentence?", choices=VictimRequest.Officer.choices, widget=forms.RadioSelect
    )
    officer = forms.ModelChoiceField(label="Their account here", queryset=User.objects.none(), required=False)
    how = SafeTextField(label="How do you tell them?", max_length=120)
    message = SafeTextField(
        label="What do you tell them?",
        help_text="That a provider has asked. Never who or where the person harmed is.",
        lines=3,
    )
    on = DateField3(label="When?", what="Day", past_only=True)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["officer"]
        field.queryset = _officers(service)


class ReleaseAnswerForm(forms.Form):
    """What somebody harmed said about one provider."""

    provider = forms.ModelChoiceField(label="About which provider?", queryset=Agency.objects.none())
    answer = forms.ChoiceField(
        label="What did they say?", choices=ReleaseAnswer.Answer.choices, widget=forms.RadioSelect
    )
    items = forms.MultipleChoiceField(
        label="What may the provider have?",
        help_text="Only what is ticked can be released.",
        choices=Item.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    how = forms.ChoiceField(
        label="How did they say it?", choices=ReleaseAnswer.How.choices, widget=forms.RadioSelect
    )
    said_at = MomentField(label="When did they say it?")

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider: Any = self.fields["provider"]
        provider.queryset = _agencies(service)


class ReleaseForm(forms.Form):
    """What is released."""

    items = forms.MultipleChoiceField(
        label="What do you release?", choices=Item.choices, widget=forms.CheckboxSelectMultiple
    )


class PoliceForm(forms.Form):
    """The request to the police for how to reach people harmed, filled from the case."""

    participant = forms.ModelChoiceField(
        label="Whom do we want to reach?", queryset=Participant.objects.none()
    )
    agency = forms.ModelChoiceField(label="Which force?", queryset=Agency.objects.none())
    urn = SafeTextField(label="Unique reference number (URN)", max_length=60, required=False)
    offence = SafeTextField(label="Offence", max_length=160)
    happened_on = DateField3(label="When did it happen?", what="Day", required=False)
    place = SafeTextField(label="Where?", max_length=200, required=False)
    court = SafeTextField(label="Sentencing court", max_length=120, required=False)
    sentenced_on = DateField3(label="Day of the sentence", what="Day", required=False)
    officer = SafeTextField(label="Investigating officer", max_length=160, required=False)
    station = SafeTextField(label="Police station", max_length=120, required=False)
    other = SafeTextField(label="Other useful information", lines=3, required=False)
    ground = forms.ChoiceField(
        label="On what ground?", choices=Enquiry.Ground.choices, widget=forms.RadioSelect, initial="legal"
    )
    ground_words = SafeTextField(
        label="The further consent or the legal ground", required=False, max_length=300
    )

    def __init__(self, *args: Any, service: Service, participants: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_with_closed(self, "agency", _agencies(service, AgencyKind.POLICE), closed_to_asking(service))
        participant: Any = self.fields["participant"]
        participant.queryset = participants
        participant.label_from_instance = lambda each: f"{each.initials}, {each.words.lower()}"

    def details(self) -> dict[str, object]:
        """What stands in the form."""
        left_out = {"participant", "agency", "ground", "ground_words"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class ReceivedForm(forms.Form):
    """What has come from the police."""

    address_on = DateField3(label="When did the address come?", what="Day", past_only=True, required=False)
    telephone_on = DateField3(
        label="When did the telephone number come?", what="Day", past_only=True, required=False
    )


def today() -> dict[str, Any]:
    """The usual first answer of a question for a day."""
    return {"on": timezone.localdate(), "asked_on": timezone.localdate()}


class AgencyAnswerForm(forms.Form):
    """What a MAPPA partner answered."""

    answer = SafeTextField(
        label="What do they know that bears on it?", help_text="“Nothing known” is an answer.", lines=3
    )
    on = DateField3(label="When?", what="Day", past_only=True)


class PlanReviewForm(forms.Form):
    """The risk management plan was looked at again."""

    changed = YesNoField(label="Was the plan changed?")
    on = DateField3(label="When was it looked at?", what="Day", past_only=True)
    passed_on = DateField3(label="When was the provider told?", what="Day", past_only=True, required=False)


class OversightPlanForm(forms.Form):
    """When oversight is due next under the level 1 arrangements."""

    due_on = DateField3(
        label="When is it due?", what="The day", help_text="Under the level 1 and Touchpoints arrangements."
    )


class OversightHeldForm(forms.Form):
    """Level 1 oversight was held."""

    held_on = DateField3(label="When was it held?", what="The day", past_only=True)
    rj_discussed = YesNoField(
        label="Was restorative justice discussed in it?",
        hints={"yes": "Then its oversight has the same day, and needs no meeting of its own."},
    )
    next_due_on = DateField3(label="When is the next one due?", what="The day", required=False)

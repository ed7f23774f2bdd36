"""The forms about a sentence: before it for whoever writes the report, after it as one sheet."""

from functools import cache
from typing import Any

from django import forms

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import (
    DateField3,
    DateOfBirthField,
    PhoneField,
    PostcodeField,
    SafeTextField,
    YesNoField,
)
from amends.foundation.pages.widgets import HintedRadios
from amends.foundation.policy.facts import Fact, facts_table
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.journey.referral.forms.matter import choice, text
from amends.journey.referral.models import ReferralPerson, Sentencing, Worksheet
from amends.service.rulebook.rules import profile_in_force

# What the rest of the form says already, or what the service finds out.
SAID_ELSEWHERE = frozenset(
    {"reference", "referral_type", "referrer_kind", "initiated_by", "court_stage", "responsible_under_18"}
    | {"consent_harmed", "consent_responsible"}
)
MOST_MONTHS = 36


class TalkForm(forms.Form):
    """A talk with the service before anything was written."""

    talked_on = DateField3(
        label="If you talked it over with the service, when?", what="The day", past_only=True, required=False
    )
    talk_note = text("What did you talk about?", lines=4, longest=4000)
    talk_advice = text("What were you advised?", lines=4, longest=4000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        said = given.get("talk_note") or given.get("talk_advice")
        if said and not given.get("talked_on") and "talked_on" not in self.errors:
            self.add_error("talked_on", "Say on which day you talked it over")
        return given


class HearingForm(forms.Form):
    """What is needed to follow the case through court."""

    offence = SafeTextField(
        label="What is the offence?", max_length=300, error_messages={"required": "Say what the offence is"}
    )
    incident = SafeTextField(
        label="What happened?", lines=6, error_messages={"required": "Say in a few words what happened"}
    )
    report_author = SafeTextField(
        label="Who writes the pre-sentence report?",
        max_length=200,
        error_messages={"required": "Say who writes the report"},
    )
    court = SafeTextField(
        label="Which court?", max_length=120, error_messages={"required": "Say which court hears it"}
    )
    next_hearing_on = DateField3(label="When is the hearing?", what="The date of the hearing")
    is_ppo = YesNoField(label="Are they a prolific or other priority offender (PPO)?")


class ProposalForm(forms.Form):
    """The sentence that the report proposes."""

    sentence_proposed = choice("Which sentence do you propose?", Sentencing.Order.choices)
    months_of_supervision = forms.IntegerField(
        label="How many months of supervision?", min_value=1, max_value=MOST_MONTHS, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("sentence_proposed") and not given.get("months_of_supervision"):
            self.add_error("months_of_supervision", "Say how many months of supervision you propose")
        if given.get("months_of_supervision") and not given.get("sentence_proposed"):
            self.add_error("sentence_proposed", "Choose the sentence you propose")
        return given


@cache
def questions_of(key: str) -> type[forms.Form]:
    """A questionnaire as one page of the form."""
    return form_for(load_questionnaire(key))


def eligibility_form(service: Service) -> type[forms.Form]:
    """What the service's rules rest on and the form does not say elsewhere; leave open what you do not know."""
    rules = profile_in_force(service.pk, service.profile).rules
    return _eligibility(tuple(dict.fromkeys(name for rule in rules for name in rule.facts)))


@cache
def _eligibility(asked: tuple[str, ...]) -> type[forms.Form]:
    table = facts_table()
    fields = {name: _fact_field(table[name]) for name in asked if name not in SAID_ELSEWHERE}
    return type("EligibilityForm", (forms.Form,), dict(fields))


def _fact_field(fact: Fact) -> forms.Field:
    if fact.kind == "number":
        return forms.IntegerField(
            label=fact.words, min_value=fact.at_least, max_value=fact.at_most, required=False
        )
    choices = [("true", "Yes"), ("false", "No")]
    if fact.kind == "choice":
        choices = [(value, value.replace("_", " ").capitalize()) for value in fact.values]
    widget = HintedRadios if fact.kind != "choice" else forms.Select
    return forms.ChoiceField(
        label=fact.words, choices=[("", "Not known"), *choices], required=False, widget=widget
    )


class WorksheetForm(forms.Form):
    """Personal, offence and sentence particulars on one page."""

    full_name = SafeTextField(label="Name", max_length=200, error_messages={"required": "Enter their name"})
    case_number = text("Case number", longest=60)
    ucrn = text("Unique case reference (UCRN)", longest=60)
    is_ppo = YesNoField(label="PPO or IOM?", required=False, help_text="A prolific or priority offender.")
    tier = choice("Tier", tuple((str(tier), str(tier)) for tier in range(1, 5)))
    address = text("Address", lines=3, longest=300)
    postcode = PostcodeField(label="Postcode", required=False)
    telephone = PhoneField(label="Telephone number", required=False)
    date_of_birth = DateOfBirthField(label="Date of birth", required=False)
    age_note = text("Age, if the date is not known", longest=80)
    gender = forms.ChoiceField(label="Sex", choices=ReferralPerson.Gender.choices, required=False)
    ethnicity = text("Ethnic background, as they describe it", longest=60)
    offences = text("All offences, one a line", lines=4, longest=4000)
    place = text("Where did it happen?")
    happened_on = DateField3(
        label="When did it happen?", what="The day it happened", past_only=True, required=False
    )
    incident = SafeTextField(
        label="Brief details",
        lines=6,
        help_text="Whatever you write, answer the next three as well.",
        error_messages={"required": "Say in a few words what happened"},
    )
    weapon = YesNoField(
        label="Was a weapon used?", error_messages={"required": "Say whether a weapon was used"}
    )
    violence = YesNoField(
        label="Was there violence?", error_messages={"required": "Say whether there was violence"}
    )
    encounter = YesNoField(
        label="Did they meet the person harmed in it?",
        error_messages={"required": "Say whether they met the person harmed in it"},
    )
    sentence_details = text("Sentence", lines=2, longest=400)
    length_of_supervision = text("Length of supervision", longest=60)
    sentenced_on = DateField3(
        label="Sentenced on", what="The day of the sentence", past_only=True, required=False
    )
    court = text("Sentencing court", longest=120)
    notified_on = DateField3(
        label="When was the service told of the order?", what="The day", past_only=True, required=False
    )
    purpose = text("Purpose of the sentence, if the court said it", longest=300)


class PartTwoForm(forms.Form):
    """The second part of the worksheet, kept by the service's administrator."""

    report_author = text("Author of the pre-sentence report")
    offender_manager = text("Offender manager")
    office = text("Office", longest=120)
    requirement_1 = text("First requirement", longest=120)
    requirement_2 = text("Second requirement", longest=120)
    requirement_3 = text("Third requirement", longest=120)
    co_defendants = text("Co-defendants", longest=300)
    other_information = text("Anything else, such as compensation", lines=4, longest=4000)
    report = choice(
        "Pre-sentence report",
        [c for c in Worksheet.Paper.choices if c[0] != Worksheet.Paper.REQUESTED],
    )
    prosecution = choice(
        "Prosecution (CPS) papers",
        [c for c in Worksheet.Paper.choices if c[0] != Worksheet.Paper.NOT_AVAILABLE],
    )
    prosecution_requested_on = DateField3(
        label="Requested on", what="The day", past_only=True, required=False
    )
    victim_information = choice(
        "Information about the person harmed",
        [(Worksheet.VictimInformation.REQUESTED, "Requested")],
        help_text="It is never attached here. When it arrives it is sent separately.",
    )
    victim_information_on = DateField3(label="Requested on", what="The day", past_only=True, required=False)
    facilitator = text("Facilitator")
    allocated_on = DateField3(label="Date of allocation", what="The day", past_only=True, required=False)


class DispatchForm(forms.Form):
    """The information about the person harmed has gone by its own way."""

    sent_on = DateField3(label="When was it sent?", what="The day", past_only=True)
    sent_to = SafeTextField(
        label="To whom, and how?", max_length=200, help_text="Such as: the facilitator, by secure e-mail."
    )

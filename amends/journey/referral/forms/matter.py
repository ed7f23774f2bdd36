"""Why somebody is referred, what happened, and what the court and others have done."""

import datetime as dt
from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoUnsureField
from amends.foundation.pages.widgets import HintedCheckboxes, HintedRadios
from amends.journey.referral.models.referral import Between, Reason, Referral

WHOSE_IDEA = (
    ("victim", "The person harmed"),
    ("offender", "The person responsible"),
    ("agency", "Ours, or another agency's"),
)
MATTERS = (
    ("criminal_offence", "A crime that went to court"),
    ("low_level_crime", "A crime dealt with outside court"),
    ("anti_social_behaviour", "Anti-social behaviour"),
    ("neighbour_dispute", "A dispute between neighbours"),
)

EARLIEST = dt.date(1900, 1, 1)  # the database holds it too


def not_sure(label: str, **more: Any) -> YesNoUnsureField:
    """A question that may be left open or answered with "not sure"."""
    return YesNoUnsureField(label=label, required=False, **more)


def text(label: str, lines: int = 1, longest: int = 200, **more: Any) -> SafeTextField:
    """A box that may stay empty."""
    return SafeTextField(label=label, lines=lines, max_length=longest, required=False, **more)


def choice(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    """One of several, or none."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=HintedRadios(hints=more.pop("hints", None)),
        **more,
    )


class ReasonForm(forms.Form):
    """Why are you referring this? Several boxes may be ticked."""

    reasons = forms.MultipleChoiceField(
        label="Why are you referring this?",
        choices=Reason.choices,
        required=False,
        widget=HintedCheckboxes,
        help_text="Tick all that fit.",
    )
    reason_other = text("If there is another reason, what is it?", longest=300)
    referral_type = choice("What is it about?", MATTERS)
    initiated_by = choice("Whose idea was it?", WHOSE_IDEA)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if Reason.OTHER in given.get("reasons", []) and not given.get("reason_other"):
            self.add_error("reason_other", "You ticked “another reason”. Say which")
        return given


class IncidentForm(forms.Form):
    """What happened."""

    incident = SafeTextField(
        label="What happened?",
        lines=8,
        help_text="In a few sentences. Names belong on the next pages.",
        error_messages={"required": "Say in a few words what happened"},
    )
    happened_on = DateField3(
        label="When did it happen?",
        what="The day it happened",
        past_only=True,
        earliest=EARLIEST,
        required=False,
    )
    happened_note = text(
        "If you do not know the day, when was it?", help_text="Such as: since September, autumn 2011."
    )
    place = text("Where?")
    crime_number = text("Crime number", longest=60, help_text="Such as 42/123456/26.")
    police_log = text("Police log or other police reference", longest=60)
    other_reference = text("Your own reference", longest=60)


class BetweenForm(forms.Form):
    """What they are to each other: behind a dispute there may be more."""

    between_them = choice("What are they to each other?", Between.choices)
    one_speaks_for_other = not_sure("Does one of them usually answer, translate or sign for the other?")
    known_links = text("Does anybody in our service know one of them?", longest=300)
    referrer_interest = text("Do you have a link of your own with any of them?", longest=300)


class CourtForm(forms.Form):
    """Only for matters that went to court."""

    went_to_court = not_sure("Did it go to court?")
    court_stage = choice("How far has it come?", Referral._meta.get_field("court_stage").choices)
    plea = choice(
        "Did they plead guilty?",
        (("guilty", "Guilty"), ("not_guilty_tried", "Not guilty"), ("none", "No plea yet")),
    )
    court = text("Which court?", longest=120)
    court_participant = text("Whose case is it?", help_text="If it is about only one of the people.")
    next_hearing_on = DateField3(label="When is the next hearing?", what="The next hearing", required=False)
    sentenced_on = DateField3(
        label="When was the sentence?", what="The day of the sentence", past_only=True, required=False
    )
    sentence_details = text("What was the sentence?", lines=3, longest=400)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sentenced = given.get("court_stage") == "sentenced"
        if sentenced and not (given.get("sentence_details") or given.get("sentenced_on")):
            self.add_error("sentence_details", "Say what the sentence was, or when it was passed")
        return given


class BeforeForm(forms.Form):
    """What was done before, and what the next person has to know."""

    previous_action = text(
        "What has been done about it, or with the people, before?", lines=4, longest=10_000
    )
    comments = text("What else should we know? Risk above all", lines=6, longest=10_000)
    needed_by = DateField3(
        label="Is there a day before which somebody must act?", what="The day", required=False
    )
    needed_why = text("Why that day?", longest=300)
    attachments_note = text("Is anything still to be sent to us?", longest=300)


class LeafletForm(forms.Form):
    """Given and explained are two things."""

    leaflet_given = not_sure("Have they been given the leaflet?")
    leaflet_explained = not_sure("Has somebody explained it to them?")
    leaflet_version = text("Which leaflet?", longest=40)
    leaflet_on = DateField3(label="When?", what="The day", past_only=True, required=False)
    leaflet_note = text("Anything to add?", longest=300)


class OffenceForm(forms.Form):
    """What the referrer may know already; the coordinator finds out the rest."""

    offence_category = choice(
        "What kind of offence is it?",
        (
            ("violence", "Violence"),
            ("acquisitive", "Theft, burglary or robbery"),
            ("criminal_damage", "Damage"),
            ("public_order", "Public order"),
            ("other", "Something else"),
        ),
    )
    responsibility = choice(
        "How far does the person responsible accept it?",
        (("full", "Fully"), ("some", "In part"), ("none", "Not at all")),
    )
    setting = choice(
        "Where would the work take place?",
        (
            ("community", "In the community"),
            ("custody", "In custody"),
            ("school", "In a school"),
            ("family_group_conference", "In a family group conference"),
        ),
    )


class ReferrerForm(forms.Form):
    """Who is referring, and how to reach them."""

    referrer_name = SafeTextField(
        label="Your name", max_length=200, error_messages={"required": "Enter your name"}
    )
    referrer_organisation = text("Organisation", longest=160)
    referrer_position = text("Position", longest=120)
    collar_number = text("Collar number", longest=20, help_text="Police only.")
    referrer_telephone = text("Telephone number", longest=80)
    referrer_email = forms.EmailField(label="E-mail address", required=False)
    referrer_note = text("When and how can we reach you?", lines=3, longest=1000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("referrer_telephone") and not given.get("referrer_email") and not self.errors:
            self.add_error("referrer_telephone", "Give a telephone number or an e-mail address")
        return given

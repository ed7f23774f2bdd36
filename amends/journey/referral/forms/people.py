"""One person at a time: who they are, how to reach them without harm, and what they agreed to."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import (
    DateField3,
    DateOfBirthField,
    EmailField,
    PhoneField,
    PostcodeField,
    SafeTextField,
    TimeField,
    YesNoField,
)
from amends.foundation.people.models import SafeContact
from amends.journey.referral.forms.matter import choice, not_sure, text
from amends.journey.referral.models import ReferralPerson

P = ReferralPerson
# Nothing is chosen beforehand: a page that is sent without a look must not say which side somebody is on.
SIDES = (
    (P.Side.UNKNOWN, "Not clear yet"),
    (P.Side.HARMED, "They were harmed"),
    (P.Side.RESPONSIBLE, "They are responsible"),
    (P.Side.PARTY_A, "One side of a dispute (party A)"),
    (P.Side.PARTY_B, "The other side of the dispute (party B)"),
)
LEAVES_A_TRACE = "Say yes only if nobody else would see it or hear it, or if that does not matter."


def about_safety(label: str) -> forms.ChoiceField:
    """May this channel be used? Not asked counts as no for whatever leaves a trace."""
    return choice(label, SafeContact.Answer.choices)


class PersonForm(forms.Form):
    """Somebody the referral is about."""

    full_name = SafeTextField(label="Name", max_length=200, error_messages={"required": "Enter their name"})
    known_as = text("What do they like to be called?", longest=80)
    side = forms.ChoiceField(
        label="Which side are they on?", choices=SIDES, required=False, initial=P.Side.UNKNOWN
    )
    part = forms.ChoiceField(label="What part do they have?", choices=P.Part.choices, required=False)
    kind = forms.ChoiceField(label="Is this one person?", choices=P.Kind.choices, required=False)
    takes_part = YesNoField(
        label="Might they take part?",
        required=False,
        help_text="Choose no for people who are only spoken of.",
    )
    date_of_birth = DateOfBirthField(label="Date of birth", required=False)
    age_note = text(
        "If you do not know it, about how old are they?", longest=80, help_text="A number is enough."
    )
    under_18 = YesNoField(
        label="Are they under 18?", required=False, help_text="If you do not know the date of birth."
    )
    gender = forms.ChoiceField(
        label="Gender", choices=P.Gender.choices, required=False, initial=P.Gender.NOT_STATED
    )
    address = text("Address", lines=3, longest=300)
    postcode = PostcodeField(label="Postcode", required=False)
    language = text("Language they are most at home in", longest=60)
    interpreter_needed = YesNoField(label="Do they need an interpreter?", required=False)
    access_needs = text(
        "What do they need to take part?", lines=3, longest=2000, help_text="Hearing, reading, health."
    )
    relationship = text("What are they to the other people in this?", longest=300)
    reference = text("Their number at your agency", longest=60, help_text="A prison number, for example.")
    release_on = DateField3(
        label="Are they in custody? When is the release?", what="The release", required=False
    )
    wishes = text("What do they hope for?", lines=3, longest=4000)
    note = text("Anything else about them?", lines=3, longest=4000)
    who_knows = text("Who knows that they are in touch with us?", longest=300)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("takes_part") is None:
            given["takes_part"] = True
        return given


class PersonOfASideForm(PersonForm):
    """The same where the form itself says whose page it is, so that nobody can choose the wrong side."""

    side = None  # type: ignore[assignment]  # Django's way to leave out a question
    part = None  # type: ignore[assignment]  # the same


class ReachForm(forms.Form):
    """How to reach them. What is not safe matters more than any number."""

    mobile = PhoneField(label="Mobile", required=False)
    mobile_note = text("Whose is it, if not their own?")
    landline = PhoneField(label="Other telephone", required=False)
    landline_note = text("What should we know before we ring it?")
    email_address = EmailField(label="E-mail address", required=False)
    other_address = text("Another address", longest=300)
    calls = about_safety("Is it safe to call?")
    texts = about_safety("Is it safe to send a text?")
    voicemail = about_safety("Is it safe to leave a message?")
    email = about_safety("Is it safe to send an e-mail?")
    post = about_safety("Is it safe to send a letter?")
    visits = about_safety("Is it safe to visit?")
    from_hour = TimeField(label="Not before which hour?", required=False)
    until_hour = TimeField(label="Not after which hour?", required=False)
    who_may_answer = text("Who else may answer?")
    if_somebody_else_answers = text("What do we say if somebody else answers?")
    code_word = text("Is there a code word?", longest=60)
    text_wording = text("How should a text be worded?")
    envelope = text("What may an envelope show?")
    dates_to_avoid = text("On which days not?")
    warning = text("What must the next person know before they dial?", lines=3, longest=2000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("from_hour"), given.get("until_hour")
        if start and end and end <= start:
            self.add_error("until_hour", "The safe hours end before they begin")
        return given


class ConsentForm(forms.Form):
    """Have they agreed that you pass their details on, and who stands beside them?"""

    consent = choice("Have they agreed that you pass their details to us?", P.Consent.choices)
    consent_how = choice("How did they agree?", P.ConsentHow.choices)
    consent_name = text("Name under the declaration")
    consent_on = DateField3(label="When?", what="The day they agreed", past_only=True, required=False)
    consent_covers = forms.MultipleChoiceField(
        label="With whom may the details be shared?",
        choices=(
            ("hub", "The service"),
            ("probation", "Probation"),
            ("victim_support", "Victim Support"),
            ("police", "Police"),
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    consent_note = text("Anything to add about it?", longest=300)
    appropriate_adult_needed = not_sure("Do they need an appropriate adult?")
    appropriate_adult_name = text("Name of the appropriate adult")
    appropriate_adult_relationship = text("What is that person to them?", longest=120)
    appropriate_adult_telephone = text("Telephone, if different", longest=80)
    appropriate_adult_address = text("Address, if different", longest=300)
    appropriate_adult_signed = YesNoField(label="Has the appropriate adult signed as well?", required=False)
    appropriate_adult_signed_on = DateField3(
        label="When?", what="The day they signed", past_only=True, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        agreed = given.get("consent") == P.Consent.GIVEN
        if (
            agreed
            and given.get("appropriate_adult_needed") == "yes"
            and not given.get("appropriate_adult_signed")
        ):
            self.add_error(
                "consent", "They need an appropriate adult, who signs as well. Until then choose “Not asked”"
            )
        if agreed and not given.get("consent_how"):
            self.add_error("consent_how", "Say how they agreed")
        return given


class MoreForm(forms.Form):
    """One form per person; is there another?"""

    question_as_heading = "another"
    another = YesNoField(
        label="Is there anybody else?",
        help_text="The other side, a supporter, a parent: each has a page of their own.",
    )

"""Five short questions for somebody who asks for themselves, and what their answers say as a referral."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import (
    DateOfBirthField,
    EmailField,
    PhoneField,
    PostcodeField,
    SafeTextField,
    YesNoField,
    YesNoUnsureField,
)
from amends.foundation.pages.steps import Answers, Step, Steps
from amends.foundation.pages.widgets import HintedRadios

HARMED, CAUSED, NEIGHBOURS, SOMEBODY_ELSE = "harmed", "caused", "neighbours", "other"
SIDES = {HARMED: "harmed", CAUSED: "responsible", NEIGHBOURS: "unknown", SOMEBODY_ELSE: "unknown"}
OTHER_SIDE = {HARMED: "responsible", CAUSED: "harmed", NEIGHBOURS: "unknown", SOMEBODY_ELSE: "unknown"}
WHOSE_IDEA = {HARMED: "victim", CAUSED: "offender", NEIGHBOURS: "victim", SOMEBODY_ELSE: ""}
SAFE = (("yes", "Yes"), ("no", "No, never"))


def box(label: str, lines: int = 1, longest: int = 200, **more: Any) -> SafeTextField:
    """A box that may stay empty."""
    return SafeTextField(label=label, lines=lines, max_length=longest, required=False, **more)


def safe(label: str) -> forms.ChoiceField:
    """Yes, never, or nothing said: then nobody does it before asking."""
    return forms.ChoiceField(label=label, choices=SAFE, required=False, widget=HintedRadios(inline=True))


class YouForm(forms.Form):
    """Which side of it somebody was on."""

    question_as_heading = "you_are"
    you_are = forms.ChoiceField(
        label="What is it about?",
        choices=(
            (HARMED, "I was harmed"),
            (CAUSED, "I caused harm"),
            (NEIGHBOURS, "It is a dispute with my neighbours"),
            (SOMEBODY_ELSE, "I am asking for somebody else"),
        ),
        widget=HintedRadios(hints={HARMED: "By a crime, or by how somebody behaved."}),
        error_messages={"required": "Choose the one that fits best"},
    )


class WhatForm(forms.Form):
    """What happened, in their own words."""

    incident = SafeTextField(
        label="What happened?",
        lines=8,
        help_text="As much or as little as you like. Nobody else reads it but the people who work here.",
        error_messages={"required": "Say in a few words what happened"},
    )
    happened_note = box("When was it?", help_text="As well as you remember.")
    who_else = box("Who was the other person, if you know?")
    went_to_court = YesNoUnsureField(label="Did it go to court?", required=False)
    court_note = box("What do you know about the police or the court?", lines=3, longest=400)


class WhoForm(forms.Form):
    """Who is asking. A first name will do."""

    full_name = SafeTextField(
        label="What is your name?",
        max_length=200,
        help_text="A first name will do.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter a name, so that we know whom to ask for"},
    )
    date_of_birth = DateOfBirthField(label="Your date of birth", required=False)
    address = box("Where do you live?", help_text="The town is enough.")
    postcode = PostcodeField(label="Postcode", own=True, required=False)
    language = box("Which language is easiest for you?", longest=60)
    access_needs = box(
        "What do you need, to talk with us?",
        lines=3,
        longest=1000,
        help_text="Hearing, reading, getting about.",
    )


class ReachForm(forms.Form):
    """How to reach somebody without putting them in danger."""

    mobile = PhoneField(
        label="Mobile number",
        own=True,
        required=False,
        error_messages={"none": "Give one number or address at which we can reach you"},
    )
    landline = PhoneField(label="Other telephone number", own=True, required=False)
    email_address = EmailField(label="E-mail address", own=True, required=False)
    calls = safe("Is it safe to call you?")
    voicemail = safe("Is it safe to leave a message?")
    texts = safe("Is it safe to send a text?")
    email = safe("Is it safe to send an e-mail?")
    post = safe("Is it safe to send a letter?")
    dates_to_avoid = box("When should we not call?", help_text="Such as: after 6, at weekends.")
    if_somebody_else_answers = box("What should we say if somebody else answers?")
    text_wording = box("How should a text sound, so that nobody wonders?")
    who_knows = box("Does anybody know that you are asking us?", longest=300)
    warning = box("Anything else we should know before we call?", lines=3, longest=1000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        numbers = {"mobile", "landline", "email_address"}
        if not any(given.get(name) for name in numbers) and not numbers & set(self.errors):
            self.add_error("mobile", self.fields["mobile"].error_messages["none"])
        return given


class WishForm(forms.Form):
    """What somebody hopes for, and whether we may get in touch."""

    wishes = box(
        "What would you like to happen?",
        lines=5,
        longest=4000,
        help_text="You may not know yet. That is fine.",
    )
    willing = YesNoUnsureField(
        label="Would you like to take part, if the other person agrees?", required=False
    )
    agrees = YesNoField(
        label="May we keep what you have told us, and get in touch with you?",
        help_text="You can change your mind at any moment, without a reason.",
        error_messages={
            "required": "Select yes or no",
            "refused": "Without your yes we keep nothing. You can close this page, or ring us instead",
        },
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("agrees") is False:
            self.add_error("agrees", self.fields["agrees"].error_messages["refused"])
        return given


STEPS = Steps(
    Step("you", "What it is about", YouForm),
    Step("what", "What happened", WhatForm),
    Step("who", "Who you are", WhoForm),
    Step("reach", "How we can reach you safely", ReachForm),
    Step("wish", "What you would like", WishForm),
)


def content_of_asking(answers: Answers) -> dict[str, Any]:
    """The five answers as the content of a self-referral."""
    you = answers["you"]["you_are"]
    what, who, reach, wish = (dict(answers[key]) for key in ("what", "who", "reach", "wish"))
    me = {
        name: value
        for name, value in {**who, **reach}.items()
        if value and name not in {"mobile", "landline", "email_address"}
    }
    kinds = {"mobile": "mobile", "landline": "landline", "email_address": "email"}
    asker = {
        **me,
        "side": SIDES[you],
        "wishes": wish.get("wishes", ""),
        "consent": "given",
        "consent_how": "online",
        "consent_on": timezone.localdate().isoformat(),
        "contacts": [{"kind": kind, "value": reach[name]} for name, kind in kinds.items() if reach.get(name)],
    }
    other = (
        {"full_name": what["who_else"], "side": OTHER_SIDE[you], "consent": "not_sought"}
        if what.get("who_else")
        else None
    )
    return {
        "referral": {
            "referrer_name": who["full_name"],
            "reasons": ["self_referral"],
            "initiated_by": WHOSE_IDEA[you],
            "incident": what["incident"],
            "happened_note": what.get("happened_note", ""),
            "went_to_court": what.get("went_to_court", ""),
            "sentence_details": what.get("court_note", ""),
            "between_them": "neighbours" if you == NEIGHBOURS else "",
        },
        "people": [person for person in (asker, other) if person],
        "checklist": {"willing": wish.get("willing", "")},
        "facts": {"referral_type": "neighbour_dispute"} if you == NEIGHBOURS else {},
    }


def is_about_neighbours(answers: Mapping[str, Any]) -> bool:
    """A dispute between neighbours goes through a partner: it is received, and the person is told whom to ask."""
    return bool(answers.get("you", {}).get("you_are") == NEIGHBOURS)

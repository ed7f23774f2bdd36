"""What only a person knows of each paper; everything else is filled in."""

from typing import Any

from django import forms

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.documents.reading import asked_forms
from amends.foundation.documents.wording import DocumentTemplate, easy_twin
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.widgets import AffixInput
from amends.journey.writing.actions import POSTING_MINUTES, Letter
from amends.journey.writing.facts import Facts
from amends.journey.writing.papers import Paper, id_rules_of, prison_of
from amends.journey.writing.rules import asks_why_not_call, may_say_agreed

OWN_WORDS = "A line of your own"


class PaperForm(forms.Form):
    """What every paper has. Fields named like a variable of the template go into it."""

    large_print = forms.BooleanField(label="In large print", required=False)
    easy_read = forms.BooleanField(label="In easy read, with pictures", required=False)
    why_not_call = SafeTextField(
        label="Why do you not call first?",
        help_text="There is a number, and a call comes before a letter.",
        max_length=200,
        required=False,
    )
    minutes = forms.IntegerField(
        label="How long did it take, with posting?",
        min_value=1,
        max_value=600,
        widget=AffixInput(suffix="minutes", attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    override_reason = SafeTextField(
        label="If words must stand that such a paper may not say: why?",
        help_text="Only a manager can let them stand. Leave it empty otherwise.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, by: User, facts: Facts, paper: Paper, **kwargs: Any) -> None:
        self.facts, self.paper = facts, paper
        asked = dict.fromkeys(asked_forms(facts.participant), True)
        kwargs["initial"] = {"minutes": POSTING_MINUTES, **asked, **self.known(facts)}
        super().__init__(*args, **kwargs)
        self.template: DocumentTemplate = paper.template(facts.participant.side)
        if not easy_twin(self.template.key):
            del self.fields["easy_read"]
        if facts.post_refusal or not asks_why_not_call(by, facts, paper):
            del self.fields["why_not_call"]
        if facts.post_refusal:
            del self.fields["minutes"]
        if not self.template.never_says or not may(
            by, Permission.APPROVAL_DECIDE, facts.participant.service_id
        ):
            del self.fields["override_reason"]
        if "say_agreed" in self.fields and not may_say_agreed(facts):
            del self.fields["say_agreed"]
        ends = [name for name in PaperForm.base_fields if name in self.fields]
        self.order_fields([name for name in self.fields if name not in ends] + ends)

    def known(self, facts: Facts) -> dict[str, object]:
        """What the fields begin with."""
        return {"greeting": facts.greeting}

    def letter(self) -> Letter:
        """The paper as it is wanted, from a valid form."""
        said = dict(self.cleaned_data)
        of_template = {**self.template.needs, **self.template.may_have}
        typed = {name: said.pop(name) for name in list(said) if name in of_template}
        return Letter(paper=self.paper, facts=self.facts, typed=typed, **said)


class FirstHarmedForm(PaperForm):
    """To the person harmed."""

    greeting = SafeTextField(label="How do you address them?", max_length=80)
    what_happened = SafeTextField(
        label="We are writing because you were affected by …",
        help_text="What happened, in a few plain words. It names nobody.",
        max_length=200,
    )
    say_agreed = forms.BooleanField(
        label="Say that the person responsible has agreed to take part", required=False
    )
    personal_words = SafeTextField(label=OWN_WORDS, lines=3, max_length=600, required=False)

    def known(self, facts: Facts) -> dict[str, object]:
        """The offence as the case says it."""
        return super().known(facts) | {"what_happened": f"the {facts.participant.case.what}"}


class FirstResponsibleForm(PaperForm):
    """To the person responsible."""

    greeting = SafeTextField(label="How do you address them?", max_length=80)
    why_them = SafeTextField(
        label="We are writing because of …",
        help_text="The offence, the sentence or what was agreed, in a few plain words. It names nobody.",
        max_length=200,
    )
    setting = forms.ChoiceField(
        label="Where are they?",
        choices=[("community", "In the community"), ("custody", "In custody")],
        widget=forms.RadioSelect,
    )
    officer_name = SafeTextField(
        label="In custody: who there can go through it with them?", max_length=120, required=False
    )
    personal_words = SafeTextField(label=OWN_WORDS, lines=3, max_length=600, required=False)

    def known(self, facts: Facts) -> dict[str, object]:
        """The offence as the case says it, and where they are as was noted before the first word."""
        in_custody = facts.approach is not None and facts.approach.in_custody
        known = {"why_them": f"the {facts.participant.case.what}"}
        return super().known(facts) | known | {"setting": "custody" if in_custody else "community"}


class LeafletForm(PaperForm):
    """The leaflet."""

    next_steps = SafeTextField(
        label="What happens next, if different from the usual", lines=3, max_length=600, required=False
    )


class AppointmentLetterForm(PaperForm):
    """The letter with the appointment."""

    personal_words = SafeTextField(label=OWN_WORDS, lines=3, max_length=600, required=False)


class PrisonForm(PaperForm):
    """What somebody from outside has to know."""

    greeting = SafeTextField(label="How do you address them?", max_length=80)
    prison = SafeTextField(label="The prison and its address", lines=3, max_length=300)
    identification = SafeTextField(label="What do they bring to show who they are?", lines=3, max_length=400)
    security = SafeTextField(
        label="What does the prison ask of visitors?",
        help_text="Such as what may not be brought in.",
        lines=5,
        max_length=1500,
    )

    def known(self, facts: Facts) -> dict[str, object]:
        """Where it is, as the diary or the meeting has it, and what its gate takes as proof of who they are."""
        return super().known(facts) | {"prison": prison_of(facts)[1], "identification": id_rules_of(facts)}


class OwnWordsForm(PaperForm):
    """A letter in one's own words."""

    subject = SafeTextField(
        label="What is it about?", help_text="Without names.", max_length=120, required=False
    )
    body = SafeTextField(label="What do you write?", lines=10, max_length=6000)


FORMS: dict[str, type[PaperForm]] = {
    "first-letter-harmed": FirstHarmedForm,
    "first-letter-responsible": FirstResponsibleForm,
    "leaflet": LeafletForm,
    "appointment-letter": AppointmentLetterForm,
    "prison-visit-letter": PrisonForm,
    "plain-letter": OwnWordsForm,
}


def form_for(template: str) -> type[PaperForm]:
    """The questions of a paper; a sheet has none of its own."""
    return FORMS.get(template, PaperForm)

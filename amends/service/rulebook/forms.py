"""Forms built from the rules themselves: what is guidance can be set, everything can be put in other words."""

from typing import Any

from django import forms
from django.utils.text import slugify

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.policy.clocks import clock_definitions
from amends.foundation.policy.deriving import (
    Text,
    Threshold,
    add_rule,
    prescribed,
    rule_in,
    set_threshold,
    switch_off,
    thresholds,
)
from amends.foundation.policy.facts import Fact, facts_table
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.questionnaires import questionnaires
from amends.foundation.policy.ruleset import Setting

OWN_OUTCOMES = (
    Outcome.DISCRETION,
    Outcome.DISCUSS,
    Outcome.OVERSIGHT,
    Outcome.NOT_YET,
    Outcome.NOT_ELIGIBLE,
)


def value_label(value: object) -> str:
    """A fact's value as a choice."""
    return str(value).replace("_", " ").capitalize()


class SpanFields:
    """Two boxes, from and to, whose names begin alike."""

    @staticmethod
    def add(form: forms.Form, name: str, fact: Fact, low: int | None = None, high: int | None = None) -> None:
        """Puts both boxes into a form."""
        for end, word, number in (("low", "From", low), ("high", "To", high)):
            form.fields[f"{name}_{end}"] = forms.IntegerField(
                label=f"{fact.words} {word}",
                required=False,
                initial=number,
                min_value=fact.at_least,
                max_value=fact.at_most,
            )

    @staticmethod
    def read(form: forms.Form, name: str) -> dict[str, int]:
        """The ends that were given."""
        said = {"at_least": form.cleaned_data[f"{name}_low"], "at_most": form.cleaned_data[f"{name}_high"]}
        return {end: number for end, number in said.items() if number is not None}

    @staticmethod
    def check(form: forms.Form, name: str) -> None:
        """At least one end, and not the wrong way round."""
        low, high = form.cleaned_data.get(f"{name}_low"), form.cleaned_data.get(f"{name}_high")
        if low is None and high is None:
            form.add_error(f"{name}_low", "Enter where it begins, where it ends, or both")
        elif low is not None and high is not None and low > high:
            form.add_error(f"{name}_high", "Enter a number that is not below the first one")


class RuleForm(forms.Form):
    """One rule of a draft."""

    def __init__(self, *args: Any, rule: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.spans: list[tuple[str, int]] = []
        self.lists: list[tuple[str, int]] = []
        if rule["force"] == "guidance":
            self.fields["holds"] = forms.ChoiceField(
                label="Does this rule hold?",
                choices=[("on", "Yes"), ("off", "No, switch it off")],
                widget=forms.RadioSelect,
                initial="on",
            )
            for threshold in thresholds(rule):
                self._add(threshold)
        self.fields["words"] = SafeTextField(
            label="What it means, as people read it", lines=3, max_length=400, initial=rule["words"]
        )
        self.fields["opens"] = SafeTextField(
            label="What would change it", lines=2, max_length=400, initial=rule.get("opens", "")
        )

    def _add(self, threshold: Threshold) -> None:
        name = f"at_{threshold.number}"
        if threshold.is_span:
            self.spans.append((name, threshold.number))
            SpanFields.add(self, name, threshold.fact, threshold.at_least, threshold.at_most)
            return
        self.lists.append((name, threshold.number))
        self.fields[name] = forms.TypedMultipleChoiceField(
            label=f"{threshold.fact.words} Which of these?",
            choices=[(str(value), value_label(value)) for value in threshold.choices],
            initial=[str(value) for value in threshold.values],
            coerce=threshold.fact.parse,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        """Each span makes sense by itself."""
        for name, _ in self.spans:
            SpanFields.check(self, name)
        return self.cleaned_data

    def change(self, text: Text) -> None:
        """Puts what was said into the text of a version."""
        rule = rule_in(text, self.rule["id"])
        if self.cleaned_data.get("holds") == "off":
            switch_off(text, rule["id"])
            return
        for name, number in self.spans:
            set_threshold(rule, number, SpanFields.read(self, name))
        for name, number in self.lists:
            set_threshold(rule, number, self.cleaned_data[name])
        rule["words"], rule["opens"] = self.cleaned_data["words"], self.cleaned_data["opens"]


class FactChoiceForm(forms.Form):
    """What a new rule is about."""

    fact = forms.ChoiceField(label="What does the rule ask about?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Any = self.fields["fact"]
        fact.choices = [(f.name, f.words) for f in facts_table().values() if f.kind != "text"]


class NewRuleForm(forms.Form):
    """A rule of the service's own about one fact. It is guidance: a practitioner's reason can outweigh it."""

    def __init__(self, *args: Any, fact: Fact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fact = fact
        if fact.kind == "number":
            SpanFields.add(self, "span", fact)
        else:
            truth = [("true", "Yes"), ("false", "No")]
            self.fields["value"] = forms.TypedMultipleChoiceField(
                label=f"{fact.words} It applies if the answer is",
                choices=truth if fact.kind == "truth" else [(v, value_label(v)) for v in fact.values],
                coerce=fact.parse,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["outcome"] = forms.ChoiceField(
            label="What follows?",
            choices=[(outcome.value, outcome.words) for outcome in OWN_OUTCOMES],
            widget=forms.RadioSelect,
        )
        self.fields["approver"] = SafeTextField(
            label="Who has to approve it?",
            required=False,
            max_length=60,
            help_text="Only where approvals are named",
        )
        self.fields["name"] = SafeTextField(
            label="Short name", max_length=40, help_text="Such as: outside the county"
        )
        self.fields["words"] = SafeTextField(
            label="What it means, as people read it", lines=3, max_length=400
        )
        self.fields["opens"] = SafeTextField(label="What would change it", lines=2, max_length=400)
        self.fields["source"] = SafeTextField(label="Where it is written", max_length=200)

    def clean(self) -> dict[str, Any]:
        """A span makes sense, and somebody is named where approvals are."""
        if self.fact.kind == "number":
            SpanFields.check(self, "span")
        data = self.cleaned_data
        if data.get("outcome") == Outcome.OVERSIGHT and not data.get("approver"):
            self.add_error("approver", "Say who has to approve it")
        return data

    def change(self, text: Text) -> None:
        """Adds the rule to the text of a version."""
        data = self.cleaned_data
        span = self.fact.kind == "number"
        rule = {
            "id": slugify(data["name"])[:40],
            "outcome": data["outcome"],
            "when": {self.fact.name: SpanFields.read(self, "span") if span else data["value"]},
            "source": data["source"],
            "words": data["words"],
            "opens": data["opens"],
        }
        add_rule(text, rule | ({"approvals": [data["approver"]]} if data["outcome"] == "oversight" else {}))


class SettingsForm(forms.Form):
    """What a profile sets besides its rules; each stays what it is: a number, a yes or no, or a name."""

    def __init__(self, *args: Any, settings: dict[str, Setting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = prescribed(settings)
        for name, value in settings.items():
            if name in kept:
                continue
            self.fields[name] = _setting_field(name, value)
            self.initial[name] = value

    def change(self, text: Text) -> None:
        """Puts the settings into the text of a version."""
        text["settings"] = {**text["settings"], **{name: self.cleaned_data[name] for name in self.fields}}


def _setting_field(name: str, value: Setting) -> forms.Field:
    label = name.replace("_", " ").capitalize()
    if isinstance(value, bool):
        return YesNoField(label=label)
    if isinstance(value, int):
        return forms.IntegerField(label=label, min_value=0, max_value=1000)
    if name.endswith("_clock"):
        named = [(key, clock.title) for key, clock in clock_definitions().items()]
        return forms.ChoiceField(label=label, choices=named)
    if name.endswith("_questionnaire"):
        asked = [(key, versions[-1].title) for key, versions in questionnaires().items()]
        return forms.ChoiceField(label=label, choices=asked)
    return SafeTextField(label=label, max_length=120)


class AskForm(forms.Form):
    """Why the rules change, and from which day."""

    reason = SafeTextField(label="Why do the rules change?", lines=3, max_length=1000)
    effective_from = DateField3(label="From which day do they hold?", what="First day")

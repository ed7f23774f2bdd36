"""The list of markings, which kind of document gets which, the notice, and marking one document anew."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service
from amends.foundation.documents.models import Marking
from amends.foundation.documents.wording import papers
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.fields.offering import offer, offer_rows


class MarkingForm(forms.Form):
    """One marking with what it means."""

    name = SafeTextField(label="The marking", help_text="As it stands on the paper.", max_length=60)
    words = SafeTextField(
        label="What does it mean?", help_text="And how such a paper is handled.", max_length=400
    )
    rank = forms.IntegerField(
        label="How much does it protect?",
        help_text="1 is least. More protects more.",
        min_value=1,
        max_value=20,
    )
    is_active = forms.BooleanField(label="It is in use", required=False, initial=True)


class DefaultForm(forms.Form):
    """Which marking a kind of document gets."""

    template = forms.ChoiceField(label="Which kind of document?")
    marking = forms.ModelChoiceField(label="Which marking does it get?", queryset=Marking.objects.none())
    reason = SafeTextField(
        label="If it protects less than before: why is that enough?", max_length=300, required=False
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "template", sorted((key, paper.title) for key, paper in papers().items()))
        _offer_markings(self, service)


class NoticeForm(forms.Form):
    """The words on every page of a form with personal details."""

    notice = SafeTextField(label="The notice", max_length=300)


class MarkAnewForm(forms.Form):
    """Another marking for one document."""

    marking = forms.ModelChoiceField(label="Which marking?", queryset=Marking.objects.none())
    reason = SafeTextField(label="If it protects less: why is that enough?", max_length=300, required=False)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_markings(self, service)


def _offer_markings(form: forms.Form, service: Service) -> None:
    offer_rows(
        form, "marking", Marking.objects.filter(service=service, is_active=True).order_by("-rank", "name")
    )

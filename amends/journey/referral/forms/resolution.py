"""The community resolution form, part by part (hub manual, appendix F)."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, MoneyField, SafeTextField, YesNoField, YesNoUnsureField
from amends.foundation.pages.widgets import HintedCheckboxes
from amends.journey.referral.forms.matter import EARLIEST, choice, not_sure, text
from amends.journey.referral.models import ChosenAction, CommunityResolution, Remedy
from amends.journey.referral.models.resolution import RESTORATIVE_ACTIONS

MENU = ChosenAction.Menu.choices
HUB = {str(number): "Restorative: may come to the hub" for number in RESTORATIVE_ACTIONS}


def tick(label: str, **more: Any) -> YesNoField:
    """A part that is ticked, or not yet."""
    return YesNoField(label=label, required=False, **more)


class MatterForm(forms.Form):
    """The references and the offence or behaviour."""

    storm_reference = text("STORM reference", longest=60)
    athena_reference = text("ATHENA reference", longest=60)
    offence = SafeTextField(label="Offence or behaviour suffered", lines=3, max_length=4000)
    offence_group = choice("What kind is it?", CommunityResolution.OffenceGroup.choices)
    happened_on = DateField3(
        label="When did it happen?",
        what="The day it happened",
        past_only=True,
        earliest=EARLIEST,
        required=False,
    )
    place = text("Where?")
    policing_area = text("Policing area", longest=80, help_text="Such as LPA West.")
    district = text("District", longest=80, help_text="The menu holds what is on offer there.")


class RemedyForm(forms.Form):
    """What it stands in for, the menu, and what each of the two wants, each for themselves."""

    disposal = choice("How is it dealt with?", Remedy.Disposal.choices)
    alternative_sanction = text("What would follow without restorative justice?")
    first_offence = not_sure("Is it a first offence?")
    low_level = not_sure(
        "Is it a low-level matter?", help_text="If not, we look at it again before it goes on."
    )
    menu_offered_on = DateField3(
        label="When was the menu offered to the person harmed?",
        what="The day",
        past_only=True,
        required=False,
    )
    menu_offered_by = text("By which officer?", longest=120)
    menu_declined = tick("Did they not want to choose?")
    victim_asked_on = DateField3(
        label="When did the person harmed ask for restorative justice?",
        what="The day",
        past_only=True,
        required=False,
    )
    offender_agrees = not_sure("Does the person responsible agree?")
    offender_agreed_on = DateField3(label="Since when?", what="The day", past_only=True, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("menu_offered_on") and not given.get("menu_offered_by"):
            self.add_error("menu_offered_by", "Say which officer offered the menu")
        if given.get("offender_agreed_on") and given.get("offender_agrees") != "yes":
            self.add_error("offender_agrees", "There is a day of agreement, but no agreement")
        return given


class RemedyElsewhereForm(RemedyForm):
    """The same for a community remedy on another form than the CRA1, with what the person harmed chose."""

    menu_wishes = forms.MultipleChoiceField(
        label="Which actions do they want?", choices=MENU, required=False, widget=HintedCheckboxes
    )


class MenuForm(forms.Form):
    """What the person harmed was told, and what they chose."""

    wishes_informal_resolution = tick("Do they wish an informal resolution by voluntary contract?")
    understands_enforcement = tick("Do they know that the police can enforce it only in very rare cases?")
    menu_read = tick("Have they read and understood the menu?")
    chosen = forms.MultipleChoiceField(
        label="Which actions do they choose?",
        choices=MENU,
        required=False,
        widget=HintedCheckboxes(hints=HUB),
    )
    amount = MoneyField(label="Compensation: how much?", required=False)
    covers = text("Compensation: what does it cover?", help_text="Repair, or what was stolen.")
    evidence = text("Compensation: what shows the amount?")


class VictimSignsForm(forms.Form):
    """The signature of the person harmed."""

    victim_signed = tick("Has the person harmed signed?")
    victim_signature_note = text("Did somebody sign for them? Who?")
    victim_printed_name = text("Name in print")
    victim_signed_on = DateField3(label="When?", what="The day they signed", past_only=True, required=False)
    victim_adult_name = text("Appropriate adult who signed")
    victim_adult_signed_on = DateField3(
        label="When?", what="The day they signed", past_only=True, required=False
    )


class VictimHubForm(forms.Form):
    """Asked only when something restorative was chosen."""

    victim_hub_consent = YesNoUnsureField(
        label="May the details of the person harmed go to the hub?", required=False
    )
    victim_hub_consent_note = text("Anything to add?")


class CautionForm(forms.Form):
    """The caution comes before the admission."""

    caution_given = tick("Was the caution given before the admission?")
    caution_for = text("For which offence or incident?", longest=300)
    cautioned_by = text("By which officer?", longest=120)
    caution_note = text("When and where?")
    caution_reply = text(
        "Reply, word for word", lines=4, longest=4000, help_text="Facilitators do not see it."
    )


class AcceptanceForm(forms.Form):
    """What the person responsible accepts and agrees to."""

    accepts_responsibility = tick("Do they accept responsibility?")
    enters_contract = tick("Do they enter a voluntary contract?")
    agreed_1 = forms.ChoiceField(label="First agreed action", choices=(("", "None"), *MENU), required=False)
    agreed_1_detail = text("Details", longest=300)
    agreed_2 = forms.ChoiceField(label="Second agreed action", choices=(("", "None"), *MENU), required=False)
    agreed_2_detail = text("Details", longest=300)
    agreed_3 = forms.ChoiceField(label="Third agreed action", choices=(("", "None"), *MENU), required=False)
    agreed_3_detail = text("Details", longest=300)
    police_agree_proportionate = tick("Do the police find it fair and in proportion?")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        agreed = [given.get(f"agreed_{place}") for place in (1, 2, 3)]
        named = [number for number in agreed if number]
        if len(named) != len(set(named)):
            self.add_error("agreed_3", "The same action is agreed twice")
        return given


class OffenderSignsForm(forms.Form):
    """Three points, each on its own, and the signature."""

    told_of_disclosure = tick("Were they told that it may be disclosed in enhanced and other vetting?")
    consents_to_disclosure = tick("Do they agree to disclosure where it applies?")
    offender_signed = tick("Have they signed?")
    offender_printed_name = text("Name in print")
    offender_signed_on = DateField3(label="When?", what="The day they signed", past_only=True, required=False)
    offender_adult_name = text("Appropriate adult who signed")
    offender_adult_signed_on = DateField3(
        label="When?", what="The day they signed", past_only=True, required=False
    )


class OffenderHubForm(forms.Form):
    """Asked only when something restorative was agreed."""

    offender_hub_consent = YesNoUnsureField(
        label="May the hub contact the person responsible?", required=False
    )


class OfficersForm(forms.Form):
    """Two officers, and an inspector where the person harmed did not sign."""

    investigating_name = text("Officer investigating: name", longest=120)
    investigating_collar = text("Collar number", longest=20)
    investigating_on = DateField3(label="Signed on", what="The day", past_only=True, required=False)
    supervising_name = text("Supervising officer: name", longest=120)
    supervising_collar = text("Collar number", longest=20)
    supervising_on = DateField3(label="Signed on", what="The day", past_only=True, required=False)
    inspector_name = text("Inspector, where the person harmed did not sign: name", longest=120)
    inspector_collar = text("Collar number", longest=20)
    inspector_on = DateField3(label="Signed on", what="The day", past_only=True, required=False)
    inspector_note = text("Why without the person harmed?", lines=2, longest=400)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for role in ("investigating", "supervising", "inspector"):
            if given.get(f"{role}_name") and not (given.get(f"{role}_collar") and given.get(f"{role}_on")):
                self.add_error(f"{role}_name", "A line needs the name, the collar number and the day")
        return given


class NotesForm(forms.Form):
    """Flags, the back of the form, and where the paper is."""

    flag_hate = tick("Flag: hate")
    flag_repeat = tick("Flag: repeat")
    flag_vulnerable = tick("Flag: vulnerable")
    comments = text("Notes on the form", lines=5, longest=10_000)
    completed_on = DateField3(
        label="When was the form completed?", what="The day", past_only=True, required=False
    )
    original_sent_on = DateField3(
        label="When did the original go to the records centre?",
        what="The day",
        past_only=True,
        required=False,
    )
    original_sent_by = text("Who sent it?", longest=120)

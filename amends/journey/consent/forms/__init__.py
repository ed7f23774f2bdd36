"""Forms of the switchboard."""

from amends.journey.consent.forms.answering import ConsentForm, PaperForm, StopForm
from amends.journey.consent.forms.asking_again import AskAgainForm
from amends.journey.consent.forms.explaining import ExplainForm, SheetForm
from amends.journey.consent.forms.standing import DecideForm, ResistanceForm, StandingForm

__all__ = [
    "AskAgainForm",
    "ConsentForm",
    "DecideForm",
    "ExplainForm",
    "PaperForm",
    "ResistanceForm",
    "SheetForm",
    "StandingForm",
    "StopForm",
]

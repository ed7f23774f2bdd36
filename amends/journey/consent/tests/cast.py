"""Being told and agreeing, as it usually goes: for tests of every room that needs somebody who has agreed."""

from django.core.files.uploadedfile import SimpleUploadedFile

from amends.foundation.documents.actions import attach
from amends.foundation.documents.models import Attachment
from amends.journey.consent.actions import Evidence, Told, explain, record_consent
from amends.journey.consent.actions.asking_again import Again, ask_again
from amends.journey.consent.purposes import purpose, sheet_for

SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def told(by, participant, key, **details):
    """Everything that a yes to this purpose rests on has been explained to them."""
    sheet = sheet_for(purpose(key), participant.side)
    if sheet:
        usual = {"items": list(sheet.items), "shared": "your number, with the police, so that they can reply"}
        explain(by=by, participant=participant, kind=sheet.key, told=Told(**{**usual, **details}))


def agree(by, participant, *keys, **evidence):
    """They were told, and say yes to each of these."""
    for key in keys:
        told(by, participant, key, **({"on": evidence["on"]} if "on" in evidence else {}))
        given = Evidence(**evidence)
        last = record_consent(by=by, participant=participant, key=key, answer="given", evidence=given)
    return last


def refuse(by, participant, key, answer="refused", **evidence):
    """They say no, are not sure, or take it back."""
    given = Evidence(**evidence)
    return record_consent(by=by, participant=participant, key=key, answer=answer, evidence=given)


def scan_of(by, participant):
    """A signed form that has been scanned into their own file."""
    upload = SimpleUploadedFile("signed.pdf", SCAN, "application/pdf")
    return attach(by=by, upload=upload, belongs_to=participant.file, kind=Attachment.Kind.FORM)


def sign(by, participant, *keys):
    """They sign a form for each of these, and it is on file."""
    for key in keys:
        agree(by, participant, key, how="signed", form=scan_of(by, participant))


def asked_again(by, stage, *people, scope=""):
    """Each of them is asked again and wants to go on."""
    return ask_again(by=by, said=[Again(p, "given") for p in people], stage=stage, scope=scope)

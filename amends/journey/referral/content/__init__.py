"""What a referral says: read from plain data, loaded from its rows, or carried along until it is sent."""

from amends.journey.referral.content.rows import (
    ACTION_FIELDS,
    CONTACT_FIELDS,
    PERSON_FIELDS,
    REFERRAL_FIELDS,
    RESOLUTION_FIELDS,
    SENTENCING_FIELDS,
    SIGN_OFF_FIELDS,
    UNSTORABLE,
    WORKSHEET_FIELDS,
    Content,
    IncompleteError,
    Problem,
    Rows,
    fact_text,
    load,
    read_content,
)

__all__ = [
    "ACTION_FIELDS",
    "CONTACT_FIELDS",
    "PERSON_FIELDS",
    "REFERRAL_FIELDS",
    "RESOLUTION_FIELDS",
    "SENTENCING_FIELDS",
    "SIGN_OFF_FIELDS",
    "UNSTORABLE",
    "WORKSHEET_FIELDS",
    "Content",
    "IncompleteError",
    "Problem",
    "Rows",
    "fact_text",
    "load",
    "read_content",
]

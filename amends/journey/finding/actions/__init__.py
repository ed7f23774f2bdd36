"""What can be done before a referral: noting what people said, and looking through a partner's caseload."""

from amends.journey.finding.actions.asking import (
    answer_interest,
    answer_request,
    note_request,
    raise_interest,
)
from amends.journey.finding.actions.comparing import propose_matches, review_match
from amends.journey.finding.actions.deciding import assess, mark_referred, note_list_taken, settle_file
from amends.journey.finding.actions.explaining import set_columns, set_criteria, set_words
from amends.journey.finding.actions.judging import judge_request
from amends.journey.finding.actions.keeping import (
    READ_TASK,
    discard_extract,
    forget_candidates,
    forget_files,
    give_up_stalled,
    queue_extract,
)
from amends.journey.finding.actions.notifying import note_copied, note_victims_wish
from amends.journey.finding.actions.offering import (
    give_information,
    note_disclosure,
    note_victim,
    record_offer,
)
from amends.journey.finding.actions.reading import read_extract
from amends.journey.finding.actions.sampling import draw_sample, record_reading
from amends.journey.finding.actions.uploading import upload_extract
from amends.journey.finding.actions.weighing import set_weights

__all__ = [
    "READ_TASK",
    "answer_interest",
    "answer_request",
    "assess",
    "discard_extract",
    "draw_sample",
    "forget_candidates",
    "forget_files",
    "give_information",
    "give_up_stalled",
    "judge_request",
    "mark_referred",
    "note_copied",
    "note_disclosure",
    "note_list_taken",
    "note_request",
    "note_victim",
    "note_victims_wish",
    "propose_matches",
    "queue_extract",
    "raise_interest",
    "read_extract",
    "record_offer",
    "record_reading",
    "review_match",
    "set_columns",
    "set_criteria",
    "set_weights",
    "set_words",
    "settle_file",
    "upload_extract",
]

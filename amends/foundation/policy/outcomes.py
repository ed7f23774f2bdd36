"""What a screening can end in, from least to most severe."""

from enum import StrEnum


class Outcome(StrEnum):
    ELIGIBLE = "eligible"
    DISCRETION = "discretion"
    DISCUSS = "discuss"
    OVERSIGHT = "oversight"
    NOT_YET = "not_yet"
    NOT_ELIGIBLE = "not_eligible"
    REFER_ON = "refer_on"

    @property
    def severity(self) -> int:
        return list(Outcome).index(self)

    @property
    def words(self) -> str:
        return _WORDS[self]


NEED_FACTS = "need_facts"

_WORDS = {
    Outcome.ELIGIBLE: "Nothing stands against it: go on to suitability.",
    Outcome.DISCRETION: "Outside the target group, but not shut out: a practitioner judges.",
    Outcome.DISCUSS: "Talk to the service before anything is proposed.",
    Outcome.OVERSIGHT: "May go ahead only with the approvals named.",
    Outcome.NOT_YET: "Something has to happen first.",
    Outcome.NOT_ELIGIBLE: "A rule of this service shuts it out.",
    Outcome.REFER_ON: "Belongs to another service.",
}

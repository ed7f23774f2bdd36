"""Is everything recorded that the proposal text for a report before sentence rests on (W8-110)?"""

from amends.foundation.lib.refusal import Refused
from amends.journey.court.models import ORDERS, CourtReport, Proposal

SOURCE = "Wait 'til Eight appendix 2E, wording for a report before sentence"
QUESTIONS = "court-proposal"
RECORDED = {
    "defendant_name": "the defendant’s name",
    "offence_type": "the type of offence",
    "seriousness": "the seriousness the court named",
    "accepts_harm": "acceptance of harm",
    "attitude_to_victim": "attitude to the victim",
    "found_suitable": "suitability",
    "willing_to_comply": "willingness to comply",
    "others_proposed": "whether another requirement is proposed",
}
HAS_TO_BE = {
    "accepts_harm": ({"fully", "partly"}, "It is proposed only for somebody who accepts that they did harm."),
    "attitude_to_victim": (
        {"amends", "regret", "indifferent"},
        "It is not proposed while the defendant speaks of whoever was harmed with anger or blame.",
    ),
    "found_suitable": ({"yes"}, "It is proposed only for somebody who has been found suitable."),
    "willing_to_comply": ({"yes"}, "It is proposed only for somebody who is willing to do what it asks."),
}


def answers_of(report: CourtReport) -> dict[str, object]:
    """What is recorded, by field; the seriousness is what the court said when it adjourned."""
    return {**report.prompts, "seriousness": report.seriousness}


def missing_from_text(report: CourtReport) -> dict[str, str]:
    """The fields that are not recorded yet, with what they are called; all of them in the order of the form."""
    said = answers_of(report)
    found = {key: words for key, words in RECORDED.items() if said.get(key) in (None, "", [])}
    if said.get("others_proposed") == "yes":
        if not said.get("other_requirements"):
            found["other_requirements"] = "which other requirements are proposed"
        if not said.get("compatible"):
            found["compatible"] = "compatibility with the other requirements"
    return found


def check_can_word(report: CourtReport, proposal: Proposal | None) -> Proposal:
    """Refuse the proposal text while a field it rests on is empty or stands against it, naming the field."""
    if proposal is None or proposal.vehicle not in ORDERS:
        raise Refused(
            "The text is for a requirement of a community order or a suspended sentence order.",
            source=SOURCE,
            opens="Say first what is proposed.",
            field="vehicle",
        )
    missing = missing_from_text(report)
    if missing:
        first = next(iter(missing))
        raise Refused(
            f"Still to record for the proposal text: {', '.join(missing.values())}.",
            source=SOURCE,
            field=first,
        )
    _check_for_it(answers_of(report))
    return proposal


def _check_for_it(said: dict[str, object]) -> None:
    for key, (good, words) in HAS_TO_BE.items():
        if said[key] not in good:
            raise Refused(words, source=SOURCE, field=key)
    if said["others_proposed"] == "yes" and said["compatible"] != "yes":
        raise Refused(
            "It is not proposed beside a requirement that stands in its way.",
            source=SOURCE,
            opens="Propose something else, or other hours and places.",
            field="compatible",
        )

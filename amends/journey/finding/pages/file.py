"""What the page of a file says of it, and what is still to be said."""

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Row, Tag, Task
from amends.journey.finding.models import Extract
from amends.journey.finding.rules.caseloads import shape_of


def tasks_of(extract: Extract, strange: int, urls: dict[str, str]) -> list[Task]:
    """What is to be said before the file is read."""
    used = sum(1 for field in extract.columns.values() if field)
    out = len(extract.headings) - used
    left = f"{used} read, {out} left out" if out else f"all {used} read"
    done, todo = Tag("Done", "good"), Tag(f"{strange} to explain", "waiting")
    return [
        Task("What each column holds", done if used else Tag("To do", "waiting"), urls["columns"], left),
        Task(
            "What their words mean", todo if strange else done, urls["words"], "Words in columns of choices."
        ),
        Task("Which rows to look for", done, urls["criteria"], criteria_words(extract)),
    ]


def criteria_words(extract: Extract) -> str:
    """The filter in a sentence."""
    wanted = extract.criteria
    parts = [
        "offence " + ", ".join(wanted["offence_category"]).replace("_", " ")
        if wanted.get("offence_category")
        else "",
        "sentence with " + " or ".join(wanted["sentence"]) if wanted.get("sentence") else "",
        "a person harmed is known" if wanted.get("victim_known") else "",
        "phase " + ", ".join(map(str, wanted["phases"])) if wanted.get("phases") else "",
        f"released in {wanted['release_after_days']} days or more"
        if wanted.get("release_after_days")
        else "",
        f"released within {wanted['release_before_days']} days" if wanted.get("release_before_days") else "",
    ]
    return "; ".join(part for part in parts if part).capitalize() or "All of them."


def about(extract: Extract) -> list[Row]:
    """What is known of the file itself."""
    rows = [
        Row("From", extract.agency.name),
        Row("Holds", f"{extract.get_side_display()}: {extract.get_holds_display().lower()}"),
        Row("Read as", shape_of(extract).words),
        Row("Looked for", criteria_words(extract)),
    ]
    if extract.profile:
        rows.append(Row("Screened under", f"{extract.profile}, version {extract.profile_version}"))
    if extract.file_deleted_at:
        return [*rows, Row("The file", "Deleted; its time was over.")]
    return [*rows, Row("The file", f"Kept until {long_date(extract.file_until)}, then deleted.")]

"""Made-up data for the gallery page. Nobody in it is real."""

import datetime as dt
from typing import Any

from django import forms

from amends.foundation.lib.refusal import Refused
from amends.foundation.pages import fields
from amends.foundation.pages.parts import (
    Bar,
    BarChart,
    Cell,
    Choice,
    Clock,
    Column,
    Event,
    Filter,
    Pages,
    Row,
    Table,
    Tag,
    Task,
)
from amends.foundation.pages.widgets import HintedCheckboxes

CHANNELS = (("phone", "Phone call"), ("text", "Text message"), ("letter", "Letter"), ("email", "Email"))
ENVELOPE = {"letter": "In a plain envelope, with no name of the service on it"}


class ExampleForm(forms.Form):
    """One field of every kind."""

    name = fields.SafeTextField(label="What should we call them?")
    born = fields.DateOfBirthField(label="When were they born?")
    story = fields.SafeTextField(
        label="What happened?", lines=5, required=False, help_text="In their own words, if you can."
    )
    safe = fields.YesNoUnsureField(
        label="Is it safe to leave a voicemail?", hints={"unsure": "We will not leave one until you know"}
    )
    interpreter = fields.YesNoField(label="Do they need an interpreter?")
    channels = forms.MultipleChoiceField(
        label="How may we reach them?", choices=CHANNELS, widget=HintedCheckboxes(hints=ENVELOPE)
    )
    phone = fields.PhoneField(label="Phone number", required=False)
    email = fields.EmailField(label="Email address", required=False)
    postcode = fields.PostcodeField(label="Postcode")
    area = forms.ChoiceField(label="Area", choices=[("", "Choose one"), ("n", "North"), ("s", "South")])
    meets = fields.TimeField(label="What time do you meet?")
    travel = fields.MoneyField(label="Travel costs")
    letter = fields.UploadField(label="The letter", kinds=("pdf", "docx"), required=False)
    told = forms.BooleanField(label="They have been told how we keep their information")


BAD = {
    "name": "",
    "born_day": "31",
    "born_month": "2",
    "born_year": "1988",
    "phone": "42/991207/25",
    "email": "sam at home",
    "postcode": "SW1",
    "meets": "2",
    "travel": "about ten",
}


def gallery_context(with_errors: bool) -> dict[str, Any]:  # noqa: FBT001  (a template asks)
    """What `gallery.html` shows; with errors when asked, to see those too."""
    return {
        "title": "Gallery",
        "form": ExampleForm(BAD if with_errors else None),
        "rows": ROWS,
        "tasks": TASKS,
        "clocks": CLOCKS,
        "events": EVENTS,
        "table": TABLE,
        "empty_table": Table("Letters", [Column("Letter")], [], empty="No letters yet."),
        "chart": CHART,
        "pages_part": Pages(previous_url="?before=1", next_url="?after=50", shown="51 to 100"),
        "filters": FILTERS,
        "sides": SIDES,
        "one_side": SIDES[:1],
        "refusal": REFUSAL,
        "tags": TAGS,
    }


ROWS = [
    Row("Name", "Sam A.", url="#name", about="name"),
    Row("Born", "27 March 1988", url="#born", about="date of birth"),
    Row("How to reach them", ["Phone, after 6pm", "Letter in a plain envelope"], url="#channels"),
    Row("Interpreter", ""),
]
TAGS = [
    Tag("Not started"),
    Tag("Done", "good"),
    Tag("Waiting for police", "waiting"),
    Tag("Answer needed", "attention"),
    Tag("Unsafe", "stop"),
]
TASKS = [
    Task("Talk to the person harmed", Tag("Completed", "good"), "#talk"),
    Task("Assess the risk", Tag("Answer needed", "attention"), "#risk", "Medium since 12 November"),
    Task("Ask for consent to letters", Tag("Not started"), "#consent"),
    Task("Send the first letter", Tag("Cannot start yet"), hint="Opens when both have agreed to letters"),
]
CLOCKS = [
    Clock("Police: contact details", 6, 10, due=dt.date(2026, 11, 17), note="chased once"),
    Clock("First contact", 14, 15, "soon", due=dt.date(2026, 11, 13)),
    Clock("First contact", 17, 15, "overdue", due=dt.date(2026, 11, 9), note="two calls unanswered"),
    Clock("Agreement copies", 2, 3, "met"),
    Clock("Feedback", 9, 7, "missed", note="person on holiday"),
    Clock("Referral", 4, 15, "paused", note="waiting for the referrer since 3 November"),
]
EVENTS = [
    Event(
        "Consent to meet given", dt.datetime(2026, 11, 12, 14, 30, tzinfo=dt.UTC), "Alex F.", side="harmed"
    ),
    Event(
        "Visited at home",
        dt.date(2026, 11, 10),
        "Alex F.",
        "Talked about what a meeting is like.",
        "#visit",
    ),
    Event("Risk assessed: medium", dt.date(2026, 11, 6), "Robin S.", side="responsible"),
    Event("Case opened", dt.date(2026, 11, 2), "Kim C.", side="shared"),
]
TABLE = Table(
    "Open cases",
    [Column("Case"), Column("Stage"), Column("First contact"), Column("Hours", numeric=True)],
    [
        [Cell("ESX-26-0142", url="#142"), Cell(tag=Tag("Preparation")), Cell(clock=CLOCKS[2]), "12.5"],
        [
            Cell("ESX-26-0151", url="#151"),
            Cell(tag=Tag("Meeting today", "attention")),
            Cell(clock=CLOCKS[3]),
            "31",
        ],
    ],
)
CHART = BarChart(
    "Referrals by sender, July to September 2026",
    [
        Bar("Police", 48, url="#police"),
        Bar("Probation", 31, url="#probation"),
        Bar("Self", 12),
        Bar("Housing", 5),
    ],
    value_label="Referrals",
    label_label="Sender",
    note="Counts below 5 are hidden when figures leave the service.",
)
FILTERS = [
    Filter("stage", "Stage", [Choice("prep", "Preparation", 14, chosen=True), Choice("meet", "Meeting", 3)]),
    Filter("side", "Side", [Choice("harmed", "Person harmed"), Choice("responsible", "Person responsible")]),
]
SIDES = [
    {
        "title": "Person harmed",
        "side": "harmed",
        "rows": [
            Row("Initials", "S. A."),
            Row("Reach them by", "Phone, after 6pm"),
            Row("Consent", "To meet: yes"),
        ],
        "url": "#file-harmed",
    },
    {
        "title": "Person responsible",
        "side": "responsible",
        "rows": [
            Row("Initials", "J. B."),
            Row("Reach them by", "Through probation"),
            Row("Consent", "To meet: asked"),
        ],
        "url": "#file-responsible",
    },
]
REFUSAL = Refused(
    "The letter cannot go out before somebody else has read it.",
    source="hub manual, process 7",
    opens="Ask a colleague to read it against the list.",
)

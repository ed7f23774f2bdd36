"""The accounts of the example service, with one password for all, shown on its start page. Nobody here is real."""

from dataclasses import dataclass

PASSWORD = "restorative-justice-example"  # noqa: S105  (public on purpose; only the example service has it)


@dataclass(frozen=True)
class ExampleAccount:
    """Somebody to sign in as; `agency` names the partner body they belong to, if any."""

    name: str
    email: str
    role: str
    words: str
    agency: str = ""


EXAMPLE_ACCOUNTS = (
    ExampleAccount(
        "Cora Ordinate", "coordinator@example.org", "coordinator", "Takes referrals in and sees every case"
    ),
    ExampleAccount(
        "Manu Manages",
        "manager@example.org",
        "service_manager",
        "Decides approvals, sees figures, gives roles",
    ),
    ExampleAccount(
        "Ada Types", "administrator@example.org", "administrator", "Types in forms, keeps the register"
    ),
    ExampleAccount(
        "Fay Facilitates", "facilitator@example.org", "facilitator", "Works on the cases she accepted"
    ),
    ExampleAccount(
        "Femi Facilitates", "facilitator2@example.org", "facilitator", "The same, with other cases"
    ),
    ExampleAccount(
        "Tara Learns", "trainee@example.org", "facilitator", "A trainee: only beside somebody experienced"
    ),
    ExampleAccount(
        "Sue Pervises", "supervisor@example.org", "case_supervisor", "Supports facilitators, vets letters"
    ),
    ExampleAccount(
        "Paula Constable", "police@example.org", "referrer", "Refers for the police", agency="Essex Police"
    ),
    ExampleAccount(
        "Colin Council",
        "council@example.org",
        "referrer",
        "Refers for the council",
        agency="Rushmere Council",
    ),
    ExampleAccount(
        "Pam Prison",
        "pom@example.org",
        "prison_offender_manager",
        "Refers people in prison (POM)",
        agency="HMP Exampleton",
    ),
    ExampleAccount(
        "Kit Wing",
        "keyworker@example.org",
        "keyworker",
        "Reads the goals of somebody on the wing, and no file (keyworker)",
        agency="HMP Exampleton",
    ),
    ExampleAccount(
        "Connie Manages",
        "com@example.org",
        "community_offender_manager",
        "Reads the file of somebody she supervises (COM)",
        agency="Example Probation",
    ),
    ExampleAccount(
        "Vera Liaises",
        "vlo@example.org",
        "victim_liaison_officer",
        "Reads the file of somebody she supports (VLO)",
        agency="Example Probation",
    ),
    ExampleAccount(
        "Audrey Audits", "auditor@example.org", "auditor", "Reads who did what, and opens no file"
    ),
    ExampleAccount(
        "Sid Sysadmin", "sysadmin@example.org", "system_administrator", "Looks after accounts, sees no case"
    ),
    ExampleAccount("Bea Board", "board@example.org", "board_member", "Sees figures only"),
)

"""What people may need in order to take part: one list, from the first referral to the day of a meeting."""

from django.db import models


class NeedKind(models.TextChoices):
    """What sort of need it is (NOMS specification row 4; Wait 'til Eight section 8 para 10; HMPPS 6.42)."""

    ACCESS = "access", "Getting in and about"
    HEARING_SEEING = "hearing_seeing", "Hearing or seeing"
    LANGUAGE = "language", "Language or interpreter"
    READING = "reading", "Reading and writing"
    NEURODIVERSITY = "neurodiversity", "How they think and learn (neurodiversity)"
    HEALTH = "health", "Health, also of the mind"
    VULNERABILITY = "vulnerability", "Something that makes them vulnerable"
    CHILDCARE = "childcare", "Childcare or care of others"
    TRAVEL = "travel", "Travel or money"
    FAITH = "faith", "Faith"
    CULTURE = "culture", "Culture"
    GENDER = "gender", "Gender"
    MATURITY = "maturity", "Age and maturity"
    SUPPORT = "support", "Somebody beside them"
    OTHER = "other", "Something else"


# What is considered for everybody, so that "none needed" is an answer too (HMPPS 6.42).
CONSIDERED = (NeedKind.CULTURE, NeedKind.MATURITY, NeedKind.GENDER)


class Feature(models.TextChoices):
    """What a place may have, and what somebody may need of it."""

    STEP_FREE = "step_free", "A way in without steps"
    TOILET = "toilet", "A toilet for wheelchair users"
    PARKING = "parking", "Parking at the door"
    LOOP = "loop", "A hearing loop"
    LIGHT = "light", "Good light and clear signs"
    QUIET = "quiet", "A quiet room without bright light"
    PRAYER = "prayer", "A room to pray in"


class PaperForm(models.TextChoices):
    """How a paper has to be for somebody to read it."""

    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read, with pictures"


# What is written where nothing is: an answer, and no need that somebody would have to meet.
NOTHING = frozenset({"", "none", "none known", "no needs", "n/a"})


def is_a_need(words: str) -> bool:
    """Whether these words say what somebody needs, and not that nothing is known."""
    return words.strip().rstrip(".").casefold() not in NOTHING

"""How two spellings of the same number are known to be the same: only what tells them apart is compared."""

import re

# Crime numbers are written 42/990588/26; the other police system's references start with letters: EP-20260409-9107.
CRIME_NUMBER = re.compile(r"\b[0-9O]{2}/[0-9O]{4,7}/[0-9O]{2}\b")
TELEPHONE = re.compile(r"(?<![\d/-])(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?![\d/-])")
WRITTEN_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})\b")


def telephone_key(value: str) -> str:
    """Figures alone, with the British prefix as a nought."""
    digits = re.sub(r"\D", "", value)
    if value.strip().startswith("+44") or digits.startswith("0044"):
        digits = "0" + re.sub(r"^(0044|44)0?", "", digits)
    return digits


def contact_key(kind: str, value: str) -> str:
    """What a number, e-mail or address is compared by; a telephone box without figures keeps its words."""
    if kind in {"mobile", "landline"}:
        return telephone_key(value) or value.strip().lower()
    if kind == "email":
        return value.strip().lower()
    return re.sub(r"[^a-z0-9]", "", value.lower())


def reference_key(value: str) -> str:
    """Capital letters and figures alone; a letter O among figures is the nought that a scanner misread."""
    key = re.sub(r"[^A-Z0-9]", "", value.upper())
    while (better := re.sub(r"(?<=\d)O|O(?=\d)", "0", key)) != key:
        key = better
    return key

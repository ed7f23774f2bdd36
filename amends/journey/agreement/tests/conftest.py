from amends.journey.agreement.tests.cast import drafted, final, written  # noqa: F401  (pytest finds fixtures by name)

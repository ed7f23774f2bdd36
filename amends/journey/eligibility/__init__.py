"""Does the service take this case? Screening, sending on, opening, enquiries."""

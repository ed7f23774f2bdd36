"""The community around a service: interpreters, organisations that can help somebody take part, and who hears of us."""

"""How much work a service could take on, and with which cases it begins: plans, cohorts, forecasts."""

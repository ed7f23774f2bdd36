"""Questions of safeguarding: who answers, who may be reached and how, what must be in place before people meet.

For other rooms: ages.way_for, children.check_adults_of_child, children.check_may_take_part,
children.check_may_attend, children.check_weighed, plans.check_plans, harm.check_no_fresh_harm.
"""

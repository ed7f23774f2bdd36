"""The data plan: what is known, why, where, who enters it and who may see it; permissions and requests follow from it.

For other rooms:
- rules.shut_by_plan(item, side) -> bool, for whoever acts now; the row policies of `walls.behind_plan` say the same
- actions.ask_for_items is told of each case that is opened or moves on, and makes the tasks to ask for what is needed
- page `dataplan:home`
"""

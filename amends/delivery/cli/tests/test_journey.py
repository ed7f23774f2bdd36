from dataclasses import replace

from click.testing import CliRunner

from amends.delivery.cli import journey as drawing
from amends.delivery.cli.journey import diagram, journey, milestone_table, stages_without_a_way, step_table
from amends.foundation.case.lifecycle import STEPS, Milestone, Stage


def test_the_drawing_in_the_repository_is_the_table_of_today():
    assert CliRunner().invoke(journey, ["--check"], standalone_mode=False).exception is None


def test_a_changed_table_makes_the_drawing_stale_until_it_is_drawn_again(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "CHECKOUT", tmp_path)
    monkeypatch.setattr(drawing, "DRAWING", tmp_path / "docs" / "journey.md")
    run = CliRunner()
    run.invoke(journey, [], catch_exceptions=False)

    monkeypatch.setitem(STEPS, "close", replace(STEPS["close"], needs=()))
    stale = run.invoke(journey, ["--check"])
    assert stale.exit_code != 0
    assert "out of date" in stale.output
    run.invoke(journey, [], catch_exceptions=False)
    assert run.invoke(journey, ["--check"]).exit_code == 0


def test_every_step_is_drawn_from_each_stage_it_begins_in():
    lines = list(diagram(STEPS.values()))
    assert "    [*] --> assessment: Open a case" in lines
    for step in STEPS.values():
        for stage in step.begins:
            assert f"    {stage.value} --> {step.ends.value}: {step.words}" in lines


def test_the_table_says_who_may_what_is_needed_and_where_that_is_written():
    (row,) = [line for line in step_table(STEPS.values()) if "`begin_communication`" in line]
    for words in ("facilitator", "meeting.plan", "Risk assessed", "Hub manual, process 4"):
        assert words in row
    (row,) = [line for line in milestone_table(STEPS.values()) if f"`{Milestone.OUTCOME_CODED}`" in line]
    assert "Close the case" in row


def test_a_stage_nothing_leads_to_is_found():
    assert stages_without_a_way(STEPS.values()) == []
    without = [step for step in STEPS.values() if step.verb != "begin_communication"]
    assert stages_without_a_way(without) == [Stage.COMMUNICATION]

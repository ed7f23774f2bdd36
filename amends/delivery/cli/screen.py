"""`amends screen`: a CSV file of referrals, screened under a policy profile."""

import shutil
import tempfile
from pathlib import Path

import click

from amends.delivery.cli.main import BadInput
from amends.foundation.policy.csv_blocks import CsvFile, TableError
from amends.foundation.policy.csv_screening import look_alikes, screen_file
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.source import PolicyError, UnknownNameError


@click.command()
@click.argument("table", metavar="IN.csv", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--policy", required=True, metavar="PROFILE", help="noms-2013, essex-2015 or hmpps-2023.")
@click.option(
    "--out", metavar="OUT.csv", type=click.Path(dir_okay=False), help="Where to write; else the screen."
)
def screen(table: str, policy: str, out: str | None) -> None:
    """Screen every row of IN.csv and add the columns decision, rules and missing.

    IN.csv is UTF-8 with commas and a header. An empty cell is not known. Columns that are no facts are carried through.
    Rows are counted from the header: row 1 is the header, row 2 the first case. Nothing is written if a row is wrong.
    """
    if out and not Path(out).absolute().parent.is_dir():
        raise BadInput(f"{out}: the folder does not exist.")
    try:
        profile = load_profile(policy)
        with click.open_file(table, "rb") as stream, tempfile.TemporaryFile() as screened:
            source = CsvFile(stream, table)
            for name, fact in look_alikes(source.header):
                click.echo(f'Note: column "{name}" is carried through. Did you mean {fact}?', err=True)
            screen_file(source, profile, screened)
            screened.seek(0)
            with click.open_file(out or "-", "wb") as target:
                shutil.copyfileobj(screened, target, 1024 * 1024)
    except UnknownNameError as problem:
        raise BadInput(str(problem.args[0])) from problem
    except (TableError, PolicyError) as problem:
        raise BadInput(str(problem)) from problem
    except (IsADirectoryError, PermissionError) as problem:
        raise BadInput(f"{problem.filename}: {problem.strerror}.") from problem

"""The `amends` command. A subcommand is imported when it is called, so that `amends due` never loads Django."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn, cast

import click

# name -> (where it lives, what `amends --help` says)
COMMANDS: dict[str, tuple[str, str]] = {
    "screen": ("screen:screen", "Screen a CSV file of referrals under a policy profile."),
    "due": ("dates:due", "When a time limit ends."),
    "working-days": ("dates:working_days", "The day that comes N working days after a day."),
    "returns": ("dates:returns", "The evaluation return dates of a year."),
    "scope": ("scope:scope", "Estimate the facilitator hours that a number of cases would take."),
    "serve": ("serve:serve", "Answer on the web."),
    "worker": ("serve:worker", "Do the jobs that pages leave for later."),
    "migrate": ("migrate:migrate", "Bring the database up to date."),
    "database": ("database:database", "Run the database for trying the product out."),
    "demo": ("demo:demo", "Fill an empty database with an example service."),
    "bench": ("bench:bench", "Measure how fast it is."),
    "journey": ("journey:journey", "Draw the life of a case from the lifecycle table."),
    "trace": ("trace:trace", "Which test shows which requirement."),
    "verify-trail": ("verify_trail:verify_trail", "Check that nobody has changed the audit trail."),
}

BAD_INPUT = 2


class LazyGroup(click.Group):
    """Finds subcommands by name, and says what is wrong with the input in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if find_spec(_module_of(name))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        attribute = COMMANDS[cmd_name][0].partition(":")[2]
        return cast(click.Command, getattr(import_module(_module_of(cmd_name)), attribute))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002  (click's own signature)
        **extra: Any,
    ) -> Any:
        run: Callable[[], Any] = partial(
            super().main, args, prog_name, complete_var, standalone_mode=False, **extra
        )
        if not standalone_mode:
            return run()
        try:
            status = run()
        except click.exceptions.NoArgsIsHelpError as problem:
            _stop(problem.format_message(), BAD_INPUT)
        except click.ClickException as problem:
            context = problem.ctx if isinstance(problem, click.UsageError) else None
            name = context.command_path if context else self.name
            _stop(f"{name}: {' '.join(problem.format_message().split())}", problem.exit_code)
        except click.Abort:
            _stop("Stopped.", 1)
        except BrokenPipeError:  # whoever read the output has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


def _module_of(name: str) -> str:
    return f"{__package__}.{COMMANDS[name][0].partition(':')[0]}"


def _stop(line: str, status: int) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(status)


class BadInput(click.ClickException):
    """Something in a file or an argument is wrong; the message names the place."""

    exit_code = BAD_INPUT


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="amends", message="%(version)s")
def amends() -> None:
    """Amends runs a restorative justice service, from its first planning meeting to its evaluation."""

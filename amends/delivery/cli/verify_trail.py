"""`amends verify-trail`: has anybody changed, removed or added a line of the audit trail behind the product's back?"""

import click

from amends.delivery.cli.main import BadInput
from amends.delivery.cli.postgres import prepare_django
from amends.foundation.record import chain

MOST = 20


@click.command()
@click.option("--expect", default="", help="The end of the chain as an earlier run printed it.")
def verify_trail(expect: str) -> None:
    """Check the chain that seals the audit trail, and print how it ends.

    Keep the printed end outside the database. Given with --expect later, it also shows whether the trail was cut
    short or made anew since. Exits 1 when something does not fit.
    """
    prepare_django()
    if broken := chain.broken_links(MOST):
        for link in broken:
            click.echo(link.words, err=True)
        raise click.ClickException("The trail is not as it was written.")
    try:
        is_known = not expect or chain.has_been_end(expect)
    except ValueError as problem:
        raise BadInput(
            f"--expect {expect}: this is not the end of a chain (64 letters and digits)."
        ) from problem
    if not is_known:
        raise click.ClickException(
            "The trail was cut short or made anew: it no longer holds the expected link."
        )
    end = chain.chain_end()
    click.echo(f"The trail is whole: {end.links} lines.")
    if end.digest:
        click.echo(f"Its end: {end.digest}")

"""How a command ends when the user can mend what is wrong."""

from __future__ import annotations

import click

from kg.model import Rejected


class UserError(click.ClickException):
    """Something the user can mend: one line on standard error, exit code 1."""

    exit_code = 1

    def show(self, file: object = None) -> None:
        """Print the line."""
        click.echo(f"kg: {self.format_message()}", err=True)


def tell_rejected(rejected: Rejected) -> None:
    """Say on standard error which record cannot be used, and why."""
    where = f"{rejected.file}: record {rejected.record}" if rejected.record else rejected.file
    click.echo(f"kg: {where}: {rejected.reason}", err=True)

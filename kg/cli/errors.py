"""How a command ends when the user can mend what is wrong."""

from __future__ import annotations

import click


class UserError(click.ClickException):
    """Something the user can mend: one line on standard error, exit code 1."""

    exit_code = 1

    def show(self, file: object = None) -> None:
        """Print the line."""
        click.echo(f"kg: {self.format_message()}", err=True)

"""The command ``kg``: its groups, loaded only when asked for, and how errors are reported."""

from __future__ import annotations

import importlib
import os
import sys

import click

COMMANDS = {
    "build": "kg.cli.build:build",
    "annotate": "kg.cli.annotate:annotate",
    "neighbors": "kg.cli.ask:neighbors",
    "show": "kg.cli.ask:show",
    "search": "kg.cli.ask:search",
    "stats": "kg.cli.ask:stats",
    "view": "kg.cli.view:view",
    "export": "kg.cli.export:export",
    "validate": "kg.cli.validate:validate_command",
}
"""Where each command stands; only the one that is called is imported, so that answers come at once."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a tour."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg")
def cli() -> None:
    r"""Turn Chinese public-sector news into a knowledge graph, and ask it questions.

    \b
    Begin:      kg build data/articles.json
    Ask:        kg neighbors 上海仪电
    Look:       kg view
    Take away:  kg export --format turtle -o graph.ttl
    """


class UserError(click.ClickException):
    """Something the user can mend: one line on standard error, exit code 1."""

    exit_code = 1

    def show(self, file: object = None) -> None:
        """Print the line."""
        click.echo(f"kg: {self.format_message()}", err=True)


def main() -> None:
    """Run the command line; the console script."""
    try:
        cli(prog_name="kg")
    except BrokenPipeError:
        # The reader of our output has gone (kg … | head): not an error. Python's own flush at exit
        # must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)

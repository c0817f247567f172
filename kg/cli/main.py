"""The command ``kg``: its groups, loaded only when asked for, and how it ends."""

from __future__ import annotations

import importlib
import os
import sys

import click

from kg.cli.errors import UserError

__all__ = ["COMMANDS", "UserError", "cli", "main"]

COMMANDS = {
    "init": "kg.cli.setup:init",
    "build": "kg.cli.build:build",
    "annotate": "kg.cli.annotate:annotate",
    "remove": "kg.cli.remove:remove",
    "search": "kg.cli.find:search",
    "neighbors": "kg.cli.ask:neighbors",
    "show": "kg.cli.ask:show",
    "path": "kg.cli.ask:path",
    "facts": "kg.cli.ask:facts",
    "timeline": "kg.cli.ask:timeline",
    "articles": "kg.cli.find:articles",
    "stats": "kg.cli.overview:stats",
    "top": "kg.cli.overview:top",
    "diff": "kg.cli.overview:diff",
    "sparql": "kg.cli.sparql:sparql",
    "view": "kg.cli.view:view",
    "export": "kg.cli.export:export",
    "push": "kg.cli.push:push",
    "serve": "kg.cli.serve:serve",
    "validate": "kg.cli.validate:validate_command",
    "evaluate": "kg.cli.train:evaluate",
    "train": "kg.cli.train:train",
    "completion": "kg.cli.setup:completion",
}
"""Where each command stands; only the one that is called is imported, so that answers come at once."""

TOUR = {
    "Begin": ("init", "build", "remove", "annotate"),
    "Ask about an entity": ("search", "neighbors", "show", "path", "timeline"),
    "Ask the whole graph": ("facts", "articles", "stats", "top", "diff", "sparql"),
    "Look and take away": ("view", "serve", "export", "push", "validate"),
    "Measure and improve": ("evaluate", "train"),
}
"""The commands in the order in which one meets them; those not named here are listed last."""


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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under the headings of the tour."""
        toured = {name for names in TOUR.values() for name in names}
        rest = tuple(name for name in COMMANDS if name not in toured)
        for title, names in (*TOUR.items(), ("More", rest)):
            rows = []
            for name in names:
                command = self.get_command(ctx, name)
                if command is not None and not command.hidden:
                    rows.append((name, command.get_short_help_str(formatter.width - 16)))
            with formatter.section(title):
                formatter.write_dl(rows)


HELP = """Turn Chinese public-sector news into a knowledge graph, and ask it questions.

Every answer comes with the sentence that states it.

\b
Begin:      kg build data/articles.json
Find:       kg search 机器人
Ask:        kg neighbors 中国商飞
Connect:    kg path 中国商飞 上海
Look:       kg view
Take away:  kg export --format turtle -o graph.ttl

An entity is named by any of its names. Questions share their options: --store, --format, --limit,
--lang, --no-color, -q, -v; see kg COMMAND --help.
"""


@click.group(cls=LazyGroup, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg")
def cli() -> None:
    """Stand above all commands; its help is :data:`HELP`."""


def main() -> None:
    """Run the command line; the console script."""
    try:
        sys.exit(_run())
    except BrokenPipeError:
        # The reader of our output has gone (kg … | head): not an error. Python's own flush at exit
        # must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _run() -> int:
    """Run the command that was typed; return the exit code: 0, 1 (cannot), 2 (wrong usage), 130 (Ctrl-C)."""
    from kg.store.errors import StoreError

    if "_KG_COMPLETE" in os.environ:
        cli.main(prog_name="kg")
    try:
        # Not cli.main: it answers Ctrl-C with a message and exit code 1.
        with cli.make_context("kg", sys.argv[1:]) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.stdout.flush()
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except StoreError as error:
        click.echo(f"kg: {error}", err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    return 0

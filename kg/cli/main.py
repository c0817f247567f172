"""The command ``kg``: its groups, loaded only when asked for, and how it ends."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from pathlib import Path

import click

COMMANDS = {
    "init": "kg.cli.setup:init",
    "build": "kg.cli.build:build",
    "import": "kg.cli.import_:import_",
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
    "Begin": ("init", "build", "import", "remove", "annotate"),
    "Ask about an entity": ("search", "neighbors", "show", "path", "timeline"),
    "Ask the whole graph": ("facts", "articles", "stats", "top", "diff", "sparql"),
    "Look and take away": ("view", "serve", "export", "push", "validate"),
    "Measure and improve": ("evaluate", "train"),
}
"""The commands in the order in which one meets them; those not named here are listed last."""

QUESTIONS = frozenset(
    ("search", "neighbors", "show", "path", "timeline", "facts", "articles", "stats", "top", "diff")
)
"""The commands that only read a store: nothing is lost when they end at once."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; offer the nearest ones where there is none."""
        if not ctx.resilient_parsing and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=3) or [c for c in COMMANDS if c.startswith(args[0])]
            hint = f" Did you mean {' or '.join(near)}?" if near else " See kg --help."
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

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
    """Run the command line and leave with its exit code."""
    try:
        sys.exit(_run())
    except BrokenPipeError:
        # The reader of our output has gone (kg … | head): not an error. Python's own flush at exit
        # must not complain either.
        _drop_output()
        sys.exit(0)
    except OSError as error:
        # Commands explain what they cannot read or write; what is left is the answer itself.
        click.echo(f"kg: standard output cannot be written: {error.strerror}", err=True)
        _drop_output()
        sys.exit(1)


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int:
    """Run the command that was typed; return the exit code: 0, 1 (cannot), 2 (wrong usage), 130 (Ctrl-C)."""
    from kg.store.errors import StoreError

    if sys.stdout is None or sys.stderr is None:
        _open_missing()
    if "_KG_COMPLETE" in os.environ:
        cli.main(prog_name="kg")
    if not sys.argv[1:2] or sys.argv[1] not in QUESTIONS:
        # These write, or have processes of their own: they tidy up when they are interrupted.
        signal.signal(signal.SIGINT, signal.default_int_handler)
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


def _open_missing() -> None:
    """Give the streams that the caller has closed (kg … >&-) somewhere to go."""
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (as long as the process)
    sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere

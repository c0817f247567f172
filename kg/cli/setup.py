"""Commands that set kg up: init, completion."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.errors import UserError


@click.command(epilog="Example:  kg init")
@click.option("--force", is_flag=True, help="Overwrite a kg.toml that is there.")
def init(force: bool) -> None:
    """Write a commented kg.toml into this folder."""
    from kg.config import FILE_NAME, template
    from kg.files import whole_file

    path = Path(FILE_NAME)
    if path.exists() and not force:
        raise UserError(f"{path} is there already; --force overwrites it")
    try:
        with whole_file(path) as stream:
            stream.write(template().encode("utf-8"))
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from error
    click.echo(f"written: {path}")


COMPLETION_HELP = """Make your SHELL complete commands, options and entities.

\b
bash:  eval "$(kg completion bash)"      in ~/.bashrc
zsh:   eval "$(kg completion zsh)"       in ~/.zshrc
fish:  kg completion fish | source       in ~/.config/fish/config.fish
"""


@click.command(help=COMPLETION_HELP, epilog="Example:  kg completion bash")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script; the help is :data:`COMPLETION_HELP`."""
    from click.shell_completion import get_completion_class

    from kg.cli.main import cli
    from kg.cli.shells import use_our_scripts

    use_our_scripts()
    kind = get_completion_class(shell)
    if kind is None:
        raise UserError(f"{shell}: no completion for this shell")
    # Not source(): it starts a bash to ask for its version; the script works in every bash since 4.4.
    script = kind(cli, {}, "kg", "_KG_COMPLETE")
    click.echo(script.source_template % script.source_vars())

"""Completion scripts for the shells: click's own, mended where names of entities would break them."""

from __future__ import annotations

from click.shell_completion import BashComplete, FishComplete, add_completion_class

BASH = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local response completion type value

    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")

    while IFS= read -r completion; do
        IFS=',' read -r type value <<< "$completion"

        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        elif [[ $type == 'plain' ]]; then
            COMPREPLY+=("$value")
            # What has a space or another sign of the shell in it is quoted as a file name would be.
            if [[ $value == *[[:space:]\\'\\"\\(\\)\\&\\;\\|\\<\\>\\$\\*\\?\\!\\\\]* ]]; then
                compopt -o filenames
            fi
        fi
    done <<< "$response"

    return 0
}

%(complete_func)s_setup() {
    complete -o nosort -F %(complete_func)s %(prog_name)s
}

%(complete_func)s_setup;
"""
"""Needs bash 4.4."""


class Bash(BashComplete):
    """Completion for bash that keeps names with spaces in one piece."""

    source_template = BASH


class Fish(FishComplete):
    """Completion for fish that keeps commas."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')


def use_our_scripts() -> None:
    """Put these in the place of click's."""
    add_completion_class(Bash)
    add_completion_class(Fish)

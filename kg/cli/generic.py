"""click's types with what they convert to: since click 8.4 they take it as a parameter, before that they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    ChoiceOfText = click.Choice[str]
    TextType = click.ParamType[str]
else:
    ChoiceOfText = click.Choice
    TextType = click.ParamType

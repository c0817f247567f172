"""The settings of a project: ``kg.toml``, checked, with the line of what is wrong."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import msgspec

from kg.model import RECOGNISERS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "kg.toml"

DEFAULT_BASE_IRI = "https://example.org/kg/"


class ConfigError(Exception):
    """A settings file that cannot be used; the message names file, line and key."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a project may set; every field has a default.

    Attributes
    ----------
    base_iri
        What the IRIs of exports begin with.
    home_region
        The region whose institutions are meant where no other is named (市政府), by its name; the
        store keeps it.
    boilerplate
        Regular expressions: lines of articles that match one are dropped; None for the built-in ones.
    lexicons
        Files of names of one's own (.ttl or .csv), relative to the settings file.
    confidence
        Least confidence (0..1) of a mention or assertion that is kept.
    recognisers
        Names of the recognisers to use; empty for all.
    """

    base_iri: str = DEFAULT_BASE_IRI
    home_region: str = ""
    boilerplate: tuple[str, ...] | None = None
    lexicons: tuple[str, ...] = ()
    confidence: float = 0.7
    recognisers: tuple[str, ...] = ()

    @property
    def lexicon_files(self) -> tuple[Path, ...]:
        """Return the files of names as paths."""
        return tuple(Path(name) for name in self.lexicons)


def template() -> str:
    """Return a settings file in which every setting is explained and commented out."""
    return (Path(__file__).with_name("kg.toml")).read_text(encoding="utf-8")


def find_config(folder: Path) -> Path | None:
    """Return the kg.toml in the folder or the nearest one above it, or None."""
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
    return None


def load_settings(folder: Path) -> Settings:
    """Return the settings that hold in a folder: those of the nearest kg.toml, or the defaults.

    Raises
    ------
    ConfigError
        The file cannot be read or says something it may not.
    """
    path = find_config(folder)
    return Settings() if path is None else read_settings(path)


def read_settings(path: Path) -> Settings:
    """Return the settings of one file; names of lexicons are made relative to where it stands.

    Raises
    ------
    ConfigError
        The file cannot be read or says something it may not.
    """
    try:
        text = path.read_bytes().decode("utf-8")
        values = tomllib.loads(text)
        settings = msgspec.convert(values, Settings)
        _check(settings, path.parent)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        # Without a line it is the end of the file that came too early.
        where = f":{line.group(1) if line else max(len(text.splitlines()), 1)}"
        reason = re.sub(r" \(at [^)]*\)$", "", str(error))
        raise ConfigError(f"{path}{where}: not valid TOML: {reason}") from error
    except msgspec.ValidationError as error:
        key, reason = _key_and_reason(str(error))
        raise ConfigError(f"{path}{_line(text, key, _item(values, str(error)))}: {key}: {reason}") from error
    return msgspec.structs.replace(settings, lexicons=tuple(str(path.parent / f) for f in settings.lexicons))


def _check(settings: Settings, folder: Path) -> None:
    """Check what a type cannot say; raise the same error as msgspec does."""
    if not 0 <= settings.confidence <= 1:
        raise msgspec.ValidationError("Expected a number from 0 to 1 - at `$.confidence`")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#]", settings.base_iri):
        raise msgspec.ValidationError("Expected an IRI that ends in / or # - at `$.base_iri`")
    for n, pattern in enumerate(settings.boilerplate or ()):
        _check_pattern(n, pattern)
    for n, name in enumerate(settings.lexicons):
        if not (folder / name).is_file():
            raise msgspec.ValidationError(f"{name}: there is no such file - at `$.lexicons[{n}]`")
    for n, name in enumerate(settings.recognisers):
        if name not in RECOGNISERS:
            known = ", ".join(RECOGNISERS)
            raise msgspec.ValidationError(
                f"no recogniser {name!r}; there are {known} - at `$.recognisers[{n}]`"
            )


def _check_pattern(n: int, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        message = f"Not a regular expression: {error} - at `$.boilerplate[{n}]`"
        raise msgspec.ValidationError(message) from error


def _key_and_reason(message: str) -> tuple[str, str]:
    """Return the key and the reason of an error of msgspec, in words of TOML."""
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown:
        known = ", ".join(Settings.__struct_fields__)
        return unknown.group(1), f"no such setting; there are {known}"
    at = re.search(r" - at `\$\.?([^`\[]*)", message)
    reason = message.partition(" - at ")[0]
    for name, word in (
        ("`str`", "a text"),
        ("`float`", "a number"),
        ("`int`", "a whole number"),
        ("`array`", "a list"),
    ):
        reason = reason.replace(name, word)
    return (at.group(1) if at else "?"), reason


def _item(values: dict[str, object], message: str) -> str:
    """Return the text in a list that an error of msgspec is about; empty where it is not about one."""
    at = re.search(r" - at `\$\.(\w+)\[(\d+)\]`", message)
    found = values.get(at.group(1)) if at else None
    item = found[int(at.group(2))] if at and isinstance(found, list) else ""
    return item if isinstance(item, str) else ""


def _line(text: str, key: str, item: str) -> str:
    """Return ``:7`` where the key, or an item of its list, stands in the seventh line; else nothing."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if re.match(rf"""\s*\[*["']?{re.escape(key)}["']?\s*[=\].]""", line):
            below = (n for n, line in enumerate(lines[number - 1 :], number) if item and item in line)
            return f":{next(below, number)}"
    return ""

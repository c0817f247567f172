"""The command that annotates: articles in, one gold-form record a line out."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import orjson

from kg.cli.errors import UserError, tell_rejected
from kg.cli.options import lexicon_option, project_settings
from kg.files import whole_file
from kg.model import Article, Rejected


@click.command(epilog="Example:  kg annotate data/articles.json -o annotations.jsonl")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write [default: standard output]."
)
@click.option("--with-text", is_flag=True, help="Add the cleaned text that the offsets point into.")
@lexicon_option("Your own names (.ttl or .csv).")
def annotate(
    inputs: tuple[Path, ...], output: Path | None, with_text: bool, lexicons: tuple[Path, ...]
) -> None:
    """Find names and relations, without building a graph.

    One JSON object per article, one per line.
    """
    from kg.build.keep import Keep, keep
    from kg.corpus.clean import DEFAULT_BOILERPLATE
    from kg.corpus.read import read_articles
    from kg.relate.annotate import annotate as annotate_articles
    from kg.relate.annotate import make_annotator
    from kg.relate.records import annotation_record
    from kg.vocab.lexicon import LexiconError

    settings = project_settings()
    boilerplate = DEFAULT_BOILERPLATE if settings.boilerplate is None else settings.boilerplate
    wanted = Keep(0.0, settings.recognisers)
    articles: list[Article] = []
    for item in read_articles(inputs, boilerplate):
        if isinstance(item, Rejected):
            tell_rejected(item)
        else:
            articles.append(item)
    if not articles:
        raise UserError("no usable article in the input")
    try:
        annotator = make_annotator(lexicons or settings.lexicon_files)
    except LexiconError as error:
        raise UserError(str(error)) from error
    lines = (
        orjson.dumps(annotation_record(article, keep(annotation, wanted), with_text=with_text)) + b"\n"
        for article, annotation in zip(articles, annotate_articles(articles, annotator), strict=True)
    )
    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line)
    else:
        try:
            with whole_file(output) as stream:
                stream.writelines(lines)
        except OSError as error:
            raise UserError(f"{output}: cannot be written: {error.strerror}") from error

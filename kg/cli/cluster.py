"""What `kg build` does with `--engine spark`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.errors import UserError

if TYPE_CHECKING:
    from kg.build.keep import Keep
    from kg.link.curated import Curated


def build_on_spark(
    inputs: tuple[str, ...],
    output: str,
    master: str | None,
    *,
    lexicons: tuple[Path, ...],
    boilerplate: tuple[str, ...],
    wanted: Keep,
    curated: Curated,
    settings: Mapping[str, str],
    base_iri: str,
    quiet: bool,
) -> None:
    """Build tables and N-Quads; tell what was written.

    Raises
    ------
    UserError
        Spark is missing or does not start, or the job cannot end.
    """
    from kg.build.spark.errors import SparkError
    from kg.build.spark.session import reason, start

    try:
        session = start(master)
    except SparkError as error:
        raise UserError(str(error)) from error
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    from kg.build.spark.job import build

    try:
        report = build(
            session,
            inputs,
            output,
            lexicons=lexicons,
            boilerplate=boilerplate,
            wanted=wanted,
            curated=curated,
            settings=settings,
            base_iri=base_iri,
            progress=lambda step: None if quiet else click.echo(f"kg: {step}", err=True),
        )
    except (SparkError, OSError) as error:
        raise UserError(str(error)) from error
    except (PySparkException, Py4JError) as error:
        raise UserError(f"the job on Spark ended: {reason(error)}") from error
    finally:
        session.stop()
    if report.repeated:
        click.echo(
            f"kg: {report.repeated} articles were given again further on; the later ones are kept", err=True
        )
    if report.rejected:
        click.echo(f"kg: {report.rejected} records rejected, see {output}/rejected", err=True)
    if not report.read:
        raise UserError("no usable article in the input; nothing was built")
    if not quiet:
        click.echo(f"{report.read} articles read")
        click.echo(", ".join(f"{n} {table}" for table, n in report.rows.items()))
        click.echo(f"written: {output}/tables  {output}/nquads")
        click.echo(f"next:    kg import {output} --output output")

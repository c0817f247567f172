"""Following pointers to their end, for all names at once."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from kg.build.spark.steps import Steps


def roots(pointers: DataFrame, steps: Steps, name: str) -> DataFrame:
    """Return where each pointer leads in the end: ``type``, ``plain``, ``root``.

    Names pointing at each other lead to the smallest of them, as :func:`kg.link.pointers.follow` has it.

    Parameters
    ----------
    pointers
        ``type``, ``plain`` and ``to``: of each key at most one.

    Notes
    -----
    Pointer jumping: after round k, ``jump`` is where 2^k pointers lead and ``least`` the least name on
    those 2^k steps. The candidate of a name is the ``least`` of its ``jump``. Once every name has the
    candidate of the name it points to, the candidates are right: they are then the same all over a
    component, at the end of which stands a name that points nowhere (its own least) or a ring, one of
    whose names sees the ring's least. A component whose longest path has n pointers is done when
    2^k >= n, so the rounds are at most log2 of the number of names; the paths met are under ten long.
    Only names with a pointer, and those that they point to, take part.
    """
    ends = pointers.select("type", F.col("to").alias("plain")).distinct()
    ends = ends.join(pointers.select("type", "plain"), ["type", "plain"], "left_anti")
    own = ends.select("type", "plain", F.col("plain").alias("to"))
    step = steps.keep(f"{name}-0", pointers.select("type", "plain", "to").unionByName(own))
    now = step.select("type", "plain", F.col("to").alias("jump"), F.col("to").alias("least"))
    for number in range(1, 64):
        after = now.select("type", F.col("plain").alias("jump"), F.col("least").alias("found"))
        candidates = now.join(after, ["type", "jump"]).select("type", "plain", F.col("found").alias("root"))
        found = steps.keep(f"{name}-{number}", candidates)
        theirs = found.select("type", F.col("plain").alias("to"), F.col("root").alias("other"))
        open_ = found.join(step, ["type", "plain"]).join(theirs, ["type", "to"]).where("root <> other")
        if open_.isEmpty():
            return found
        ahead = now.select(
            "type",
            F.col("plain").alias("jump"),
            F.col("jump").alias("further"),
            F.col("least").alias("later"),
        )
        now = steps.keep(
            f"{name}-{number}-jumps",
            now.join(ahead, ["type", "jump"]).select(
                *("type", "plain", F.col("further").alias("jump")), F.least("least", "later").alias("least")
            ),
        )
    raise AssertionError("more names than can be")

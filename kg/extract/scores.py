"""How probable the tagger finds spans of a batch, by sums over characters made once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.extract.spans import Spans
from kg.extract.tagger.crf import Floats

_FLOOR = 1e-4
_COLD = 0.995
"""Characters that are outside names with at least this probability are not looked at one by one."""

_STEPS = 2.0**32
"""Sums are of whole multiples of one part in so many: exact, so that they do not depend on what stands before."""


class Scores:
    """Probabilities of labels, by character and by span.

    ``either`` is the probability of beginning or continuing each type, ``begin`` that of beginning it, shape
    (characters, types); ``padded`` is ``either`` with a row of zeros; ``warm`` the positions that may
    belong to a name, ``warm_labels`` the likeliest label there.
    """

    def __init__(self, marginal: Floats) -> None:
        size, kinds = len(marginal), (marginal.shape[1] - 1) // 2
        outside = marginal[:, 0]
        self.warm = np.flatnonzero(outside < _COLD)
        near = marginal[self.warm]
        self.warm_labels = near.argmax(axis=1)
        self.begin = np.zeros((size, kinds), dtype=np.float32)
        self.begin[self.warm] = near[:, 1::2]
        self._inside = np.zeros((size + 1, kinds), dtype=np.float32)
        self._inside[self.warm] = near[:, 2::2]
        self.padded = np.zeros((size + 1, kinds), dtype=np.float32)
        self.padded[self.warm] = near[:, 1::2] + near[:, 2::2]
        self.either = self.padded[:-1]
        self._sums = np.zeros((size + 1, kinds), dtype=np.int64)
        self._sums[self.warm + 1] = _whole(self.either[self.warm])
        np.cumsum(self._sums, axis=0, out=self._sums)
        self._logs = np.full((size + 1, kinds), _whole(np.log([_FLOOR]))[0])
        self._logs[0] = 0
        self._logs[self.warm + 1] = _whole(np.log(near[:, 2::2] + _FLOOR))
        np.cumsum(self._logs, axis=0, out=self._logs)
        self._outside = np.concatenate([[0], np.cumsum(_whole(outside))])

    def __call__(self, spans: Spans) -> npt.NDArray[np.float64]:
        """Return, shape (spans, 5): geometric mean of the labels, begin, end, mean of the type, mean of O."""
        starts, ends, kinds = spans.start, spans.end, spans.kind
        lengths = ends - starts
        begin = self.begin[starts, kinds].astype(np.float64)
        ending = 1.0 - self._inside[ends, kinds]
        logs = (self._logs[ends, kinds] - self._logs[np.minimum(starts + 1, ends), kinds]) / _STEPS
        joint = np.exp((logs + np.log(begin + _FLOOR) + np.log(ending + _FLOOR)) / (lengths + 1))
        outside = (self._outside[ends] - self._outside[starts]) / _STEPS / lengths
        return np.stack([joint, begin, ending, self.of_type(spans), outside], axis=1)

    def of_type(self, spans: Spans) -> npt.NDArray[np.float64]:
        """Return the mean probability of the type over the characters of each span."""
        sums = self._sums[spans.end, spans.kind] - self._sums[spans.start, spans.kind]
        return np.asarray(sums / _STEPS / (spans.end - spans.start))


def _whole(numbers: npt.NDArray[np.floating]) -> npt.NDArray[np.int64]:
    return np.rint(numbers.astype(np.float64) * _STEPS).astype(np.int64)

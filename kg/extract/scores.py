"""How probable the tagger finds spans of a batch, by sums over characters made once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.extract.spans import Spans
from kg.extract.tagger.crf import Floats

_FLOOR = 1e-4
_COLD = 0.995
"""Characters that are outside names with at least this probability are not looked at one by one."""


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
        self._sums = np.zeros((size + 1, kinds))
        np.cumsum(self.either, axis=0, out=self._sums[1:])
        logs = np.full((size, kinds), np.log(_FLOOR))
        logs[self.warm] = np.log(near[:, 2::2] + _FLOOR)
        self._logs = np.zeros((size + 1, kinds))
        np.cumsum(logs, axis=0, out=self._logs[1:])
        self._outside = np.concatenate([[0.0], np.cumsum(outside, dtype=np.float64)])

    def __call__(self, spans: Spans) -> npt.NDArray[np.float64]:
        """Return, shape (spans, 5): geometric mean of the labels, begin, end, mean of the type, mean of O."""
        starts, ends, kinds = spans.start, spans.end, spans.kind
        lengths = ends - starts
        begin = self.begin[starts, kinds].astype(np.float64)
        ending = 1.0 - self._inside[ends, kinds]
        logs = self._logs[ends, kinds] - self._logs[np.minimum(starts + 1, ends), kinds]
        joint = np.exp((logs + np.log(begin + _FLOOR) + np.log(ending + _FLOOR)) / (lengths + 1))
        outside = (self._outside[ends] - self._outside[starts]) / lengths
        return np.stack([joint, begin, ending, self.of_type(spans), outside], axis=1)

    def of_type(self, spans: Spans) -> npt.NDArray[np.float64]:
        """Return the mean probability of the type over the characters of each span."""
        sums = self._sums[spans.end, spans.kind] - self._sums[spans.start, spans.kind]
        return np.asarray(sums / (spans.end - spans.start))

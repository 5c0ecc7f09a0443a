"""The recommender: what it learns, what it says of its doubts, and that its reasons add up."""

from __future__ import annotations

import numpy as np

from linalg_engine import recommender


def test_reasons_add_up_to_the_prediction() -> None:
    generator = np.random.default_rng(1)
    people, items = np.nonzero(generator.random((20, 12)) < 0.6)
    stars = generator.integers(1, 11, len(items)) / 2
    space = recommender.fit(people, items, stars, scale=(-100, 100)).serving()

    person = space.fold_in([0, 3, 7], [5.0, 1.5, 4.0])

    mean, _ = person.predict()
    for item, prediction in zip(space.item_ids, mean, strict=True):
        reasons = person.reasons(int(item))
        assert np.isclose(reasons.base + np.sum(reasons.contributions), prediction, atol=1e-12)
    assert np.allclose(person.matrix @ person.solution, person.right)

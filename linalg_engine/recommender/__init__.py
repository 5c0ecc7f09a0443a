"""Bayesian matrix factorization: from ratings to predictions with their uncertainty.

`fit` takes ratings as three arrays and returns an `ItemSpace`. That is all that `fold_in` needs
to predict what a person likes, from a few ratings or many, and to give its reasons.
"""

from linalg_engine.recommender.fitting import fit
from linalg_engine.recommender.fold_in import Person, Reasons, fold_in
from linalg_engine.recommender.item_space import Alike, ItemSpace, Neighbour
from linalg_engine.recommender.ranking import Balance, Ranking

__all__ = [
    "Alike",
    "Balance",
    "ItemSpace",
    "Neighbour",
    "Person",
    "Ranking",
    "Reasons",
    "fit",
    "fold_in",
]

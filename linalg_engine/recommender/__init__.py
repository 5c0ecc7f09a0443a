"""Bayesian matrix factorization: from ratings to predictions with their uncertainty.

`fit` takes ratings as three arrays. Its `Model` predicts pairs of a person and an item; the
model's small part, an `ItemSpace`, is all that `fold_in` needs to take in new people from a few
ratings, and to give its reasons.
"""

from linalg_engine.recommender.fitting import fit
from linalg_engine.recommender.fold_in import Person, Reasons, fold_in
from linalg_engine.recommender.item_space import ItemSpace, Neighbour
from linalg_engine.recommender.model import Model
from linalg_engine.recommender.ranking import Balance, Ranking

__all__ = [
    "Balance",
    "ItemSpace",
    "Model",
    "Neighbour",
    "Person",
    "Ranking",
    "Reasons",
    "fit",
    "fold_in",
]

"""What becomes of the powers of a matrix in the long run."""

from linalg_engine.powers.chains import MarkovChain, markov_chain
from linalg_engine.powers.long_run import LongRun, long_run

__all__ = ["LongRun", "MarkovChain", "long_run", "markov_chain"]

"""Processes that compute and draw, and the fair queue before them."""

from bot.workers.asker import HOUSE, Asker, asked_by
from bot.workers.errors import (
    BusyError,
    CrowdedError,
    JobError,
    LostError,
    RestartError,
    TooBigError,
    TooSlowError,
)
from bot.workers.pool import BLAS_THREADS, Workers, preload
from bot.workers.queue import MOST_WAITING, Lane

__all__ = [
    "BLAS_THREADS",
    "HOUSE",
    "MOST_WAITING",
    "Asker",
    "BusyError",
    "CrowdedError",
    "JobError",
    "Lane",
    "LostError",
    "RestartError",
    "TooBigError",
    "TooSlowError",
    "Workers",
    "asked_by",
    "preload",
]

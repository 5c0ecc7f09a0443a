"""Processes that compute and draw, and the fair queue before them."""

from bot.workers.asker import HOUSE, Asker, asked_by
from bot.workers.errors import (
    AwayError,
    BusyError,
    ClusterError,
    CrowdedError,
    JobError,
    LostError,
    RestartError,
    TooBigError,
    TooSlowError,
)
from bot.workers.pool import Workers
from bot.workers.processes import BLAS_THREADS, Processes, preload
from bot.workers.queue import MOST_WAITING, Lane
from bot.workers.sending import NewFile, SharedFile

__all__ = [
    "BLAS_THREADS",
    "HOUSE",
    "MOST_WAITING",
    "Asker",
    "AwayError",
    "BusyError",
    "ClusterError",
    "CrowdedError",
    "JobError",
    "Lane",
    "LostError",
    "NewFile",
    "Processes",
    "RestartError",
    "SharedFile",
    "TooBigError",
    "TooSlowError",
    "Workers",
    "asked_by",
    "preload",
]

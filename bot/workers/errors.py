"""Why a job gave no result."""

from __future__ import annotations


class JobError(Exception):
    """A job gave no result, for a reason that may be shown to the asker."""


class TooSlowError(JobError):
    """The job reached its time limit and was stopped."""


class TooBigError(JobError):
    """The job reached its memory limit."""


class LostError(JobError):
    """The worker ended under the job."""


class BusyError(JobError):
    """The wait would be too long; the job was not taken.

    Parameters
    ----------
    seconds
        How long the wait would be.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class CrowdedError(JobError):
    """This person has as many jobs waiting as one person may; the job was not taken."""


class RestartError(JobError):
    """The bot is being stopped, and takes no more jobs."""


class AwayError(Exception):
    """There is no cluster that could do a job, or it is gone; the job can be done here."""


class ClusterError(RuntimeError):
    """The cluster cannot be used as it is set; the message is one sentence for the host."""

    @classmethod
    def without_dask(cls, needs: str) -> ClusterError:
        """Return the error where Dask is not installed.

        Parameters
        ----------
        needs
            What wants it.
        """
        return cls(
            f"{needs} needs Dask, which is not installed; "
            "run pip install '.[cluster]' in the bot's directory."
        )


def why_away(error: BaseException) -> str:
    """Return in a few words why a scheduler is not reached; Dask wraps the system's own error."""
    while error.__cause__ is not None and str(error.__cause__):
        error = error.__cause__
    if not isinstance(error, OSError):
        return "there is no scheduler of Dask's, or one of another version"
    return str(error) or "no answer"

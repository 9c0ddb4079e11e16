"""Keeps Rasa and TensorFlow from talking over us. Import this before either of them."""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

import structlog

_SILENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TQDM_DISABLE": "1",
    "GIT_PYTHON_REFRESH": "quiet",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def hush() -> None:
    """Turn off telemetry, warnings and progress bars of the libraries. Settings made by the operator win."""
    for name, value in _SILENT.items():
        os.environ.setdefault(name, value)
    # Some libraries turn warnings on again when they are imported; what is never shown cannot be turned on.
    warnings.showwarning = _show_nothing
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for noisy in ("rasa", "tensorflow", "absl", "matplotlib", "apscheduler", "httpx", "git", "rasa_sdk"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def _show_nothing(*_warning: Any, **_where: Any) -> None:
    """Stands in for the printing of warnings."""

"""What the tests of the channels share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

#: None of these tests is about speed, and the machine may be busy.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

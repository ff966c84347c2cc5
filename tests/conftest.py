"""What all tests share: how hard Hypothesis looks, and where real data is, if it is anywhere."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is decides no test: no deadline, and no complaint that examples are slow to make.
# Both profiles are derandomised, so that a run that fails, fails for everybody.
UNTIMED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True)

settings.register_profile("fast", UNTIMED, max_examples=50)
# Many an example makes whole archives: 100 of each keep a run of everything below ten minutes on two cores.
settings.register_profile("ci", UNTIMED, max_examples=100)
# For whoever hunts: other examples each time, and many.
settings.register_profile("search", UNTIMED, derandomize=False, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of the third-party datasets, which are not in this repository."""
    named = os.environ.get("ARCHIVE_REAL_DATA")
    if not named:
        pytest.skip("real datasets are not here: $ARCHIVE_REAL_DATA is not set")
    folder = Path(named)
    assert folder.is_dir(), f"$ARCHIVE_REAL_DATA names {named}, which is no folder"
    return folder

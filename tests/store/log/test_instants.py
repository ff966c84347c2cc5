from datetime import UTC, datetime, timedelta, timezone

import pytest

from archive.model.errors import DataError
from archive.store.log.instants import instant, instant_of, is_ahead


@pytest.mark.parametrize("text", ["2026-11-23T00:00:00Z", "2000-02-29T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_an_instant_stays_as_written(text: str) -> None:
    assert instant(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "now", "2026-11-23", "2026-11-23T00:00:00", "2026-11-23 00:00:00Z", "2026-11-23T00:00:00z",
        "2026-11-23T00:00:00+00:00", "2026-11-23T00:00:00.5Z", "2026-11-23T00:00Z", "2026-02-30T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T00:00:60Z", "2026-11-23T00:00:00Z\n", "٢٠٢٦-11-23T00:00:00Z",
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_shown_how(text: str) -> None:
    with pytest.raises(DataError) as refused:
        instant(text)
    assert refused.value.hint is not None
    assert "2026-11-23T18:05:00Z" in refused.value.hint


def test_a_moment_becomes_an_instant_in_utc_to_the_second() -> None:
    tashkent = timezone(timedelta(hours=5))
    assert instant_of(datetime(2024, 7, 4, 3, 0, 1, 999_999, tzinfo=tashkent)) == "2024-07-03T22:00:01Z"
    assert instant(instant_of(datetime(2024, 7, 4, tzinfo=UTC))) == "2024-07-04T00:00:00Z"


def test_an_instant_is_ahead_of_now_when_clocks_do_not_explain_it() -> None:
    now = "2026-11-23T18:05:00Z"
    assert not is_ahead("2020-01-01T00:00:00Z", now)
    assert not is_ahead("2026-11-23T18:10:00Z", now)
    assert is_ahead("2026-11-23T18:10:01Z", now)
    with pytest.raises(DataError, match="not an instant"):
        is_ahead("2026-11-23", now)

"""Small events for the tests of the log."""

import sqlite3
from typing import Any

import msgspec

from archive.kinds.families.editorial import EventRetracted
from archive.kinds.families.membership import MembershipChanged
from archive.model.event import Citation, Draft, Envelope
from archive.store.log import append as log

NOW = "2026-11-23T00:00:00Z"
LATER = "2026-11-24T00:00:00Z"


def joined(key: str = "by-member", *, date: str = "2024-07-04", gist: str = "Belarus joins.", **more: Any) -> Draft:
    citations = (Citation(source="seed-002", at="para 3", says="it has joined"),)
    envelope = Envelope(kind="membership.changed", key=key, date=date, gist=gist, citations=citations, **more)
    return Draft(envelope, MembershipChanged(subject=("belarus",), object="sco", status="member"))


def retracted(event: str, key: str = "") -> Draft:
    return Draft(Envelope(kind="event.retracted", key=key), EventRetracted(event=event, reason="misread"))


def append(db: sqlite3.Connection, *drafts: Draft, at: str = NOW, **more: Any) -> log.Appended:
    given = {"recorded_at": at, "recorded_by": "curator-1", "why": "a test", **more}
    return log.append(db, drafts, **given)


def content(body: str) -> dict[str, Any]:
    event: dict[str, Any] = msgspec.json.decode(body)["event"]
    return event

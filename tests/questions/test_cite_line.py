"""Citations along a line: whatever is appended later, also of who follows whom, changes none of them."""

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from archive.questions.cite.check import check
from archive.questions.cite.citable import rows
from archive.questions.cite.citation import cite
from archive.questions.cite.token import citation_of, token
from tests.questions.cite.test_cite import BOUNDS, DAYS, SPAN, asking, at, options
from tests.store.tables.test_projection import BASE, appended, citations, dates, histories, opened, statuses

MORE: list[dict[str, object]] = [
    {"kind": "entity.registered", "subject": "guild", "type": "body", "label": "Guild"},
    {"kind": "entity.registered", "subject": "cc", "type": "country", "label": "CC"},
]  # fmt: skip
ENTITIES = st.sampled_from([("aa", "bb", "cc"), ("club", "guild")])


@st.composite
def lines(draw):
    """Histories with successions, retracted ones too, and with memberships of those who come in by them."""
    found: list[list[dict[str, object]]] = [MORE]
    keys: list[str] = []
    for batch in draw(histories()):
        more: list[dict[str, object]] = [draw(st.sampled_from([_succession, _membership]))(draw)]
        if keys and draw(st.booleans()):
            more.append({"kind": "event.retracted", "event": draw(st.sampled_from(keys)), "reason": "wrong"})
        for event in more:
            event["key"] = f"m{len(keys)}-{len(found)}-{str(event['kind'])[-4:]}"
        keys += [str(event["key"]) for event in more if event["kind"] == "entity.succeeded"]
        found.append([*batch, *more])
    return found


def _succession(draw):
    among = draw(ENTITIES)
    before, after = (draw(st.lists(st.sampled_from(among), min_size=1, max_size=2, unique=True)) for _ in "12")
    return {
        "kind": "entity.succeeded", "date": draw(dates), "subject": before,
        "successor": after if after != before else [one for one in among if one not in before],
        "citations": draw(citations), "standing": draw(st.sampled_from(["main", "main", "rival"])),
    }  # fmt: skip


def _membership(draw):
    where = draw(st.sampled_from(["club", "guild"]))
    who = draw(st.sampled_from(["aa", "cc"]))
    return {
        "kind": "membership.changed", "date": draw(dates), "subject": who, "object": where, "status": draw(statuses),
        "citations": draw(citations),
    }  # fmt: skip


ALONG = {"lineage": st.just(True)}
WHO = st.sampled_from([{"subjects": ("aa",)}, {"bodies": ("club",)}, {"subjects": ("cc",), "bodies": ("guild",)}])


def along(ask, **more):
    """Return questions of one sort about the line of somebody."""
    return WHO.flatmap(lambda who: asking(ask, **ALONG, **{name: st.just(one) for name, one in who.items()}, **more))


def before(two):
    """Return two known dates as the options of a question, the later one being its known date."""
    return {"known": st.just(two[1]), "options": st.just((("before", two[0]),))}


QUESTIONS = st.one_of(
    along("as-of", dates=st.lists(DAYS, min_size=1, max_size=2).map(tuple), only=st.booleans()),
    along("as-of", dates=st.just(("2000-01",))),
    asking("history", who=st.sampled_from(["aa", "cc", "guild"]), **ALONG),
    along("history"),
    along("diff", dates=BOUNDS),
    BOUNDS.flatmap(lambda two: along("diff-known", **before(two))),
    along("diff-recorded", options=st.sampled_from(["0", "12", "14"]).map(lambda at: (("before", at),))),
    asking(
        "why", who=st.just("cc"), subjects=st.just(("cc",)), bodies=st.sampled_from([(), ("club",)]),
        dates=DAYS.map(lambda day: (day,)), **ALONG,
    ),
    along("events", options=st.just((("within", ".."),))),
    along("panel", options=options(at=("any", "share"), **SPAN)),
    along("count", options=options(by=("value", "object"), each=("month", "year"), **SPAN)),
    along("timeline", options=options(**SPAN)),
    along("attendance"),
)  # fmt: skip
KINDS = (
    "as-of", "history", "diff", "diff-known", "diff-recorded", "why", "events", "panel", "count", "timeline",
    "attendance",
)  # fmt: skip


@settings(max_examples=60)
@given(lines(), st.lists(QUESTIONS, min_size=1, max_size=3))
def test_a_citation_along_a_line_holds_after_any_later_appends(history, questions):
    db, kept = opened(), []
    for end in appended(db, history):
        if end < len(BASE) + len(MORE):
            continue  # not all are there yet who are asked about
        kept += [token(cite(db, at(question, end))) for question in questions]
        for one in kept:
            cited = citation_of(one)
            assert cited.pinned.lineage
            found = check(db, cited)
            assert found.same, (found.cited, found.differences)
            assert rows(db, cited.pinned) == rows(db, cited.pinned, afresh=True)


@pytest.mark.parametrize("ask", KINDS)
def test_every_question_with_a_line_is_tried(ask):
    def is_it(one):
        return one.ask == ask

    assert find(QUESTIONS, is_it).lineage

"""What each rule finds, and what leaves it quiet: events of the made-up union."""

UNION = "body.established, key: founded, date: 2001-01-01, subject: union"
PANEL = "body.established, key: panel-founded, date: 2002-01-01, subject: panel"
DISSOLVED = "body.dissolved, key: dissolved, date: 2010, subject: panel"
MEMBER = "membership.changed, key: ar-member, date: 2003-01-01, subject: arland, object: union, status: member"
PARTNER = "membership.changed, key: bor-partner, date: 2004, subject: borland, object: union, status: dialogue-partner"
ANN = "office.assumed, key: ann-term, date: 2005-01-01/2007-06-01, subject: ann, office: secretary"
RUNS_ON = "office.assumed, key: ann-open, date: 2005-01-01/.., subject: ann, office: secretary"
PLAN = (
    "membership.expected, key: cer-plan, date: 2006-01-01, subject: cerland, object: union, status: member, "
    "planned: 2006-06"
)


def meeting(date: str) -> str:
    return f"meeting.held, key: met, date: {date}, meeting: meet, body: panel"


def member(key: str, date: str, *, of: str = "union", status: str = "member", who: str = "arland") -> str:
    return f"membership.changed, key: {key}, date: {date}, subject: {who}, object: {of}, status: {status}"


def roster(date: str, statuses: str, *, complete: bool = False) -> str:
    more = ", complete: true" if complete else ""
    return f"membership.roster, key: list, date: {date}, object: union, statuses: {{{statuses}}}{more}"


def seen(date: str, status: str) -> str:
    return f"membership.attested, key: seen, date: {date}, subject: arland, object: union, status: {status}"


def term(date: str, *, office: str = "secretary", who: str = "bob") -> str:
    return f"office.assumed, key: {who}-{office}, date: {date}, subject: {who}, office: {office}"


def tally(number: int, date: str = "2005-05-05", status: str = "member") -> str:
    return f"membership.tallied, key: count, date: {date}, object: union, status: {status}, number: {number}"


RIVAL = member("other", "2003-05-05").replace("key: other", "key: other, standing: rival")

FINDS: dict[str, list[tuple[str, ...]]] = {
    "roster-differs": [
        (MEMBER, PARTNER, roster("2008", "observer: [arland], dialogue-partner: [borland]")),
        (MEMBER, PARTNER, roster("2008", "member: [arland]", complete=True)),
        (MEMBER, member("bor", "2003", who="borland"),
         "membership.attested, key: seen, date: 2008, subject: [arland, borland], object: union, status: observer"),
    ],
    "tally-differs": [
        (MEMBER, tally(2)),
        (MEMBER, member("bor", "2003", who="borland"), tally(1)),
        (PARTNER, tally(2, status="partner")),
        (MEMBER, member("left", "2004-01-01", status="none"), tally(1)),
        (MEMBER, member("vague", "2005", who="borland"), tally(3)),
        (roster("2005-05-05", "member: [arland, borland]"), tally(3, "2005-06")),
    ],
    "meeting-of-dissolved-body": [(PANEL, DISSOLVED, meeting("2011-05-05"))],
    "membership-before-the-body": [
        (UNION, member("early", "2000-12-31")),
        (UNION, seen("1999", "observer")),
    ],
    "membership-after-the-body": [(PANEL, DISSOLVED, member("late", "2011-01-01", of="panel"))],
    "two-in-office": [
        (ANN, term("2006-01-01/2009-12-31")),
        (ANN, "office.attested, key: bob-seen, date: 2006-03-03, subject: bob, office: secretary"),
        (RUNS_ON, term("2005-01-01/..")),
    ],
    "begun-twice": [
        (MEMBER, member("again", "2005-05-05")),
        (PANEL, "body.resumed, key: resumed, date: 2005, subject: panel"),
    ],
    "attested-against": [
        (MEMBER, seen("2005-05-05", "observer")),
        (member("vague", "2003"), seen("2004-01-01", "observer")),
        (MEMBER, seen("2005-05-05", "observer"), seen("2007-07-07", "observer").replace("seen", "still")),
        (PANEL, DISSOLVED, "body.attested, key: seen, date: 2012, subject: panel, value: active"),
        (ANN, "office.attested, key: seen, date: 2008-01-01, subject: ann, office: secretary"),
    ],
    "overdue": [
        (PLAN,),
        (PLAN, "body.dissolved, key: dissolved, date: 2015, subject: union"),
        (PLAN, "membership.attested, key: still, date: 2006-07-01, subject: cerland, object: union, status: observer"),
        ("meeting.announced, key: plan, date: 2006-01-01, meeting: meet, body: panel, planned: 2006-02-02",),
    ],
    "unended": [
        (RUNS_ON, term("2008-01-01/..")),
        (term("2005-01-01/..", office="acting-secretary", who="ann"), ANN),
    ],
    "two-values-at-once": [(MEMBER, member("same", "2003-01-01", status="observer"))],
    "unnamed-rival": [(MEMBER, RIVAL), (RIVAL,)],
    "stale": [(PANEL, meeting("2003-03-03"))],
}  # fmt: skip
"""By rule, archives in which it finds one contradiction."""

QUIET: dict[str, list[tuple[str, ...]]] = {
    "roster-differs": [
        (MEMBER, PARTNER, roster("2008", "member: [arland], partner: [borland]", complete=True)),  # in coarser words
        (MEMBER, PARTNER, roster("2003", "member: [arland]")),  # begun within the year
        (MEMBER, roster("2008", "observer: [cerland]")),  # nothing else is told of it
        (MEMBER, PARTNER, roster("2008", "member: [arland]")),  # not complete
        (MEMBER, "coverage.stated, key: all, date: 2000/2019, object: union"),  # who was there is told elsewhere
        (MEMBER, roster("2008", "observer: [arland]").replace("key: list", "key: list, standing: rival")),
    ],
    "tally-differs": [
        (MEMBER, tally(1)),
        (MEMBER, member("vague", "2005", who="borland"), tally(1)),
        (MEMBER, member("vague", "2005", who="borland"), tally(2)),
        (MEMBER, tally(0, "2003-01-01")),  # counted before the change of that day
        (MEMBER, member("left", "2005-06-01", status="none"), tally(0, "2005")),  # on some day of the year
        (MEMBER, PARTNER, tally(1, status="partner")),  # in a coarser word
        (PARTNER, member("own", "2004-01-01", status="partner"), tally(2, status="partner")),
        (PARTNER, member("own", "2004-01-01", status="partner"), tally(1, status="partner")),
        (roster("2005-05-05", "member: [arland, borland]"), tally(2, "2005-06")),
        (UNION, tally(7)),  # nothing is told of any member
        (MEMBER, tally(2).replace("key: count", "key: count, standing: rival")),
        (MEMBER, tally(2), "kind: event.retracted, event: count, reason: misread"),
    ],
    "meeting-of-dissolved-body": [
        (PANEL, DISSOLVED, meeting("2010-05-05")),  # it may have been dissolved later that year
        (PANEL, DISSOLVED.replace("2010", "2010-05-05"), meeting("2010-05-05")),  # the meeting that dissolved it
        (PANEL, DISSOLVED, "body.resumed, key: resumed, date: 2011, subject: panel", meeting("2012-01-01")),
        (PANEL, "body.suspended, key: pause, date: 2010, subject: panel", meeting("2011-05-05")),
        (meeting("2011-05-05"),),
    ],
    "membership-before-the-body": [
        (member("early", "1999"),),  # never founded in the archive
        (UNION, MEMBER),
        (UNION, member("founder", "2001")),
        (UNION, "body.attested, key: there, date: 1998, subject: union, value: active", member("early", "1999")),
    ],
    "membership-after-the-body": [
        (PANEL, member("early", "2003", of="panel"), DISSOLVED),
        (PANEL, DISSOLVED, member("same", "2010", of="panel")),
    ],
    "two-in-office": [
        (ANN, term("2007-06-01/2009-12-31")),  # one shared hand-over day
        (ANN, term("2007-06-02/..")),
        (ANN, "office.attested, key: bob-seen, date: 2007-06-01, subject: bob, office: secretary"),
        (ANN, "office.attested, key: bob-seen, date: 2007, subject: bob, office: secretary"),
        (RUNS_ON, term("2008-01-01/..")),  # `unended` tells of it
        (ANN, term("2006-01-01/2009-12-31", office="acting-secretary")),
        (ANN, term("2007/2009")),  # some day of 2007
    ],
    "begun-twice": [
        (member("vague", "2003"), MEMBER),  # one beginning, told twice
        (MEMBER, member("left", "2004-01-01", status="none"), member("again", "2005-05-05")),
        (MEMBER, member("lower", "2004-01-01", status="observer"), member("again", "2005-05-05")),
        (PANEL, "body.suspended, key: pause, date: 2004, subject: panel",
         "body.resumed, key: resumed, date: 2005, subject: panel"),
        (MEMBER, member("again", "2005-05-05").replace("key: again", "key: again, standing: rival")),
    ],
    "attested-against": [
        (MEMBER, seen("2005-05-05", "member")),
        (MEMBER, seen("2002-05-05", "observer")),  # nothing had begun
        (member("mid", "2003-06-01"), seen("2003", "observer")),  # nor on some day of the year
        (member("vague", "2003"), seen("2003-03-03", "observer")),  # perhaps before it began
    ],
    "overdue": [
        (PLAN, "body.dissolved, key: dissolved, date: 2006-06-15, subject: union"),
        (PLAN, member("came", "2006-06-15", who="cerland")),
        (PLAN, member("late", "2007-01-01", who="cerland")),
        (PLAN, "membership.attested, key: there, date: 2008, subject: cerland, object: union, status: member"),
        (PLAN, member("other", "2006-08-01", who="cerland", status="observer")),
        (PLAN.replace("key: cer-plan", "key: cer-plan, standing: superseded"),),
        (PLAN.replace("planned: 2006-06", "planned: 2019-12"),),  # not long past
        ("meeting.announced, key: plan, date: 2006-01-01, meeting: meet, body: panel, planned: 2006-02-02",
         "meeting.cancelled, key: off, date: 2006-02-01, meeting: meet, body: panel"),
        ("office.expected, key: plan, date: 2006-01-01, subject: ann, office: secretary, planned: 2007-01-01",
         term("2007-01-01/..")),
    ],
    "unended": [
        (RUNS_ON,),
        (ANN, term("2008-01-01/..")),
        (RUNS_ON, term("2004-01-01/2004-12-31")),
        (RUNS_ON, "office.left, key: gone, date: 2007-12-31, subject: ann, office: secretary", term("2008-01-01/..")),
    ],
    "two-values-at-once": [
        (MEMBER, member("same", "2003-01-02", status="observer")),
        (member("vague", "2003"), member("other", "2003-05", status="observer")),
        (MEMBER, member("same", "2003-01-01")),
    ],
    "unnamed-rival": [
        (MEMBER, RIVAL, "kind: dispute.opened, key: o, dispute: d, question: Which?, events: [ar-member, other]"),
        (MEMBER, RIVAL.replace("rival", "deprecated")),
        (MEMBER,),
    ],
    "stale": [
        (PANEL, meeting("2018-03-03")),
        (PANEL, DISSOLVED),
        (UNION, "office.attested, key: seen, date: 2019, subject: ann, office: secretary"),
    ],
}  # fmt: skip
"""By rule, archives in which it finds nothing."""

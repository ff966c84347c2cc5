"""An archive in which events of many kinds are withheld, all their words beginning with one that nobody else says."""

from pathlib import Path

from tests.questions.small import build

WORD = "zanzibar"
CITED = f"{{source: ring-note, at: {WORD}-at, says: {WORD}-says, quote: {WORD}-quote}}"
HEAD = "recorded_at: 2026-11-0{}T00:00:00Z\nrecorded_by: curator-1\nwhy: what is shown, and what is not\nevents:\n"
SHOWN = """
- {kind: entity.registered, subject: ring, type: organisation, label: The Ring}
- {kind: entity.registered, subject: chair-of-ring, type: office, label: Chair of the Ring, parent: ring}
- {kind: entity.registered, subject: arland, type: country, label: Arland}
- {kind: entity.registered, subject: borland, type: country, label: Borland}
- {kind: entity.registered, subject: ann, type: person, label: Ann}
- {kind: entity.registered, subject: widen, type: question, label: Should the ring be wider?}
- {kind: entity.registered, subject: ring-day, type: meeting, label: Day of the Ring, parent: ring}
- {kind: entity.registered, subject: ring-paper, type: document, label: Paper of the Ring}
- {kind: source.registered, source: ring-book, publisher: Ring, title: A book, published: 2010-05-01}
- {kind: source.registered, source: ring-note, publisher: Notary, title: A note, address: "https://example.org/note"}
- {kind: body.established, key: founded, date: 2000, subject: ring, gist: Founded., citations: [{source: ring-book}]}
- {kind: membership.changed, key: ar-member, date: 2001-01-01, subject: arland, object: ring, status: member,
   gist: Arland is a member., citations: [{source: ring-book, says: member}]}
- {kind: meeting.held, key: day-held, date: 2003-03-03, meeting: ring-day, body: ring, gist: They meet.,
   citations: [{source: ring-book, says: they meet}]}
"""
FACTS = {
    "h-member": ("membership.changed", "date: 2002-02-02, subject: borland, object: ring, status: member"),
    "h-rival": ("membership.changed", "date: 2001-05-05, subject: arland, object: ring, status: observer"),
    "h-held": ("meeting.held", "date: 2003-03-03, meeting: ring-day, body: ring"),
    "h-came": ("attendance.recorded", "date: 2003-03-03, subject: [borland], object: ring, capacity: guest"),
    "h-stance": ("stance.taken", "date: 2004-04-04, holder: borland, question: widen, stance: support"),
    "h-office": ("office.assumed", "date: 2005-05-05, subject: ann, office: chair-of-ring"),
    "h-said": ("statement.made", "date: 2006-06-06, speaker: [borland], body: ring"),
    "h-tally": ("membership.tallied", "date: 2007-07-07, object: ring, status: member, number: 7"),
    "h-paper": ("document.signed", "date: 2008-08-08, document: ring-paper, body: ring"),
    "h-plan": (
        "membership.expected", "date: 2009-09-09, subject: borland, object: ring, status: partner, planned: 2030",
    ),
}  # fmt: skip
OPENED = "- {kind: dispute.opened, dispute: d-ring, question: Who was what?, events: [ar-member, h-rival]}\n"
TOLD_MORE = f"""
- {{kind: event.corrected, key: h-fix, event: h-member, set: {{gist: {WORD}-fix}}, reason: misread}}
- {{kind: event.corroborated, key: h-more, event: h-member, citations: [{CITED}]}}
"""
HIDDEN = frozenset({*FACTS, "h-fix", "h-more"})


def hidden_archive(folder: Path, *, at_once: bool) -> Path:
    """Make it in a folder: its events are withheld as they are told, or ranked so in a second batch."""
    told = "".join(
        f"- {{kind: {kind}, key: {key}, {facts}, gist: {WORD}-gist {key}, note: {WORD}-note, "
        f"{'standing: withheld, ' if at_once else ''}citations: [{CITED}]}}\n"
        for key, (kind, facts) in FACTS.items()
    )
    ranked = "".join(
        f"- {{kind: claim.ranked, event: {key}, standing: withheld, reason: a private matter}}\n" for key in FACTS
    )
    batches = [SHOWN + told + OPENED + TOLD_MORE, *([] if at_once else [ranked])]
    files = [folder / f"{number}.yml" for number, _ in enumerate(batches, 1)]
    for number, (file, events) in enumerate(zip(files, batches, strict=True), 1):
        file.write_text(HEAD.format(number) + events.lstrip("\n"), encoding="utf-8")
    return build(folder / "hidden.db", tuple(files))

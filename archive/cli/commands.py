"""The table of commands. A command's module is loaded when it is asked for."""

from archive.cli.places import Place

COMMANDS = {
    "init": Place("care.init", "init", "Make an archive and load the shipped events."),
    "as-of": Place("as_of.command", "as_of", "Who was what on a day."),
    "history": Place("history.command", "history", "The story of a membership, an office, a body."),
    "diff": Place("diff.command", "diff", "What changed: in the world, in what sources told, in this archive."),
    "timeline": Place("over_time.timeline", "timeline", "Swim lanes: who had which status, over the years."),
    "panel": Place("over_time.panel", "panel", "The status of every member in every year, quarter or month."),
    "count": Place("over_time.count", "count", "How many have each status in every year, quarter or month."),
    "attendance": Place(
        "over_time.attendance", "attendance", "Who came to which meetings of a body, in which capacity."
    ),
    "stances": Place("lists.stances", "stances", "Who thinks what of a question, and who says so."),
    "why": Place("grounds.why", "why", "What an answer rests on, and what would overturn it."),
    "events": Place("lists.events", "events", "What happened between two days."),
    "cite": Place("cite.command", "cite", "A citation of an answer, and its check."),
    "impact": Place("grounds.impact", "impact", "What rests on a source alone."),
    "review": Place("grounds.review", "review", "What rests on thin ice: one source, no date, one agency."),
    "show": Place("lists.show", "show", "One event, entity, source, dispute, question or batch."),
    "conflicts": Place(
        "grounds.conflicts", "conflicts", "Where the sources disagree: both sides, and what rules find."
    ),
    "questions": Place("lists.questions", "questions", "What is not known."),
    "search": Place("lists.search", "search", "Events in which words occur."),
    "entities": Place("lists.entities", "entities", "Who is there: countries, bodies, persons, offices …"),
    "sources": Place("lists.sources", "sources", "Who says it."),
    "kinds": Place("lists.kinds", "kinds", "What may be said: the kinds of event and their fields."),
    "append": Place("append.command", "append", "Add events."),
    "import": Place(
        "imports.command", "imports", "Take in what others have: tables by a map, Popolo, Wikidata, events."
    ),
    "observe": Place("imports.observe", "observe_command", "Add what changed in a list since it was last seen."),
    "tag": Place("append.tag", "tag", "A name for a position of the log, for --recorded."),
    "export": Place("exports.command", "export", "The archive, or a state of it, in a format of others."),
    "log": Place("lists.log", "log", "The log, event by event, resumable."),
    "checkpoint": Place("care.checkpoint", "checkpoint", "Size and root hash of the log, to be kept elsewhere."),
    "verify": Place("care.verify", "verify", "Check the log against its hashes, the tables against the log."),
    "backup": Place("care.backup", "backup", "A copy of the archive in one file."),
    "rebuild": Place("care.rebuild", "rebuild", "Make all computed tables afresh from the log."),
    "serve": Place("care.serve", "serve", "Browse the archive with Datasette."),
}
"""All commands by name, in the order of the help."""

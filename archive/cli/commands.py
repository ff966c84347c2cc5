"""The table of commands. A command's module is loaded when it is asked for."""

from archive.cli.places import Place

COMMANDS = {
    "init": Place("init", "init", "Make an archive and load the shipped events."),
    "as-of": Place("as_of", "as_of", "Who was what on a day."),
    "history": Place("history", "history", "The story of a membership, an office, a body."),
    "diff": Place("diff", "diff", "What changed: in the world, in what sources told, in this archive."),
    "timeline": Place("timeline", "timeline", "Swim lanes: who had which status, over the years."),
    "panel": Place("panel", "panel", "The status of every member in every year, quarter or month."),
    "count": Place("count", "count", "How many have each status in every year, quarter or month."),
    "attendance": Place("attendance", "attendance", "Who came to which meetings of a body, in which capacity."),
    "stances": Place("stances", "stances", "Who thinks what of a question, and who says so."),
    "why": Place("why", "why", "What an answer rests on, and what would overturn it."),
    "events": Place("events", "events", "What happened between two days."),
    "cite": Place("cite", "cite", "A citation of an answer, and its check."),
    "impact": Place("impact", "impact", "What rests on a source alone."),
    "review": Place("review", "review", "What rests on thin ice: one source, no date, one agency."),
    "show": Place("show", "show", "One event, entity, source, dispute, question or batch."),
    "conflicts": Place("conflicts", "conflicts", "Where the sources disagree: both sides, and what rules find."),
    "questions": Place("questions", "questions", "What is not known."),
    "search": Place("search", "search", "Events in which words occur."),
    "entities": Place("entities", "entities", "Who is there: countries, bodies, persons, offices …"),
    "sources": Place("sources", "sources", "Who says it."),
    "kinds": Place("kinds", "kinds", "What may be said: the kinds of event and their fields."),
    "append": Place("append", "append", "Add events."),
    "import": Place("imports", "imports", "Take in what others have: tables by a map, Popolo, Wikidata, events."),
    "observe": Place("observe", "observe_command", "Add what changed in a list since it was last seen."),
    "tag": Place("tag", "tag", "A name for a position of the log, for --recorded."),
    "export": Place("export", "export", "The archive, or a state of it, in a format of others."),
    "log": Place("log", "log", "The log, event by event, resumable."),
    "checkpoint": Place("checkpoint", "checkpoint", "Size and root hash of the log, to be kept elsewhere."),
    "verify": Place("verify", "verify", "Check the log against its hashes, the tables against the log."),
    "backup": Place("backup", "backup", "A copy of the archive in one file."),
    "rebuild": Place("rebuild", "rebuild", "Make all computed tables afresh from the log."),
    "serve": Place("serve", "serve", "Browse the archive with Datasette."),
}
"""All commands by name, in the order of the help."""

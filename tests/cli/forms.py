"""Every command that prints JSON, in all its forms, by its row of the table in docs/json.md."""

from typing import NamedTuple

from tests.house.repository import ROOT


class Form(NamedTuple):
    """A question put in one way: to which archive, with which words, and the exit code it has."""

    row: str
    archive: str
    words: str
    code: int = 0

    def __str__(self) -> str:
        return f"{self.words} [{self.archive}]"


MAPS, EXAMPLES = ROOT / "maps" / "examples", ROOT / "docs" / "examples"
NEW = "--published 2024-05-02 --create --title list --publisher Council --dry-run"
EVENT = "append membership.changed --subject derland --object union --status observer --date 2013-05-05 --at p.1 -m x"

READING = (
    Form("as-of", "shipped", "as-of 2024-06-13"),
    Form("as-of", "shipped", "as-of 2021-07-14 --known 2021-07-10 --known-strict --according-to TASS --recorded 1100"),
    Form("as-of", "small", "as-of 2010-01-01 --all"),
    Form("as-of", "small", "as-of 2010-05"),
    Form("as-of", "shipped", "as-of 2017 --body sco --lineage"),
    Form("as-of", "empty", "as-of 2010"),
    Form("as-of DATE DATE …", "small", "as-of 2005 2010-05-01 2012"),
    Form("history", "shipped", "history belarus sco"),
    Form("history", "small", "history --all --known 2010"),
    Form("history", "small", "history --all"),
    Form("history", "world", "history tatra union --lineage"),
    Form("history", "world", "history --body union --lineage"),
    Form("diff", "shipped", "diff 2017-06-01 2024-12-31 --body sco --all"),
    Form("diff", "shipped", "diff --known 2021-07-10 2021-07-20 --on 2021-07-14"),
    Form("diff", "small", "diff --known 2005 2012"),
    Form("diff", "small", "diff --recorded 39 43"),
    Form("diff", "shipped", "diff --recorded 900 1100 --all --body sco"),
    Form("diff", "world", "diff 1992-01-01 1994-01-01 --subject tatra --lineage"),
    Form("timeline", "small", "timeline"),
    Form("timeline", "world", "timeline --body union --lineage --from 1990 --to 1995"),
    Form("panel", "small", "panel --body union --at 06-30"),
    Form("panel", "shipped", "panel --body sco --from 2000 --lineage"),
    Form("panel", "shipped", "panel --body sco --property office --each quarter --from 2020 --to 2022"),
    Form("panel --at any", "shipped", "panel --body sco --each month --at any --from 2023"),
    Form("panel --at share", "shipped", "panel --body sco --at share"),
    Form("count", "shipped", "count --body sco --only"),
    Form("count", "small", "count --by object --each quarter --at any"),
    Form("count", "shipped", "count --body sco --only --lineage"),
    Form("attendance", "shipped", "attendance sco"),
    Form("attendance", "shipped", "attendance sco --lineage --from 1996 --to 2001"),
    Form("attendance", "small", "attendance union"),
    Form("stances", "shipped", "stances sco"),
    Form("stances", "small", "stances resume-panel 2010"),
    Form("why", "shipped", "why belarus sco 2022-10-01"),
    Form("why", "shipped", "why belarus sco 2023-07-04 --known 2023-07-05"),
    Form("why", "shipped", "why sco-afghanistan-contact-group 2012-01-01"),
    Form("why", "shipped", "why afghanistan sco 2024-06-13 --property participation"),
    Form("why", "shipped", "why belarus sco 2010-06-01"),
    Form("why", "small", "why union-panel 2008"),
    Form("why", "small", "why borland union 2012-03-15"),
    Form("why", "small", "why cerland union 2007"),
    Form("why", "world", "why tatra union 1992-06-01 --lineage"),
    Form("events", "shipped", "events .."),
    Form("events", "small", "events ..2012"),
    Form("events", "small", "events .. --kind membership.changed --subject arland"),
    Form("events", "world", "events 1990..1995 --body union --lineage"),
    Form("impact", "small", "impact gazette-2 --on 2010-01-01"),
    Form("impact", "shipped", "impact TASS --on 2023-01-01 --all"),
    Form("impact", "shipped", "impact seed-002 --on 2024-06-13"),
    Form("review", "shipped", "review --body sco"),
    Form("review", "shipped", "review --via TASS --on 2018-01-01"),
    Form("show", "small", "show bor-left"),
    Form("show", "shipped", "show event:by-member"),
    Form("show", "shipped", "show sco"),
    Form("show", "shipped", "show seed-002"),
    Form("show", "small", "show d-panel"),
    Form("show", "shipped", "show dispute:d-afg-2021"),
    Form("show", "shipped", "show question:cg-protocol-signatories"),
    Form("show", "small", "show batch:2"),
    Form("conflicts", "shipped", "conflicts --all"),
    Form("conflicts", "small", "conflicts --all"),
    Form("conflicts", "shipped", "conflicts --rule overdue --on 2024-06-13"),
    Form("questions", "shipped", "questions"),
    Form("questions", "small", "questions --all"),
    Form("search", "shipped", "search memorandum --limit 300"),
    Form("search", "small", "search panel --recorded 39"),
    Form("entities", "small", "entities"),
    Form("entities", "shipped", "entities norov --type person"),
    Form("sources", "shipped", "sources"),
    Form("sources", "small", "sources gazette"),
    Form("kinds", "small", "kinds"),
    Form("kinds KIND", "small", "kinds membership.changed"),
    Form("kinds KIND", "small", "kinds attendance.recorded"),
    Form("log", "shipped", "log --limit 10000"),
    Form("log", "small", "log --limit 3"),
    Form("checkpoint", "small", "checkpoint"),
    Form("checkpoint", "empty", "checkpoint"),
    Form("verify", "small", "verify"),
    Form("verify", "blotted", "verify --checkpoint {kept}", 4),
    Form("verify", "forged", "verify", 4),
    Form("verify", "stale", "verify", 4),
    Form("tag", "empty", "tag"),
    Form("tag", "tagged", "tag"),
    Form("as-of", "odd", "as-of 2008-06-01 --all"),
    Form("as-of", "odd", "as-of 2012 --body ring"),
    Form("history", "odd", "history --body ring --all"),
    Form("diff", "odd", "diff --recorded 30 35"),
    Form("diff", "odd", "diff 2002 2014"),
    Form("stances", "odd", "stances widen 2014 --known 2009"),
    Form("attendance", "odd", "attendance ring"),
    Form("panel", "odd", "panel --each month --from 2008 --to 2009 --body ring"),
    Form("count", "odd", "count --property body"),
    Form("why", "odd", "why arland ring 2010-01-01 --all"),
    Form("why", "odd", "why cerland ring 2009-06-01"),
    Form("why", "odd", "why cerland ring 2009-06-01 --recorded 31"),
    Form("why", "odd", "why borland ring 2006-01-01"),
    Form("why", "odd", "why borland ring 2013-06-01"),
    Form("why", "odd", "why borland ring 2011-01-01"),
    Form("why", "odd", "why arland ring 2013-06-01"),
    Form("why", "odd", "why arland widen 2014 --known 2009"),
    Form("why", "odd", "why borland ring 1990-01-01"),
    Form("events", "odd", "events .."),
    Form("events", "odd", "events .. --known-strict --known 2008-06-01"),
    Form("impact", "odd", "impact ring-book --on 2012-06-01"),
    Form("show", "odd", "show ring"),
    Form("show", "odd", "show ring-book"),
    Form("show", "odd", "show ring-page"),
    Form("show", "odd", "show ring-plan"),
    Form("show", "odd", "show ring-note"),
    Form("show", "odd", "show ar-member"),
    Form("show", "odd", "show bor-seen"),
    Form("show", "odd", "show ring-founded"),
    Form("show", "odd", "show cer-plan"),
    Form("show", "odd", "show roster"),
    Form("show", "odd", "show covered"),
    Form("show", "odd", "show bor-wrong"),
    Form("show", "odd", "show d-bor"),
    Form("show", "odd", "show d-cer"),
    Form("show", "odd", "show batch:1"),
    Form("conflicts", "odd", "conflicts --all"),
    Form("events", "world", "events .. --subject north-yam --lineage"),
    Form("count", "world", "count --body union --lineage --by object --at any"),
    Form("questions", "odd", "questions --all"),
    Form("sources", "odd", "sources"),
    Form("kinds KIND", "small", "kinds event.corrected"),
    Form("kinds KIND", "small", "kinds source.registered"),
)
"""Questions, which print a row of CSV too."""

CITED = (
    "as-of 2024-06-13 --body sco", "as-of 2005 2010", "history belarus sco", "diff 2017-06-01 2024-12-31",
    "diff --known 2021-07-10 2021-07-20", "diff --recorded 900 1100 --on 2024-06-13", "why belarus sco 2022-10-01",
    "events 2021", "conflicts", "stances sco", "panel --body sco", "count --body sco", "timeline --body sco",
    "attendance sco", "sources --known 2021",
)  # fmt: skip
CITING = (
    *(Form("cite QUESTION", "shipped", f"cite {words}") for words in CITED),
    Form("cite QUESTION", "empty", "cite as-of 2010"),
)
CHECKING = (
    Form("cite --check", "small", "cite --check {token}"),
    Form("cite --check", "empty", "cite --check {token}", 4),
    Form("cite --check", "small", "cite --check {known}"),
    Form("cite --check", "stale", "cite --check {token}", 4),
)

WRITING = (
    Form("append", "small", f"{EVENT} --source gazette --says x --dry-run"),
    Form("append", "small", "append event.retracted --event bor-left --reason wrong -m x --dry-run"),
    Form(
        "append", "small",
        "append event.corroborated --event panel-suspended --source gazette --at 1 --says x -m x --dry-run",
    ),
    Form("append", "shipped", "append {events}/0014-belarus.yml --dry-run"),
    Form("append", "odd", "append event.retracted --event bor-wrong --reason again -m x --dry-run"),
    Form("append", "odd", "append dispute.opened --dispute d-new --question Which? -m x --dry-run"),
    Form("append", "odd", "append dispute.ruled --dispute d-cer --main cer-one --rule W4 --reason x -m x --dry-run"),
    Form("append", "small", "append event.retracted --event d-panel-opened --reason x -m x --dry-run"),
    Form("append", "odd", "append source.withdrawn --source ring-page --reason x -m x --dry-run"),
    Form("append", "written", f"{EVENT} --source gazette --says x"),
    Form("tag NAME", "written", "tag first -m x"),
    Form("import events", "shipped", "import events {events}/0014-belarus.yml -m x"),
    Form("import popolo", "small", f"import popolo {{examples}}/council.popolo.json --source council-list {NEW}"),
    Form("import wikidata", "small", f"import wikidata {{examples}}/council.wikidata.json --source wd {NEW}"),
    *(
        Form(f"import {form}", "small", f"import {form} {{maps}}/{file} --map {{maps}}/{of} --create --dry-run")
        for form, file, of in (
            ("csv", "members.csv", "members.toml"), ("tsv", "members.tsv", "members.toml"),
            ("yaml", "people.yaml", "people.toml"), ("json", "people.json", "people.toml"),
        )
    ),
    Form("import csv", "imported", "import csv {maps}/members.csv --map {maps}/members.toml --create -m x"),
    Form(
        "observe", "small",
        "observe {maps}/delegations@2009-01-15.csv {maps}/delegations@2009-04-01.csv {maps}/delegations@2009-07-01.csv "
        "--map {maps}/delegations.toml --create --dry-run",
    ),
)  # fmt: skip
"""What is written, or would be: it has no rows."""

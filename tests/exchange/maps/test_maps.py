"""Maps: what they say, every fault of them at once, and what a row makes by them."""

import tomllib
from pathlib import Path

import pytest

from archive.exchange.files import shipped
from archive.exchange.maps.events import EventMaker, Made, events_of
from archive.exchange.maps.file import parse_map, read_map
from archive.exchange.maps.map import Map
from archive.exchange.maps.templates import Template, TemplateError, UntranslatedError, template
from archive.exchange.outside.matching import Matcher
from archive.exchange.rows.row import Row
from archive.kinds.families.source import SourceRegistered
from archive.model.errors import FaultsError
from archive.model.event import Draft

TEXT = """
about = "made up"
[settings.published]
about = "the day of the copy"
default = "2010-01-01"
[file]
form = "csv"
[source]
id = "list-{@published}"
publisher = "P"
title = "T"
published = "{@published}"
[citation]
at = "{code}"
says = "{who} since {from}, {state}"
[ends]
convention = "first-day-out"
missing = "open"
[tables.state]
f = "member"
"*" = "observer"
[tables.skip]
x = ""
"*" = "*"
[entities.body]
type = "body"
label = "The Union"
[entities.who]
type = "country"
label = ["{who|skip}", "{code}"]
identifiers = { iso = "{code}" }
[[events]]
kind = "membership.changed"
when = { from = "*" }
unless = { state = ["gone", "out"] }
begin = "{from}"
end = "{to}"
subject = "who"
object = "body"
status = "{state|state}"
gist = "{@who} in {@body} on {@date}"
note = "{remark}"
"""
CELLS = {"who": "Laos", "code": "LAO", "from": "2001-02-03", "to": "", "state": "f", "remark": ""}


def a_map(text: str = TEXT, **settings: str) -> Map:
    return parse_map(text.encode(), name="m.toml", settings=settings)


def made(text: str = TEXT, **cells: str) -> Made:
    maker = EventMaker(a_map(text), Matcher(), file="f.csv", create=True)
    return maker.of(Row(1, 2, {**CELLS, **cells}))


def only(text: str = TEXT, **cells: str) -> Draft:
    (draft,) = made(text, **cells).events
    return draft


def refused(*changes: tuple[str, str], text: str = TEXT, **settings: str) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(FaultsError) as caught:
        a_map(text, **settings)
    return str(caught.value)


def test_a_row_makes_an_event_with_all_that_it_needs() -> None:
    found = made()
    assert [draft.envelope.kind for draft in found.before] == [
        "source.registered",
        "entity.registered",
        "entity.registered",
    ]
    (event,) = found.events
    assert event.envelope.gist == "Laos in The Union on 2001-02-03/.."
    assert event.envelope.note == ""
    (citation,) = event.envelope.citations
    assert (citation.source, citation.at, citation.says) == ("list-2010-01-01", "LAO", "Laos since 2001-02-03, f")
    assert event.payload.status == "member"  # type: ignore[attr-defined]  # a membership has one
    assert event.where is not None
    assert (event.where.file, event.where.line) == ("f.csv", 2)


def test_what_is_registered_is_registered_once() -> None:
    maker = EventMaker(a_map(), Matcher(), create=True)
    first, again = maker.of(Row(1, 2, CELLS)), maker.of(Row(2, 3, {**CELLS, "from": "2005"}))
    assert (len(first.before), len(again.before)) == (3, 0)


def test_a_bad_row_registers_nothing_and_the_next_good_one_does() -> None:
    maker = EventMaker(a_map(), Matcher(), create=True)
    assert maker.of(Row(1, 2, {**CELLS, "from": "soon"})).before == ()
    assert len(maker.of(Row(2, 3, CELLS)).before) == 3


def test_without_create_who_is_not_known_makes_nothing() -> None:
    found = events_of(Row(1, 2, CELLS), a_map(), Matcher())
    assert (found.events, [wanted.label for wanted in found.unmatched]) == ((), ["Laos", "The Union"])


@pytest.mark.parametrize("cells", [{"from": ""}, {"state": "gone"}, {"state": "out"}])
def test_conditions(cells: dict[str, str]) -> None:
    assert made(**cells) == Made()


def test_a_list_of_templates_takes_the_first_that_is_filled() -> None:
    assert only(who="x").envelope.gist.startswith("LAO in")


def test_a_table_may_have_a_line_for_all_others() -> None:
    assert only(state="whatever").payload.status == "observer"  # type: ignore[attr-defined]  # a membership has one


def test_what_happens_after_publication_is_announced_only_unless_the_map_says_so() -> None:
    assert only(**{"from": "2011"}).envelope.citations[0].support == "ahead"
    assert only(**{"from": "2010"}).envelope.citations[0].support == "states"
    states = TEXT.replace('title = "T"', 'title = "T"\nfuture = "states"')
    assert only(states, **{"from": "2011"}).envelope.citations[0].support == "states"


def test_an_end_after_publication_is_announced_apart() -> None:
    begin, end = made(to="2020-01-01").events
    assert [draft.envelope.citations[0].support for draft in (begin, end)] == ["states", "ahead"]
    assert (begin.envelope.date, end.envelope.date) == ("2001-02-03", "2020-01-01")
    assert end.envelope.gist == "Ends: Laos in The Union on 2020-01-01"


@pytest.mark.parametrize(
    ("cells", "field", "said"),
    [
        ({"from": "03/04/2011"}, "begin", "3 April or 4 March"),
        ({"to": "2000-01-01"}, "end", "before it begins"),
        ({"who": "", "code": ""}, "who", "nothing is in {who|skip}"),
        ({"code": ""}, "citation.at", "nothing is in {code}"),
        ({"who": "La\x07os"}, "gist", "the invisible character U+0007"),
    ],
)
def test_faults_of_a_row(cells: dict[str, str], field: str, said: str) -> None:
    found = made(**cells)
    assert (found.events, found.before) == ((), ())
    assert [(fault.field, fault.file, fault.line) for fault in found.faults] == [(field, "f.csv", 2)]
    assert said in found.faults[0].message


def test_a_value_that_no_table_has_is_told_with_the_nearest() -> None:
    text = TEXT.replace('f = "member"\n"*" = "observer"', 'full = "member"')
    (fault,) = made(text, state="ful").faults
    assert ("'ful' is not in the table state" in fault.message, fault.nearest) == (True, ("full",))


def test_an_event_without_a_date_is_undated() -> None:
    text = TEXT.replace('begin = "{from}"\nend = "{to}"\n', "")
    assert a_map(text).events[0].undated
    assert only(text).envelope.date == ""


def test_a_source_without_a_date_announces_nothing() -> None:
    text = TEXT.replace('published = "{@published}"', "")
    assert only(text, **{"from": "2090"}).envelope.citations[0].support == "states"


def test_once_is_once() -> None:
    more = '\n[[events]]\nkind = "coverage.stated"\nonce = true\ndate = "1990/2009"\nobject = "body"\n'
    maker = EventMaker(a_map(TEXT + more), Matcher(), create=True)
    kinds = [
        [draft.envelope.kind for draft in maker.of(Row(n, n, {**CELLS, "from": f"200{n}"})).events] for n in (1, 2)
    ]
    assert kinds == [["membership.changed", "coverage.stated"], ["membership.changed"]]


def test_a_source_of_each_row() -> None:
    text = TEXT.replace('id = "list-{@published}"', 'id = "list-{from}"').replace(
        'published = "{@published}"', 'published = "{from}"'
    )
    maker = EventMaker(a_map(text), Matcher(), create=True)
    days = ("2001-01-01", "2001-01-01", "2002-01-01")
    found = [maker.of(Row(n, n, {**CELLS, "from": day})).before for n, day in enumerate(days)]
    sources = [
        [draft.payload.source for draft in some if isinstance(draft.payload, SourceRegistered)] for some in found
    ]
    assert sources == [["list-2001-01-01"], [], ["list-2002-01-01"]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("membership.changed", "membership.chnged"), "m.toml:33  events[0].kind  membership.chnged  not a kind of"),
        (('status = "{state|state}"', 'status = "{state|stat}"'), "there is no table stat. Nearest: state"),
        (('subject = "who"', 'subject = "whom"'), "no entity of the map is called so. Nearest: who"),
        (('object = "body"', 'object = "who"'), "it is a country"),
        (('type = "body"', 'type = "boddy"'), "not one of its words. Nearest: body"),
        (('convention = "first-day-out"\n', ""), "what `end` means is not said"),
        (('missing = "open"', 'missing = "opn"'), "Nearest: open"),
        (('missing = "open"', 'missing = "inherited"'), "`inherit` is missing"),
        (('gist = ', 'gits = '), "`gits` is no key here. Nearest: gist"),
        (("{@who} in", "{@wo} in"), "{@wo} is no setting and no entity of the map. Nearest: who"),
        (("{@who} in", "{who in"), "a single {"),
        (('"gone", "out"', '"gone", "{@publishd}"'), "{@publishd} is no setting. Nearest: published"),
        (('"gone", "out"', '"gone", "{who}"'), "{who}: no column can stand here"),
        (('publisher = "P"', ""), "source.publisher"),
        (('title = "T"', "title = 1.5"), "a number where a text is expected"),
        (('[citation]', '[citations]'), "`citations` is no key here. Nearest: citation"),
        (('form = "csv"', 'form = "xls"'), "not one of its words"),
        (('form = "csv"', 'form = "yaml"'), "`rows` is missing"),
        (('form = "csv"', 'form = "csv"\nencoding = "utf-99"'), "no encoding is called so"),
        (('[ends]', '[dates]\nforms = ["%d.%m.%y"]\n[ends]'), "%y leaves the century open"),
        (('begin = "{from}"', 'date = "{from}"\nbegin = "{from}"'), "either date, or begin and end"),
        (('status = "{state|state}"\n', ""), "`status` is missing"),
        (('default = "2010-01-01"', 'default = "1/2/2010"'), "source.published"),
        (('about = "made up"', 'about = "made up'), "this is not TOML"),
        (('gist =', 'standing = "mian"\ngist ='), "Nearest: main"),
        (("[tables.state]", '[tables.state]\n"@file" = "none.toml"'), "there is no such file beside the map"),
    ],
)  # fmt: skip
def test_a_wrong_map_is_told(change: tuple[str, str], said: str) -> None:
    assert said in refused(change)


def test_every_fault_is_told_at_once() -> None:
    told = refused(("membership.changed", "x.y"), ('type = "body"', 'type = "q"'), ('publisher = "P"', ""))
    assert "3 faults" in told


def test_settings() -> None:
    assert "list-2011" in str(EventMaker(a_map(published="2011"), Matcher(), create=True).of(Row(1, 1, CELLS)).before)
    assert "--set publishd: the map has no such setting. Nearest: published" in refused(publishd="2011")
    assert "no value is given" in refused(('default = "2010-01-01"\n', ""))


def test_a_condition_may_be_a_setting() -> None:
    text = TEXT.replace('when = { from = "*" }', 'when = { code = "{@code}" }').replace(
        "[file]", '[settings]\ncode = "*"\n[file]'
    )  # fmt: skip
    for code, there in (("*", True), ("LAO", True), ("KHM", False)):
        made = EventMaker(a_map(text, code=code), Matcher(), create=True).of(Row(1, 1, CELLS))
        assert bool(made.events) == there


@pytest.mark.parametrize(
    ("text", "cells", "filled"),
    [
        ("{a} and {b}", {"a": "1", "b": "2"}, "1 and 2"),
        ("{a} and {b}", {"a": "1", "b": ""}, ""),
        ("{a} {b?} {c?}", {"a": "1", "c": "3"}, "1 3"),
        ("{a?none}", {}, "none"),
        ("{{{a}}}", {"a": "1"}, "{1}"),
        ("{a|t}", {"a": "x"}, "y"),
        ("{a|t|u}", {"a": "x"}, "z"),
        ("{Rat=Notif}", {"Rat=Notif": "1"}, "1"),
        ("constant", {}, "constant"),
    ],
)
def test_templates(text: str, cells: dict[str, str], filled: str) -> None:
    assert template(text, {}).fill(cells, {}, {"t": {"x": "y"}, "u": {"y": "z"}}) == filled


@pytest.mark.parametrize("text", ["{", "}", "{a", "{}", "{|t}"])
def test_templates_that_do_not_read(text: str) -> None:
    with pytest.raises(TemplateError):
        template(text, {})


def test_an_untranslated_value_is_refused() -> None:
    with pytest.raises(UntranslatedError):
        template("{a|t}", {}).fill({"a": "q"}, {}, {"t": {"x": "y"}})


def test_a_template_knows_its_columns() -> None:
    assert Template("", (), (template("{a} {@b} {c|t}", {}),)).columns == {"a", "c"}


@pytest.mark.parametrize("name", shipped.maps())
def test_a_shipped_map_reads(name: str) -> None:
    told = tomllib.loads(shipped.maps()[name].read_text(encoding="utf-8")).get("settings", {})
    # Only whoever has the data can tell the day of a copy that bears none: such a setting has no default.
    needed = {word: "2017-12-31" for word, one in told.items() if isinstance(one, dict) and "default" not in one}
    assert needed.keys() <= {"published"}
    assert read_map(shipped.maps()[name], needed).events


def test_the_examples_read() -> None:
    files = sorted(Path(str(shipped.root() / "maps" / "examples")).glob("*.toml"))
    assert len(files) >= 2
    assert all(read_map(file).events for file in files)

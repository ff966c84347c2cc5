"""The questions that can be cited, in the order of their list, each with examples for its help."""

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[str]] = {
    "as-of": ("2024-06-13 --body sco", "2021-07-14 --known 2021-07-10 --style bibtex"),
    "history": ("belarus sco",),
    "diff": (
        "2017-06-01 2024-12-31 --body sco --style chicago", "--known 2023-06-30 2024-06-13 --subject belarus",
        "--recorded 900 1100",
    ),
    "why": ("belarus sco 2022-10-01",),
    "events": ("2021-07..2021-09 --body sco",),
    "conflicts": ("--on 2024-06-13 --subject afghanistan",),
    "stances": ("resume-contact-group 2024-06-13",),
    "panel": ("--body sco --each year --at 12-31",),
    "count": ("--by value --each year --body sco", "--body sco --only --lineage"),
    "timeline": ("--body sco --only --from 2015 --to 2025",),
    "attendance": ("sco-afghanistan-contact-group",),
    "sources": ("--body sco-afghanistan-contact-group --known 2021",),
}  # fmt: skip

"""`banditore check`: everything that can be known before a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import style as style_option
from banditore.domain.errors import RepositoryError
from banditore.domain.findings import Severity, blocking
from banditore.domain.sentences.labels import label
from banditore.services.broadcasts import load_templates
from banditore.services.checking.check import check, schema_text
from banditore.services.checking.preview import as_markdown, previews
from banditore.services.town import load_town

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banditore.domain.findings import Finding
    from banditore.ports import Documents, Files, Notices
    from banditore.settings import Settings

FINDINGS = 10


@click.command(name="check")
@click.argument("paths", nargs=-1)
@click.option("--base", metavar="BRANCH", help="Compare with this branch of the origin.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema for editors instead.")
@style_option
def command(paths: tuple[str, ...], base: str | None, style: str, *, schema: bool) -> int:
    """Validate policy, templates and broadcasts, and compare them with what was sent.

    PATHS show only the findings of these files or folders. Exit code 10: something must be
    corrected before a merge.
    """
    files, documents = bootstrap.work_tree(), bootstrap.documents()
    if schema:
        return _print_schema(files, documents)
    config = bootstrap.settings()
    notices = bootstrap.notices(config, style, staff_language(files, documents))
    main, state = compared(files, documents, config, base, notices)
    now = bootstrap.clock().now()
    findings = check(files, main, state, documents, now)
    code = _report(_within(findings, paths), notices, staff_language(files, documents))
    shown = previews(files, main, state, documents, now=now) if style == "github" else []
    if shown:
        notices.summary(as_markdown(shown, staff_language(files, documents)))
    return code


def staff_language(files: Files, documents: Documents) -> str:
    """The language of staff; Italian where the policy cannot be read."""
    town, _ = load_town(files, documents)
    return town.service.staff_language if town else "it"


def compared(
    files: Files, documents: Documents, config: Settings, base: str | None, notices: Notices
) -> tuple[Files | None, Files | None]:
    """What the proposal grew from, and the state as it is now.

    A warning and None where the origin does not answer.
    """
    town, _ = load_town(files, documents)
    branch = base or config.get("BANDITORE_MAIN")
    try:
        repository = bootstrap.repository(config)
        return repository.base(branch), repository.tip(
            town.service.state_branch if town else branch
        )
    except RepositoryError:
        language = town.service.staff_language if town else "it"
        notices.warn(label("base-unknown", language))
        return None, None


def _report(findings: Sequence[Finding], notices: Notices, language: str) -> int:
    for finding in findings:
        notices.finding(finding)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    done = label("errors-found", language, count=errors) if errors else label("all-fine", language)
    notices.say(done)
    return FINDINGS if blocking(findings) else 0


def _within(findings: Sequence[Finding], paths: Sequence[str]) -> list[Finding]:
    wanted = [path.removeprefix("./").rstrip("/") for path in paths]
    return [
        finding
        for finding in findings
        if not wanted
        or any(
            finding.place.file == path or finding.place.file.startswith(f"{path}/")
            for path in wanted
        )
    ]


def _print_schema(files: Files, documents: Documents) -> int:
    town, findings = load_town(files, documents)
    if town is None:
        return _report(findings, bootstrap.notices(bootstrap.settings(), "text", "it"), "it")
    templates, _ = load_templates(files, documents, town.service)
    click.echo(schema_text(town.service, templates), nl=False)
    return 0

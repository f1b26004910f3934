"""`banditore subscribers renotify`: the privacy notice has changed."""

from __future__ import annotations

import click

from banditore import bootstrap
from banditore.bootstrap import office as parts
from banditore.bootstrap import renewal
from banditore.cli.options import live
from banditore.cli.speech import say
from banditore.domain.sentences import sentence
from banditore.domain.sentences.labels import label


@click.command()
@click.option(
    "--category",
    default="",
    metavar="NAME",
    help="By default the one that most get, of those that are not urgent.",
)
@live
def command(*, category: str, live: bool) -> None:
    """Count who accepted which notice, and draft the broadcast that tells of the new one.

    With --live the draft is written below messages/, for a pull request. Nothing is sent.
    """
    from banditore.services.office import renotice  # noqa: PLC0415 - keeps `--help` fast

    office = parts.office()
    service = office.town.service
    language = service.staff_language
    found = renotice.standing(office, office.load())
    for version, count in sorted(found.accepted.items()):
        now = label("office-in-force", language) if version == found.version else ""
        say(" ".join(filter(None, (version or label("office-older", language), now, str(count)))))
    for finding in renewal.standing(bootstrap.settings(), office.town):
        say(sentence(finding, language))
    if category and category not in service.categories:
        raise click.UsageError(f"the categories are: {', '.join(service.categories)}")
    if not found.outdated:
        say(label("office-all-told", language))
        return
    documents = bootstrap.documents()
    chosen = category or renotice.best(office, documents, found)
    draft = renotice.draft(office, documents, chosen)
    reached = found.reached[chosen]
    say(label("office-reaches", language, category=chosen, count=reached, of=found.outdated))
    click.echo(f"# {draft.path}\n{draft.content.decode()}", nl=False)
    if live:
        parts.write_into_work_tree({draft.path: draft.content})
    key = "office-drafted" if live else "office-would-draft"
    say(label(key, language, file=draft.path))

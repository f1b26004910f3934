"""`banditore preview`: broadcasts as phones will show them."""

from __future__ import annotations

import json

import click

from banditore import bootstrap
from banditore.cli.check import compared, staff_language
from banditore.cli.options import style as style_option
from banditore.domain.sentences.labels import label
from banditore.services.checking.preview import Preview, as_data, as_markdown, as_text, previews


@click.command(name="preview")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Show also what main already has.")
@click.option("--base", metavar="BRANCH", help="Compare with this branch of the origin.")
@click.option("--language", "languages", multiple=True, help="Show only this language.")
@style_option
def command(
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    base: str | None,
    style: str,
    *,
    everything: bool,
) -> int:
    """Show valid broadcasts that are new or changed, exactly as they will arrive.

    IDS name the broadcasts to show, new or not.
    """
    files, documents, config = bootstrap.work_tree(), bootstrap.documents(), bootstrap.settings()
    words = staff_language(files, documents)
    notices = bootstrap.notices(config, style, words)
    main, state = compared(files, documents, config, base, notices)
    now = bootstrap.clock().now()
    shown = previews(files, main, state, documents, now=now, ids=ids, everything=everything)
    unknown = sorted(set(ids) - {one.broadcast.id for one in shown})
    if unknown:
        raise click.UsageError(f"no valid broadcast {', '.join(unknown)}; run: banditore check")
    if not shown:
        notices.say(label("no-broadcasts", words))
    if style == "github":
        notices.summary(as_markdown(shown, words))
    else:
        _print(shown, words, style, languages)
    return 0


def _print(shown: list[Preview], words: str, style: str, languages: tuple[str, ...]) -> None:
    if style == "json":
        for one in shown:
            click.echo(json.dumps(as_data(one)))
    elif shown:
        click.echo(as_text(shown, words, languages))

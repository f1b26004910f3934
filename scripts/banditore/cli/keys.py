"""`banditore keys`: the keys that protect the list."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from banditore import bootstrap
from banditore.cli.options import live
from banditore.cli.speech import say

NEXT = """\
Made: {workflow}
Made: {recovery}
Written: {files}

What to do now:
1. Give the workflow its key, in the environment `banditore` of the repository:
     gh secret set BANDITORE_IDENTITY --env banditore < {workflow}
2. Print {recovery}, lock the paper away, and delete the file.
   Without it, a lost workflow key is a lost list.
3. Delete {workflow}, too.
4. Commit and push the files that were written:
     git add {files} && git commit -m "keys: this town's own" && git push
"""


@click.group()
def command() -> None:
    """Make the keys that protect the list."""


@command.command()
@live
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("~/banditore-keys"),
    show_default=True,
    help="The folder for the secret keys, outside the repository.",
)
def init(*, live: bool, out: Path) -> None:
    """Make the town's two keys and an empty list, in place of the sample's."""
    from banditore.services.keys import (  # noqa: PLC0415 - keeps `--help` fast
        prepare,
        refuse_unless_sample,
    )

    files = bootstrap.work_tree()
    refuse_unless_sample(bootstrap.recipients(files))
    if not live:
        say(f"would make two keys in {out}, policy/recipients.txt and an empty subscribers.enc")
        say("--live does it")
        return
    new = prepare(
        bootstrap.new_key, bootstrap.store_of, bootstrap.clock().now(), secrets.token_bytes(32)
    )
    workflow, recovery = bootstrap.write_keys(out, new)
    click.echo(NEXT.format(workflow=workflow, recovery=recovery, files=" ".join(new.public)))

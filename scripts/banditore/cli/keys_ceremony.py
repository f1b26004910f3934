"""What people do with the recovery key: make it, use it, try it."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import live
from banditore.cli.speech import say
from banditore.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = """\
Made: {workflow}
Made: {recovery}

Now, before anything else:
1. Print {recovery}, or copy it to a stick that is used for nothing else. It is one line that
   begins with AGE-SECRET-KEY-1. Whoever has it can open the list.
2. Put it where the town keeps what must not be lost: a safe, in a sealed envelope, with the date
   and "Banditore: recovery key". A second copy belongs in another building.
3. Now read it back from that copy, not from the file above.
"""
NEXT = """\
The recovery key works: it opens the keyring, and the keyring the list.
Kept: the first keyring, in {place}
Written: {files}

What to do now:
1. Give the workflow its key, in the environment `banditore` of the repository:
     gh secret set BANDITORE_IDENTITY --env banditore < {workflow}
2. Delete {workflow} and {recovery}.
3. Commit and push the files that were written:
     git add {files} && git commit -m "keys: this town's own" && git push
4. Every three months, take the recovery key out and try it: banditore keys drill
"""
UPLOAD = """\
5. Put the keyring on GitHub (there is no GITHUB_TOKEN here that could do it), then delete the file:
     gh release create banditore-keyring --draft --title "Banditore: keyring" \\
       --notes "Do not publish, edit or delete this draft." {file}
"""
AGAIN = """\
Made: {workflow}
Kept: a keyring that the new key opens, and the lost one does not, in {place}
Written: policy/recipients.txt

What to do now:
1. Give the workflow its key, then delete the file:
     gh secret set BANDITORE_IDENTITY --env banditore < {workflow}
2. Put policy/recipients.txt on main, by a pull request.
3. If it is on GitHub, that keyring was put there by you and not by the workflow, which therefore
   asks a person to answer for it: Actions → Accept state, with generation {generation}.
4. If the lost key may be in wrong hands, give the list a new key, too: Actions → Rotate key.
5. A relay seals to the keys that it was given: give it the new ones, RELAY_RECIPIENTS.
"""
COPY = click.option(
    "--recovery",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A copy of the recovery key; without it, you are asked for the key.",
)
OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("~/banditore-keys"),
    show_default=True,
    help="The folder for the secret keys, outside the repository.",
)
TRIES = 3


@click.command()
@live
@OUT
@COPY
def init(*, live: bool, out: Path, recovery: Path | None) -> None:
    """Make the town's two keys and an empty list, in place of the sample's.

    You are led through it: the recovery key is made, kept safe, and tried before anything counts.
    """
    from banditore.adapters.age_keys import write_files, write_secrets  # noqa: PLC0415
    from banditore.bootstrap import keys  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.keeping.keys import check_recovery, prepare, refuse_unless_sample  # noqa: PLC0415

    files = bootstrap.work_tree()
    refuse_unless_sample(bootstrap.recipients(files))
    if not live:
        say(
            f"would make two keys in {out}, a keyring, policy/recipients.txt "
            "and an empty subscribers.enc"
        )
        say("--live does it")
        return
    place = keys.first_place(files, bootstrap.settings(), out.expanduser())
    new = prepare(
        keys.new_key,
        keys.store_of,
        keys.vault_of,
        bootstrap.clock().now(),
        secrets.token_bytes(32),
    )
    workflow, kept = write_secrets(out, bootstrap.root(), new.secret)
    click.echo(MADE.format(workflow=workflow, recovery=kept))
    _asked(recovery, lambda typed: check_recovery(new, keys.vault_of, keys.store_of, typed))
    place.create(1, new.keyring, by_anybody=True)
    write_files(bootstrap.root(), new.public)
    named = " ".join(new.public)
    click.echo(NEXT.format(workflow=workflow, recovery=kept, files=named, place=place.place))
    if keys.needs(bootstrap.settings(), met=False):
        click.echo(UPLOAD.format(file=out.expanduser() / "keyring-00000001.age"))


@click.command()
@live
@OUT
@COPY
def recover(*, live: bool, out: Path, recovery: Path | None) -> None:
    """Make a new workflow key with the recovery key, where the old one is lost or stolen."""
    from banditore.adapters.age_keys import public_of, write_files, write_secrets  # noqa: PLC0415
    from banditore.bootstrap import keys  # noqa: PLC0415 - as above
    from banditore.domain.keys.long_lived import RECIPIENTS  # noqa: PLC0415
    from banditore.services.keeping.keys import new_workflow_key  # noqa: PLC0415

    files, typed = bootstrap.work_tree(), _asked(recovery)
    keyrings = keys.keyrings_of(typed, by_anybody=True)
    generation = keyrings.current.anchor.generation
    recipients = files.read(RECIPIENTS) or b""
    new = new_workflow_key(recipients, public_of(typed), keys.new_key, bootstrap.clock().now())
    if not live:
        say(f"the recovery key opens the keyring; would make a new workflow key in {out}")
        say("--live does it")
        return
    (workflow,) = write_secrets(out, bootstrap.root(), {"workflow.key": new.secret})
    keyrings.take_over(vault=keys.vault_of(new.recipients, typed))
    write_files(bootstrap.root(), {RECIPIENTS: new.recipients})
    place = keyrings.store.place
    click.echo(AGAIN.format(workflow=workflow, place=place, generation=generation))


@click.command()
@live
@COPY
def drill(*, live: bool, recovery: Path | None) -> None:
    """Try the recovery key: does it open the keyring, and so the list? It needs no other key."""
    from banditore.adapters.age_keys import write_files  # noqa: PLC0415
    from banditore.bootstrap import keys  # noqa: PLC0415 - as above
    from banditore.domain.keys.long_lived import RECIPIENTS, with_drill  # noqa: PLC0415
    from banditore.services.keeping.keys import drill as try_it  # noqa: PLC0415

    files, typed = bootstrap.work_tree(), _asked(recovery)
    keyrings = keys.keyrings_of(typed)
    standing = try_it(keyrings, keys.store_of, keys.state_here())
    head = standing.head
    click.echo("The recovery key works: it opens the keyring, and the keyring the list")
    click.echo(f"(epoch {head.epoch}, generation {head.generation}). Lock it away again.")
    if not live:
        say(f"would note the day in {RECIPIENTS}; --live does it")
        return
    noted = with_drill(
        (files.read(RECIPIENTS) or b"").decode("utf-8"), bootstrap.clock().now().date()
    )
    write_files(bootstrap.root(), {RECIPIENTS: noted.encode()})
    click.echo(f"The day is noted in {RECIPIENTS}: put it on main, by a pull request.")


def _asked(copy: Path | None, right: Callable[[str], bool] = bool) -> str:
    """The recovery key, from a copy or typed in, until it is the right one."""
    if copy is not None:
        return _right(_key_in(_text(copy)), right)
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask: name a copy of the key, --recovery FILE")
    for tries_left in reversed(range(TRIES)):
        typed = str(click.prompt("Recovery key, or the path of its copy", hide_input=True))
        path = Path(typed.strip()).expanduser()
        text = _text(path) if _is_file(path) else typed
        try:
            return _right(_key_in(text), right)
        except StoreError as failure:
            if not tries_left:
                raise
            say(failure.message)
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _right(typed: str, right: Callable[[str], bool]) -> str:
    if typed and right(typed):
        return typed
    raise StoreError(
        "that is not the recovery key that was made here",
        "nothing was put in place yet. Compare what you printed with the file; to begin again, "
        "name another folder: --out",
    )


def _key_in(text: str) -> str:
    found = [
        line.strip() for line in text.splitlines() if line.strip().startswith("AGE-SECRET-KEY")
    ]
    return found[0] if len(found) == 1 else ""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as failure:
        raise StoreError(f"{path} cannot be read: {failure.strerror}", "name another") from None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for one
        return False

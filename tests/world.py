"""A whole town for end-to-end tests: origin, clone, keys, phones, and act for the workflows.

with World(tmp_path) as world:
    world.join("+393330000001")
    world.merge({"messages/2026/…yaml": …})
    world.act("push", "publish.yml")
    assert world.network.messages("+393330000001")

act runs the real workflow files on this machine, in its host mode: no container, and nothing comes
from the network but what pip installs. It isolates nothing, hence the empty environment below.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from banditore.simulator.meta_webhooks import NUMBER_ID, WABA_ID
from network import Network

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping
    from typing import Self

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
SERVICE = "policy/service.yaml"
RUNNERS = ("ubuntu-24.04", "ubuntu-slim")
# What pip may need to reach its index; everything else of the host stays outside.
KEEP = re.compile(r"PIP_|SSL_CERT_|REQUESTS_CA_BUNDLE$|(HTTPS?|NO)_PROXY$", re.IGNORECASE)
ACCOUNT = "AC" + "0" * 32
TOKEN = "twilio-token-of-the-tests-4711"
APP_SECRET = "app-secret-of-the-tests-1742"
RELAY_TOKEN = "relay-token-of-the-tests-" + "5120" * 4
GITHUB_TOKEN = "ghs_tokenofthetests0815"
PATIENCE = 100.0


@dataclass(frozen=True)
class Result:
    """What a run of act showed."""

    code: int
    output: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON lines of act."""
        return [json.loads(line) for line in self.output.splitlines() if line.startswith("{")]

    @property
    def jobs(self) -> dict[str, str]:
        """Job → success or failure."""
        return {row["jobID"]: row["jobResult"] for row in self.rows if "jobResult" in row}

    @property
    def summary(self) -> str:
        """The run's page."""
        return "".join(row["content"] for row in self.rows if row.get("command") == "summary")

    @property
    def log(self) -> str:
        """What the steps printed."""
        return "".join(row["msg"] for row in self.rows if row.get("raw_output"))

    def annotations(self, kind: str) -> list[tuple[str, int, str]]:
        """File, line and text of each error, warning or notice."""
        return [
            (row["kvPairs"].get("file", ""), int(row["kvPairs"].get("line", 0)), row["arg"])
            for row in self.rows
            if row.get("command") == kind
        ]


class World:
    """One town."""

    def __init__(self, folder: Path, provider: str = "twilio") -> None:
        self.folder = folder
        self.provider = provider
        self.origin, self.work, self.home = (
            folder / name for name in ("origin.git", "work", "home")
        )
        # Where a careful person keeps the keys: the one place that is not searched for leaks.
        self.safe = folder / "safe"
        self.keyring = folder / "keyring"
        self.network = Network(token=TOKEN, dialect=provider)
        self.relay: subprocess.Popen[str] | None = None
        self.relay_url = ""
        self.identity = ""
        self.texted: dict[str, str] = {}
        self.runs: list[str] = []
        """All that was printed, for the test that looks for what must not be there."""

    def __enter__(self) -> Self:
        self.network.__enter__()
        for made in (self.home, self.home / "tmp", self.safe):
            made.mkdir()
        self._found()
        return self

    def __exit__(self, *error: object) -> None:
        self.network.__exit__(*error)
        if self.relay:
            self.relay.terminate()
            self.relay.communicate(timeout=PATIENCE)

    # The town

    def _found(self) -> None:
        run_git(self.folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        # The checkout by the event's commit asks for any commit, as GitHub allows.
        run_git(self.origin, "config", "uploadpack.allowAnySHA1InWant", "true")
        for name in ("scripts", ".github", "policy", "messages/templates"):
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self.work / name, ignore=ignore)
        for name in (".gitignore", ".gitattributes", "subscribers.enc"):
            shutil.copy(ROOT / name, self.work / name)
        service = self.work / SERVICE
        text, changes = re.subn(
            r"^provider: \w+", f"provider: {self.provider}", service.read_text(), flags=re.MULTILINE
        )
        assert changes == 1
        # The clock is the real one: the tests run at night, too.
        text = re.sub(r"(?m)^( +hours:) .*$", r"\1 always", text)
        service.write_text(text)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ufficio stampa")
        self.git("config", "user.email", "ufficio@example.invalid")
        self.git("remote", "add", "origin", self.origin.as_uri())
        self._keys()
        if self.provider == "meta":
            self._letter_box()
        self.merge({}, "the town's own files")
        self.banditore("templates", "push", "--live")

    def _keys(self) -> None:
        copy = ("--out", str(self.safe), "--recovery", str(self.safe / "recovery.key"))
        self.banditore("keys", "init", "--live", *copy)
        text = (self.safe / "workflow.key").read_text()
        (self.identity,) = re.findall(r"AGE-SECRET-KEY-\w+", text)

    def _letter_box(self) -> None:
        """The relay, which knows no key that opens anything."""
        words = {
            "META_APP_SECRET": APP_SECRET,
            "META_VERIFY_TOKEN": RELAY_TOKEN,
            "RELAY_TOKEN": RELAY_TOKEN,
            "RELAY_DATABASE": str(self.folder / "relay.db"),
        }
        self.relay = subprocess.Popen(
            [sys.executable, "-m", "banditore", "relay", "serve", "--port", "0"],
            cwd=self.work,
            env={**self.machine, **words, "PYTHONPATH": str(ROOT / "scripts")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.relay.stdout
        self.relay_url = self.relay.stdout.readline().strip()
        self.network.webhooks(url=f"{self.relay_url}/webhook", secret=APP_SECRET)

    # Staff

    def git(self, *words: str) -> str:
        """Run git in the staff's clone."""
        return run_git(self.work, *words)

    def merge(self, files: Mapping[str, str | None], subject: str = "a change") -> str:
        """Put files (None removes one) on the newest main, as a merged pull request does."""
        if self.git("ls-remote", "--heads", "origin", "main"):
            self.git("fetch", "-q", "origin")
            self.git("checkout", "-q", "-B", "main", "origin/main")
        return self._push("main", files, subject)

    def propose(self, files: Mapping[str, str | None], number: int = 7) -> dict[str, Any]:
        """Put files on a branch beside main and check it out; returns the event's payload."""
        self.git("fetch", "-q", "origin")
        self.git("checkout", "-q", "-B", "proposal", "origin/main")
        head = self._push("proposal", files, "a proposal")
        base = {"ref": "main", "sha": self.git("rev-parse", "origin/main")}
        pull = {"number": number, "head": {"ref": "proposal", "sha": head}, "base": base}
        return {"number": number, "pull_request": pull}

    def _push(self, branch: str, files: Mapping[str, str | None], subject: str) -> str:
        for name, content in files.items():
            path = self.work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True) if content is None else path.write_text(content)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        self.git("push", "-q", "-f", "origin", f"HEAD:{branch}")
        return self.git("rev-parse", "HEAD")

    def pace(self, **sending: str) -> None:
        """Put other limits of sending on main: `connections="1"`, `lease="30 s"`."""
        text = (self.work / SERVICE).read_text()
        for name, value in sending.items():
            text, changes = re.subn(rf"(?m)^  {name}: .*", f"  {name}: {value}", text)
            assert changes == 1, name
        self.merge({SERVICE: text}, "other limits")

    # Citizens

    def join(self, *phones: str) -> None:
        """The phones subscribe, and a sync takes them in."""
        for phone in phones:
            self.text(phone, "MI ISCRIVO")
        self.banditore("sync", "--live")

    def text(self, phone: str, words: str) -> None:
        """A phone writes to the town."""
        self.texted[phone] = self.network.text(phone, words)
        if self.network.meta:
            self.network.told()

    # What is at the origin

    def at_origin(self, path: str, branch: str = "main") -> str:
        """A file's content, `""` where there is none."""
        found = run_git(self.origin, "ls-tree", "--name-only", branch, path)
        return run_git(self.origin, "show", f"{branch}:{path}") if found else ""

    def branches(self, prefix: str = "") -> list[str]:
        """The origin's branches."""
        listed = run_git(self.origin, "branch", "--list", "--format=%(refname:short)", f"{prefix}*")
        return listed.split()

    def objects(self) -> bytes:
        """Every object that the origin ever took, and every commit message."""
        batch = ["git", "-C", str(self.origin), "cat-file", "--batch", "--batch-all-objects"]
        return subprocess.run(batch, capture_output=True, check=True).stdout

    # What must be nowhere

    def planted(self) -> list[str]:
        """Every number, message id and secret of this town; a number also in other spellings."""
        log = self.network.log()
        numbers = {*self.texted, *(message["to"] for message in log)}
        sids = {*self.texted.values(), *(message["sid"] for message in log)}
        secrets = {self.identity, TOKEN, GITHUB_TOKEN, APP_SECRET, RELAY_TOKEN}
        return sorted({number.removeprefix("+39") for number in numbers} | sids | secrets)

    def leaks(self) -> list[str]:
        """What of that stands in an output, a log, a file, a commit or any git object."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        texts = [said.encode() for said in self.runs] + [self.objects()]
        texts += [path.read_bytes() for path in files if self.safe not in path.parents]
        return [word for word in self.planted() if any(word.encode() in text for text in texts)]

    # Running things

    @property
    def secrets(self) -> dict[str, str]:
        """What the environment `banditore` of the repository's settings holds."""
        if self.provider == "meta":
            return {
                "BANDITORE_IDENTITY": self.identity,
                "META_ACCESS_TOKEN": TOKEN,
                "RELAY_TOKEN": RELAY_TOKEN,
            }
        return {
            "BANDITORE_IDENTITY": self.identity,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
        }

    @property
    def variables(self) -> dict[str, str]:
        """And what is no secret."""
        if self.provider == "meta":
            return {
                "META_API_URL": self.network.url,
                "META_PHONE_NUMBER_ID": NUMBER_ID,
                "META_WABA_ID": WABA_ID,
                "RELAY_URL": self.relay_url,
                "BANDITORE_KEYRING": str(self.keyring),
            }
        return {
            "TWILIO_API_URL": self.network.url,
            "TWILIO_CONTENT_URL": self.network.url,
            "BANDITORE_KEYRING": str(self.keyring),
        }

    @property
    def cache(self) -> str:
        """Where the environments of this test run lie, ready to be used again."""
        return str(Path(sys.prefix).parent)

    @property
    def machine(self) -> dict[str, str]:
        """A hosted runner's environment: nothing of this host but the way to packages."""
        kept = {name: value for name, value in os.environ.items() if KEEP.match(name)}
        path = f"{sys.base_prefix}/bin:/usr/local/bin:/usr/bin:/bin"
        return {
            **kept,
            "PATH": path,
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "LANG": "C.UTF-8",
        }

    def banditore(self, *words: str, code: int = 0, typed: str = "", told: bool = True) -> str:
        """The command line in the staff's clone; returns what it said.

        `typed`: its standard input. `told`: may be searched; a letter to a citizen names them.
        """
        done = subprocess.run(
            [sys.executable, "-m", "banditore", *words],
            cwd=self.work,
            env={
                **self.machine,
                **self.secrets,
                **self.variables,
                "PYTHONPATH": str(ROOT / "scripts"),
            },
            input=typed,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        said = done.stdout + done.stderr
        if told:
            self.runs.append(said)
        assert done.returncode == code, said
        return said

    def act(
        self,
        event: str,
        workflow: str,
        *,
        payload: Mapping[str, Any] | None = None,
        run: str = "1",
        attempt: str = "1",
        kill: signal.Signals | None = None,
        when: Callable[[], bool] = bool,
        fresh: bool = False,
    ) -> Result:
        """Run a workflow; with `kill`, send act that signal as soon as `when()`.

        `fresh` takes away the prepared environment, as on a new runner.
        """
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        (folder / "event.json").write_text(json.dumps(payload or {}))
        words = self._act_words(event, workflow, folder)
        env = {"GITHUB_RUN_ID": run, "GITHUB_RUN_ATTEMPT": attempt}
        if not fresh:
            env["BANDITORE_CACHE"] = self.cache
        words += [word for pair in env.items() for word in ("--env", "=".join(pair))]
        with subprocess.Popen(
            [str(word) for word in words],
            cwd=self.work,
            env=self.machine,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            if kill:
                wait_for(lambda: when() or process.poll() is not None)
                process.send_signal(kill)
            output, _ = process.communicate(timeout=PATIENCE)
        self.runs.append(output)
        return Result(process.returncode, output)

    def at_once(self, *runs: tuple[str, str]) -> list[Result]:
        """Several events in the same moment. act ignores `concurrency`: the worst case."""
        with ThreadPoolExecutor(len(runs)) as pool:
            started = [
                pool.submit(self.act, event, workflow, run=str(100 + number))
                for number, (event, workflow) in enumerate(runs)
            ]
            return [future.result() for future in started]

    def _act_words(self, event: str, workflow: str, folder: Path) -> list[str | Path]:
        binary = shutil.which("act")
        if not binary:
            (pytest.fail if os.environ.get("CI") else pytest.skip)("act is missing: scripts/test")
        words: list[str | Path] = [binary, event, "-W", derive(workflow, folder)]
        words += ["-e", folder / "event.json", "--json", "--no-cache-server", "--no-skip-checkout"]
        words += ["--action-cache-path", folder / "cache"]
        for label in RUNNERS:
            words += ["-P", f"{label}=-self-hosted"]
        (use,) = set(re.findall(r"actions/checkout@[0-9a-f]{40}", derive_text(workflow)))
        words += ["--local-repository", f"{use}={ROOT}/tests/standins/checkout"]
        words += ["--env", f"TEST_ORIGIN={self.origin.as_uri()}"]
        words += ["--env", "GITHUB_REPOSITORY=comune/avvisi"]
        for name, value in {**self.secrets, "GITHUB_TOKEN": GITHUB_TOKEN}.items():
            words += ["-s", f"{name}={value}"]
        for name, value in self.variables.items():
            words += ["--var", f"{name}={value}"]
        return words


def derive_text(workflow: str) -> str:
    """The real workflow less the one key that act refuses."""
    return re.sub(r"^  queue: max\n", "", (WORKFLOWS / workflow).read_text(), flags=re.MULTILINE)


def derive(workflow: str, folder: Path) -> Path:
    """A copy of the workflow for act. Nothing else may differ."""
    real, copy = yaml.safe_load((WORKFLOWS / workflow).read_text()), derive_text(workflow)
    real.get("concurrency", {}).pop("queue", None)
    assert real == yaml.safe_load(copy)
    (folder / workflow).write_text(copy)
    return folder / workflow


def run_git(folder: Path, *words: str) -> str:
    """git, which must succeed, without this machine's configuration."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(folder), *words], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Until it is so; fails after `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)

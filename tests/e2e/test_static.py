"""What act ignores and GitHub obeys: triggers, permissions, concurrency, environments."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from banditore.settings import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1"
READ, WRITE = {"contents": "read"}, {"contents": "write"}
BANDITORE = {"group": "banditore", "queue": "max", "cancel-in-progress": False}

# File → triggers, concurrency, and its one job: name, environment, permissions, command.
EXPECTED: dict[str, tuple[Any, ...]] = {
    "check.yml": (
        {"pull_request": {"branches": ["main"]}, "merge_group": None},
        {
            "group": "check-${{ github.event.pull_request.number || github.sha }}",
            "cancel-in-progress": True,
        },
        ("check", None, READ, "exec scripts/run check --format github"),
    ),
    "publish.yml": (
        {
            "push": {"branches": ["main"], "paths": ["messages/**", "policy/**"]},
            "workflow_dispatch": None,
        },
        BANDITORE,
        ("publish", "banditore", WRITE, "exec scripts/run publish --live --format github"),
    ),
    "sync.yml": (
        {
            "schedule": [{"cron": "13,43 * * * *", "timezone": "Europe/Rome"}],
            "workflow_dispatch": None,
        },
        BANDITORE,
        ("sync", "banditore", WRITE, "exec scripts/run sync --live --publish --format github"),
    ),
    "tests.yml": (
        {"pull_request": None, "push": {"branches": ["main"], "paths-ignore": ["messages/**"]}},
        {"group": "tests-${{ github.ref }}", "cancel-in-progress": True},
        ("tests", None, READ, "exec scripts/test"),
    ),
}


def load(name: str) -> dict[Any, Any]:
    """A workflow as YAML 1.1 reads it: the key `on` is true."""
    loaded = yaml.safe_load((WORKFLOWS / name).read_text())
    assert isinstance(loaded, dict)
    return loaded


def test_every_workflow_is_expected() -> None:
    assert {path.name for path in WORKFLOWS.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_keys_that_act_ignores_are_as_decided(name: str) -> None:
    workflow = load(name)
    triggers, concurrency, (job, environment, permissions, command) = EXPECTED[name]

    assert workflow[True] == triggers
    assert workflow["permissions"] == {}
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    assert workflow["concurrency"] == concurrency
    assert list(workflow["jobs"]) == [job]
    assert workflow["jobs"][job].get("environment") == environment
    assert workflow["jobs"][job]["permissions"] == permissions
    assert [s["run"] for s in workflow["jobs"][job]["steps"] if "run" in s] == [command]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_job_is_one_pinned_checkout_without_credentials_and_one_command(name: str) -> None:
    ((checkout, command),) = [job["steps"] for job in load(name)["jobs"].values()]

    assert checkout["uses"] == CHECKOUT
    assert checkout["with"]["persist-credentials"] is False
    assert set(command) <= {"name", "env", "run"}


@pytest.mark.parametrize("name", ["publish.yml", "sync.yml"])
def test_what_writes_reads_the_newest_main_whatever_commit_started_it(name: str) -> None:
    (job,) = load(name)["jobs"].values()

    assert job["steps"][0]["with"]["ref"] == "refs/heads/main"


@pytest.mark.parametrize("name", ["check.yml", "tests.yml"])
def test_nothing_that_a_pull_request_starts_sees_a_secret(name: str) -> None:
    assert "secrets" not in (WORKFLOWS / name).read_text()


@pytest.mark.parametrize(("name", "limit"), [("publish.yml", 360), ("sync.yml", 15)])
def test_a_job_ends_before_the_runner_does_and_so_with_a_checkpoint(name: str, limit: int) -> None:
    """Six hours on a hosted runner, fifteen minutes on ubuntu-slim."""
    (job,) = load(name)["jobs"].values()

    assert job["timeout-minutes"] < limit
    assert (limit == 15) == (job["runs-on"] == "ubuntu-slim")


@pytest.mark.parametrize("name", ["publish.yml", "sync.yml"])
def test_every_variable_of_a_step_is_one_that_the_settings_know(name: str) -> None:
    known = {variable.name: variable for variable in VARIABLES}
    (job,) = load(name)["jobs"].values()
    for variable, value in job["steps"][1]["env"].items():
        source = "github.token" if variable == "GITHUB_TOKEN" else f"vars.{variable}"
        if known[variable].secret and variable != "GITHUB_TOKEN":
            source = f"secrets.{variable}"
        assert value == f"${{{{ {source} }}}}"


def test_both_writers_get_the_same_settings() -> None:
    publish, sync = (
        next(iter(load(name)["jobs"].values()))["steps"][1]["env"]
        for name in ("publish.yml", "sync.yml")
    )

    assert publish == sync


def test_the_checkout_of_the_tests_is_the_one_of_the_workflows() -> None:
    """So that a new pin is a new pin everywhere."""
    uses = set(re.findall(r"uses: (\S+)", "".join(p.read_text() for p in WORKFLOWS.iterdir())))

    assert uses == {CHECKOUT}

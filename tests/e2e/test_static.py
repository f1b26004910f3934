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

PUBLISH = "exec scripts/run publish --live --format github"
INPUTS = {
    "only": "string",
    "resume": "string",
    "abandon": "string",
    "reason": "string",
    "resolve": "boolean",
}
ORDERS = {
    **{
        name.upper(): f"${{{{ inputs.{name} }}}}"
        for name in ("only", "resume", "abandon", "reason")
    },
    "RESOLVE": "${{ inputs.resolve && 'yes' || '' }}",
}
OF_A_PERSON = '--resume "$RESUME" --abandon "$ABANDON" --reason "$REASON" ${RESOLVE:+--resolve}'
ACCEPT = "exec scripts/run state accept"
ANSWERED = '--generation "$GENERATION" --reason "$REASON"'
PARTS = 4

# File → concurrency, and job → environment, permissions, command.
EXPECTED: dict[str, tuple[Any, dict[str, tuple[Any, ...]]]] = {
    "accept.yml": (
        BANDITORE,
        {
            "accept": (
                "banditore",
                WRITE,
                f"{ACCEPT} --live --format github {ANSWERED}",
            )
        },
    ),
    "rotate.yml": (
        BANDITORE,
        {"rotate": ("banditore", WRITE, "exec scripts/run keys rotate --live")},
    ),
    "check.yml": (
        {
            "group": "check-${{ github.event.pull_request.number || github.sha }}",
            "cancel-in-progress": True,
        },
        {"check": (None, READ, "exec scripts/run check --format github")},
    ),
    "publish.yml": (
        BANDITORE,
        {
            "publish": (
                "banditore",
                WRITE,
                f'{PUBLISH} --max-minutes 340 --only "$ONLY" {OF_A_PERSON}',
            )
        },
    ),
    "publish-parts.yml": (
        BANDITORE,
        {
            "plan": ("banditore", WRITE, f"{PUBLISH} --split {PARTS}"),
            "send": ("banditore", WRITE, f'{PUBLISH} --part "$PART/{PARTS}" --max-minutes 310'),
            "collect": ("banditore", WRITE, f"{PUBLISH} --max-minutes 340"),
        },
    ),
    "sync.yml": (
        BANDITORE,
        {
            "sync": (
                "banditore",
                WRITE,
                "exec scripts/run sync --live --publish --max-minutes 11 --format github",
            )
        },
    ),
    "tests.yml": (
        {"group": "tests-${{ github.ref }}", "cancel-in-progress": True},
        {"tests": (None, READ, "exec scripts/test")},
    ),
}
TRIGGERS: dict[str, Any] = {
    "accept.yml": {},
    "rotate.yml": {"workflow_dispatch": None},
    "check.yml": {"pull_request": {"branches": ["main"]}, "merge_group": None},
    "publish.yml": {"push": {"branches": ["main"], "paths": ["messages/**", "policy/**"]}},
    "publish-parts.yml": {"workflow_dispatch": None},
    "sync.yml": {
        "schedule": [{"cron": "13,43 * * * *", "timezone": "Europe/Rome"}],
        "workflow_dispatch": None,
    },
    "tests.yml": {
        "pull_request": None,
        "push": {"branches": ["main"], "paths-ignore": ["messages/**"]},
    },
}
WRITERS = ("publish.yml", "publish-parts.yml", "sync.yml")
BY_HAND = ("accept.yml", "rotate.yml")
"""They touch keys and the list, and send nothing."""
ANSWERS = {"GENERATION": "${{ inputs.generation }}", "REASON": "${{ inputs.reason }}"}
SECONDS = [
    ("publish.yml", 360),
    ("publish-parts.yml", 360),
    ("sync.yml", 15),
    ("accept.yml", 15),
    ("rotate.yml", 15),
]


def load(name: str) -> dict[Any, Any]:
    """A workflow as YAML 1.1 reads it: the key `on` is true."""
    loaded = yaml.safe_load((WORKFLOWS / name).read_text())
    assert isinstance(loaded, dict)
    return loaded


def test_every_workflow_is_expected() -> None:
    assert {path.name for path in WORKFLOWS.iterdir()} == set(EXPECTED)


def jobs_of(name: str) -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = load(name)["jobs"]
    return jobs


@pytest.mark.parametrize("name", EXPECTED)
def test_the_keys_that_act_ignores_are_as_decided(name: str) -> None:
    workflow = load(name)
    concurrency, jobs = EXPECTED[name]

    assert workflow["permissions"] == {}
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    assert workflow["concurrency"] == concurrency
    found = {
        job: (what.get("environment"), what["permissions"], what["steps"][1]["run"])
        for job, what in workflow["jobs"].items()
    }
    assert found == jobs


@pytest.mark.parametrize("name", EXPECTED)
def test_a_workflow_starts_when_it_was_decided_to(name: str) -> None:
    triggers = dict(load(name)[True])
    if name == "publish.yml":
        asked = triggers.pop("workflow_dispatch")["inputs"]
        assert {key: what["type"] for key, what in asked.items()} == INPUTS
    if name == "accept.yml":
        asked = triggers.pop("workflow_dispatch")["inputs"]
        assert all(what["required"] for what in asked.values())
        assert set(asked) == {"generation", "reason"}

    assert triggers == TRIGGERS[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_job_is_one_pinned_checkout_without_credentials_and_one_command(name: str) -> None:
    for job in jobs_of(name).values():
        checkout, command = job["steps"]
        assert checkout["uses"] == CHECKOUT
        assert checkout["with"]["persist-credentials"] is False
        assert set(command) <= {"name", "env", "run"}


@pytest.mark.parametrize("name", [*WRITERS, *BY_HAND])
def test_what_writes_reads_the_newest_main_whatever_commit_started_it(name: str) -> None:
    for job in jobs_of(name).values():
        assert job["steps"][0]["with"]["ref"] == "refs/heads/main"


@pytest.mark.parametrize("name", ["check.yml", "tests.yml"])
def test_nothing_that_a_pull_request_starts_sees_a_secret(name: str) -> None:
    assert "secrets" not in (WORKFLOWS / name).read_text()


@pytest.mark.parametrize(("name", "limit"), SECONDS)
def test_a_job_ends_before_the_runner_does_and_so_with_a_checkpoint(name: str, limit: int) -> None:
    """Six hours on a hosted runner, fifteen minutes on ubuntu-slim; the sending ends before."""
    for job in jobs_of(name).values():
        assert job["timeout-minutes"] < limit
        assert (limit == 15) == (job["runs-on"] == "ubuntu-slim")
        minutes = re.search(r"--max-minutes (\d+)", job["steps"][1]["run"])
        assert minutes is None or int(minutes.group(1)) < job["timeout-minutes"]


def test_there_are_as_many_jobs_as_parts_and_the_last_one_comes_whatever_became_of_them() -> None:
    jobs = jobs_of("publish-parts.yml")

    assert jobs["send"]["strategy"]["matrix"] == {"part": list(range(1, PARTS + 1))}
    assert jobs["send"]["strategy"]["fail-fast"] is False
    assert jobs["send"]["needs"] == "plan"
    assert jobs["collect"]["needs"] == "send"
    assert jobs["collect"]["if"] == "${{ !cancelled() }}"


@pytest.mark.parametrize("name", WRITERS)
def test_every_variable_of_a_step_is_one_that_the_settings_know_or_a_form_asks_for(
    name: str,
) -> None:
    known = {variable.name: variable for variable in VARIABLES}
    for job in jobs_of(name).values():
        given = dict(job["steps"][1]["env"])
        if name == "publish.yml":
            assert {key: given.pop(key) for key in ORDERS} == ORDERS
        given.pop("PART", None)
        for variable, value in given.items():
            source = "github.token" if variable == "GITHUB_TOKEN" else f"vars.{variable}"
            if known[variable].secret and variable != "GITHUB_TOKEN":
                source = f"secrets.{variable}"
            assert value == f"${{{{ {source} }}}}"


@pytest.mark.parametrize("name", BY_HAND)
def test_who_changes_keys_by_hand_gets_no_way_to_send(name: str) -> None:
    for job in jobs_of(name).values():
        given = dict(job["steps"][1]["env"])
        for answer in set(ANSWERS) & set(given):
            assert given.pop(answer) == ANSWERS[answer]
        assert given == {
            "GITHUB_TOKEN": "${{ github.token }}",
            "BANDITORE_IDENTITY": "${{ secrets.BANDITORE_IDENTITY }}",
            "BANDITORE_KEYRING": "${{ vars.BANDITORE_KEYRING }}",
        }


def test_all_writers_get_the_same_settings() -> None:
    steps = [job["steps"][1] for name in WRITERS for job in jobs_of(name).values()]
    settings = [{k for k in step["env"] if k not in {*ORDERS, "PART"}} for step in steps]

    assert all(names == settings[0] for names in settings)


def test_the_checkout_of_the_tests_is_the_one_of_the_workflows() -> None:
    """So that a new pin is a new pin everywhere."""
    uses = set(re.findall(r"uses: (\S+)", "".join(p.read_text() for p in WORKFLOWS.iterdir())))

    assert uses == {CHECKOUT}

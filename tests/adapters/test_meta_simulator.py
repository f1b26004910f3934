"""The adapter against the simulator's Meta side, over real HTTP, webhooks included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.clock import SystemClock
from banditore.adapters.meta import Account, Meta
from banditore.domain.errors import Misconfigured, NotOffered, Throttled, Unavailable
from banditore.domain.message import Address, Content, Inbound, Outbound, TemplateUse
from banditore.domain.templates.registration import Submission
from banditore.simulator.meta_webhooks import NUMBER_ID, WABA_ID
from banditore.simulator.world import TOKEN
from mailbag import SECRET, Mailbag
from network import TOWN, Network
from providers import SILENCES, in_turn, send

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.e2e

TO, OTHER = Address("+393330000001"), Address("+393330000002")
USER = Address("IT.13491208655302741918")
NAME = "avviso_it_1p_0a1b2c3d"
BODY = "Comune di Prova: {{1}}. Rispondi MI CANCELLO per uscire"
TEXT = BODY.replace("{{1}}", "neve")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def template(to: Address = TO, tag: str = "x:r1", name: str = NAME) -> Outbound:
    return Outbound(to, Content(TEXT, TemplateUse(name, "it", ("neve",))), tag)


@pytest.fixture(scope="module")
def running() -> Iterator[Network]:
    with Network(dialect="meta") as network:
        yield network


@pytest.fixture
def bag() -> Iterator[Mailbag]:
    with Mailbag() as bag:
        yield bag


@pytest.fixture
def network(running: Network, bag: Mailbag) -> Network:
    running.reset()
    running.webhooks(url=bag.url, secret=SECRET, batch=1000, duplicates=0, shuffled=False)
    running.approve(NAME, BODY)
    return running


@pytest.fixture
def scene(network: Network, bag: Mailbag) -> tuple[Network, Mailbag]:
    return network, bag


def provider(
    network: Network, bag: Mailbag | None = None, wrong: dict[str, str] | None = None
) -> Meta:
    given = {"number_id": NUMBER_ID, "waba_id": WABA_ID, "token": TOKEN, **(wrong or {})}
    where = Account(network.url, "v25.0", **given)
    now = SystemClock().now
    return Meta(where, bag, timeout=0.6, now=now, sleep=lambda _: None)


def test_a_template_shows_on_the_phone_and_its_reports_come_back_by_our_tag(
    network: Network, bag: Mailbag
) -> None:
    meta = provider(network, bag)

    [answer] = send(meta, template())
    network.told()

    assert answer.fault is None
    assert network.messages(TO) == [TEXT]
    found = [(status.state, status.tag) for status in meta.statuses(LONG_AGO)]
    assert found == [("sent", "x:r1"), ("delivered", "x:r1")]
    assert [(row.to, row.failed) for row in meta.log({"x:r1": TO}, LONG_AGO)] == [(TO, False)] * 2
    assert list(meta.log({"x:r2": OTHER}, LONG_AGO)) == []


def test_what_people_send_beside_texts_is_deleted_at_meta_once_it_is_handled(
    network: Network, bag: Mailbag
) -> None:
    kinds = ["image", "audio", "video", "document", "sticker"]
    for kind in kinds:
        network.text(TO, kind=kind)
    network.text(TO, "MI ISCRIVO")
    network.text(OTHER, kind="location")
    network.told()
    meta = provider(network, bag)
    came = list(meta.pull(LONG_AGO))
    meta.acknowledge()
    photo = came[0].id

    assert [one.what for one in came] == [*kinds, "", "location"]
    assert network.holds(1)
    meta.erase([photo])
    assert not network.holds(1)
    assert network.holds(2)
    # Again, with what is gone, with texts, and with messages of somebody else: nothing stops it.
    meta.erase([photo, *(one.id for one in came), "wamid.other"])
    assert not any(network.holds(number) for number in range(1, 8))


def test_a_file_that_meta_keeps_stops_nothing(network: Network, bag: Mailbag) -> None:
    network.text(TO, kind="image")
    network.told()
    meta = provider(network, bag, {"token": "stale"})
    meta.erase([one.id for one in meta.pull(LONG_AGO)])

    assert network.holds(1)


@pytest.mark.parametrize(
    ("kind", "how", "fault", "accepted"),
    [
        ("error", {"code": 131047}, "failed", 0),
        ("error", {"code": 132001}, "stop-broadcast", 0),
        ("error", {"code": 190}, "stop-all", 0),
        ("error", {"code": 1}, "retry-once", 0),
        ("throttle", {"retry_after": 3}, "slow-down", 0),
        # From here on nobody can tell by the answer whether the phone got it.
        ("error", {"code": 131000, "status": 500}, "unknown", 0),
        *((kind, how, "unknown", accepted) for kind, how, accepted in SILENCES),
    ],
)
def test_each_scripted_fault_has_its_answer_and_a_report_tells_of_what_was_accepted(
    scene: tuple[Network, Mailbag], kind: str, how: dict[str, object], fault: str, accepted: int
) -> None:
    network, bag = scene
    network.fault(kind, **how)
    meta = provider(network, bag)

    first, second = in_turn(meta, template(tag="x:r1"), template(tag="x:r2"))
    network.told()

    assert (first.fault, second.fault) == (fault, None)
    assert first.retry_after == how.get("retry_after")
    told = {row.tag for row in meta.log({"x:r1": TO, "x:r2": TO}, LONG_AGO)}
    assert told == ({"x:r1", "x:r2"} if accepted else {"x:r2"})


def test_a_failure_after_the_acceptance_is_reported_with_its_code(
    network: Network, bag: Mailbag
) -> None:
    network.set(late=True)
    network.mark(TO, on_whatsapp=False)
    meta = provider(network, bag)

    [answer] = send(meta, template())
    network.told()

    assert answer.fault is None
    [row] = meta.log({"x:r1": TO}, LONG_AGO)
    assert (row.failed, row.code) == (True, "131026")


def test_what_citizens_do_comes_out_of_the_inbox_until_it_is_settled(
    network: Network, bag: Mailbag
) -> None:
    network.mark(OTHER, hidden=True, user_id=USER)
    network.text(TO, "MI ISCRIVO")
    network.text(TO, "MI CANCELLO", kind="button")
    network.text(OTHER, "AIUTO")
    network.text(TO, media=True)
    network.wish(TO, "stop")
    network.wish(TO, "resume")
    network.move(TO, "+393330000009")
    network.told()
    meta = provider(network, bag)

    def pulled() -> list[tuple[str, str, str]]:
        return [(one.kind, one.sender, one.text or one.what) for one in meta.pull(LONG_AGO)]

    expected = [
        ("text", TO, "MI ISCRIVO"),
        ("text", TO, "MI CANCELLO"),
        ("text", USER, "AIUTO"),
        ("other", TO, "image"),
        ("leave", TO, ""),
        ("moved", TO, ""),
    ]
    assert pulled() == expected
    assert pulled() == expected  # the push may have failed
    meta.acknowledge()
    assert pulled() == []
    assert bag.waiting == {}


def test_the_same_event_twice_and_out_of_order_has_the_same_id(
    network: Network, bag: Mailbag
) -> None:
    network.webhooks(duplicates=2, shuffled=True, batch=5)
    ids = {network.text(TO, f"numero {number}") for number in range(12)}
    network.told()

    found = list(provider(network, bag).pull(LONG_AGO))

    assert len(found) > len(ids)
    assert {one.id for one in found} == ids
    assert all(isinstance(one, Inbound) and one.also for one in found)


def test_reports_stay_in_the_inbox_for_other_processes_until_we_say_so(
    network: Network, bag: Mailbag
) -> None:
    meta = provider(network, bag)
    network.text(TO, "MI ISCRIVO")
    send(meta, template())
    network.told()
    list(meta.pull(LONG_AGO))
    meta.acknowledge()

    assert bag.waiting
    bag.again()
    assert len(list(provider(network, bag).log({"x:r1": TO}, LONG_AGO))) == 2
    meta.reported(lambda status: status.state == "delivered")
    assert bag.waiting
    meta.reported(lambda _: False)
    assert bag.waiting == {}


def test_history_tells_what_became_of_messages_until_it_is_closed(
    network: Network, bag: Mailbag
) -> None:
    meta = provider(network, bag)
    answers = send(meta, template(), template(OTHER, "x:r2"))
    network.told()
    ids = [answer.message_id for answer in answers]

    assert {id_: status.state for id_, status in meta.history(ids)} == dict.fromkeys(
        ids, "delivered"
    )
    assert list(meta.history(["wamid.nobody"])) == []
    assert meta.unheard(LONG_AGO) == 0
    network.webhooks(url="")
    assert meta.unheard(LONG_AGO) == 2
    assert meta.unheard(datetime.now(UTC) + timedelta(days=1)) == 0

    network.stand(history=False)
    assert "history" in meta.capabilities
    with pytest.raises(NotOffered):
        list(meta.history(ids))
    assert "history" not in meta.capabilities


def test_a_user_id_is_sent_to_as_one(network: Network, bag: Mailbag) -> None:
    network.mark(OTHER, hidden=True, user_id=USER)
    network.text(OTHER, "MI ISCRIVO")
    meta = provider(network, bag)

    [answer] = send(meta, Outbound(USER, Content("Benvenuta"), "reply:1"))

    assert answer.fault is None
    assert network.messages(OTHER) == ["Benvenuta"]


def test_how_the_number_stands(network: Network) -> None:
    network.stand(quality="YELLOW", standing="LIMITED", tier=250)

    health = provider(network).health()

    assert (health.number, health.reach, health.quality) == (TOWN, 250, "fair")
    assert (health.throughput, health.standing) == (80, "limited")


def test_the_tier_the_pair_rate_and_the_throughput_are_kept(network: Network, bag: Mailbag) -> None:
    meta = provider(network, bag)
    network.stand(tier=1)
    people = [template(Address(f"+39333000001{number}"), f"x:r{number}") for number in range(3)]
    faults = [answer.fault for answer in send(meta, *people, connections=4)]
    assert (faults.count(None), faults.count("stop-broadcast")) == (1, 2)

    network.stand(tier=None)
    codes = [answer.code for answer in send(meta, *[template()] * 50, connections=4)]
    assert (codes.count(""), codes.count("131056")) == (45, 5)

    network.set(rate=5)
    fresh = [template(Address(f"+39333000002{number}")) for number in range(9)]
    codes = [answer.code for answer in send(meta, *fresh, connections=4)]
    assert codes.count("130429") >= 4


def test_registered_once_listed_over_pages_paused_and_removed(network: Network) -> None:
    for number in range(300):
        network.approve(f"saluto_{number:03}", BODY)
    one = Submission("saluto_it_1p_00000000", "it", "utility", BODY, ("neve",))
    for _ in range(2):
        provider(network).register(one)
    network.review(NAME, "PAUSED", reason="NONE", quality="RED")

    known = provider(network).templates()

    assert len(known) == 302
    assert (known[one.name].status, known[one.name].body) == ("approved", BODY)
    assert (known[NAME].status, known[NAME].quality) == ("paused", "poor")
    [answer] = send(provider(network), template())
    assert (answer.fault, answer.code) == ("stop-broadcast", "132015")


@pytest.mark.parametrize(
    ("kind", "how", "error"),
    [
        ("error", {"code": 190}, Misconfigured),
        ("error", {"code": 80007}, Throttled),
        ("throttle", {}, Throttled),
        ("html", {}, Unavailable),
        ("lost", {}, Unavailable),
        ("flood", {}, Unavailable),
    ],
)
def test_a_list_that_cannot_be_had_says_why(
    network: Network, kind: str, how: dict[str, object], error: type[Exception]
) -> None:
    network.fault(kind, on="content", times=-1, **how)

    with pytest.raises(error):
        provider(network).templates()


@pytest.mark.parametrize("wrong", [{"token": "stale"}, {"number_id": "1"}, {"waba_id": "1"}])
def test_wrong_credentials_send_nothing_and_say_what_to_look_at(
    network: Network, wrong: dict[str, str]
) -> None:
    meta = provider(network, wrong=wrong)

    [answer] = send(meta, template())
    if "waba_id" not in wrong:
        assert answer.fault == "stop-all"
        assert network.messages(TO) == []
    with pytest.raises(Misconfigured, match=r"credentials|number or the account"):
        meta.templates() if "waba_id" in wrong else meta.health()

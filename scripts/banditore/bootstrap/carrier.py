"""The composition root's part for who carries messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore import bootstrap
from banditore.domain.errors import SettingsError

if TYPE_CHECKING:
    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.ports import Inbox, Provider
    from banditore.services.doctor import Patient
    from banditore.settings import Settings

SIMULATOR_ACCOUNT = "AC" + "0" * 32
SIMULATOR_TOKEN = "simulator"  # noqa: S105 - guards nothing: the network is on this machine
CREDENTIALS = {
    "simulator": [],
    "twilio": ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
    "meta": ["META_ACCESS_TOKEN", "META_PHONE_NUMBER_ID", "META_WABA_ID"],
}


def credentials(service: Service) -> list[str]:
    """The settings without which the provider does not know us."""
    return CREDENTIALS[service.provider]


def provider(service: Service, config: Settings) -> Provider:
    """Who carries the town's messages."""
    config.require(credentials(service))
    return _meta(service, config) if service.provider == "meta" else _twilio(service, config)


def _twilio(service: Service, config: Settings) -> Provider:
    """Twilio, or the simulator, which the adapter cannot tell from it."""
    from banditore.adapters.twilio import Twilio

    account, token = config.get("TWILIO_ACCOUNT_SID"), config.get("TWILIO_AUTH_TOKEN")
    api, content = config.get("TWILIO_API_URL"), config.get("TWILIO_CONTENT_URL")
    if service.provider == "simulator":
        account, token = SIMULATOR_ACCOUNT, SIMULATOR_TOKEN
        api = content = config.get("BANDITORE_SIMULATOR_URL")
    return Twilio(
        account,
        token,
        service,
        api=api,
        content=content,
        now=bootstrap.clock().now,
        authorities=config.get("SSL_CERT_FILE"),
    )


def _meta(service: Service, config: Settings) -> Provider:
    """Meta's Cloud API, with what it pushed to our inbox."""
    from banditore.adapters.meta import Account, Meta
    from banditore.wire.line import Lines

    account = Account(
        url=config.get("META_API_URL"),
        version=config.get("META_API_VERSION"),
        number_id=config.get("META_PHONE_NUMBER_ID"),
        waba_id=config.get("META_WABA_ID"),
        token=config.get("META_ACCESS_TOKEN"),
    )
    return Meta(
        account,
        inbox(config),
        timeout=service.sending.call_timeout.total_seconds(),
        now=bootstrap.clock().now,
        lines=Lines(config.get("SSL_CERT_FILE")),
    )


def inbox(config: Settings) -> Inbox | None:
    """Where the webhooks of a provider wait that only pushes; None: nowhere."""
    from banditore.adapters.age_vault import AgeVault
    from banditore.adapters.inbox_relay import RelayInbox
    from banditore.adapters.inbox_sqs import SqsInbox
    from banditore.wire.line import Lines

    relay, queue = config.get("RELAY_URL"), config.get("SQS_QUEUE_URL")
    if relay and queue:
        raise SettingsError(
            "RELAY_URL and SQS_QUEUE_URL are both set", "unset the one that Meta does not bring to"
        )
    if queue:
        key, secret = config.get("AWS_ACCESS_KEY_ID"), config.get("AWS_SECRET_ACCESS_KEY")
        return SqsInbox.at(queue, key, secret)
    if not relay:
        return None
    config.require(["RELAY_TOKEN", "BANDITORE_IDENTITY"])
    ours = AgeVault.of_identity(config.get("BANDITORE_IDENTITY"))
    lines = Lines(config.get("SSL_CERT_FILE"))
    return RelayInbox(relay, config.get("RELAY_TOKEN"), ours.open, lines)


def inbox_findings(service: Service, config: Settings) -> list[Finding]:
    """Whether the rules, by which the notice is checked, name the inbox that the settings use."""
    from banditore.domain.findings import Place, warning

    names = {"relay": "RELAY_URL", "aws": "SQS_QUEUE_URL"}
    used = [kind for kind, name in names.items() if config.get(name)]
    if service.provider != "meta" or not service.inbox or len(used) != 1:
        return []
    if used == [service.inbox.kind]:
        return []
    facts = {"actual": names[used[0]], "kind": service.inbox.kind}
    return [warning("doctor-inbox-other", Place("policy/service.yaml"), **facts)]


def patient(config: Settings) -> Patient:
    """What `doctor` looks at, by the rules in the work tree."""
    from banditore.bootstrap import keys
    from banditore.services.doctor import Patient

    files = bootstrap.work_tree()
    service = bootstrap.town(files).service
    sample = bootstrap.recipients(files).sample
    ours = [] if sample else ["BANDITORE_IDENTITY", *keys.needs(config)]
    theirs = credentials(service) + _of_the_inbox(service, config)
    ready = not config.missing(theirs)
    return Patient(
        service,
        provider(service, config) if ready else None,
        config.missing(dict.fromkeys([*ours, *theirs])),
        sample,
        bootstrap.clock().now(),
        inbox(config) if ready and service.provider == "meta" else None,
        None if sample or config.missing(ours) else keys.keyrings(files, config),
    )


def _of_the_inbox(service: Service, config: Settings) -> list[str]:
    relay = service.provider == "meta" and config.get("RELAY_URL")
    return ["RELAY_TOKEN", "BANDITORE_IDENTITY"] if relay else []

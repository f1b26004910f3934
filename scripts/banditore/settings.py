"""Everything the environment says, in one table. Secrets never show in a `repr`.

The table is the README's table of settings: a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Variable:
    """One environment variable."""

    name: str
    help: str
    default: str = ""
    secret: bool = False


VARIABLES = (
    Variable("BANDITORE_IDENTITY", "the workflow's age key, which opens the list", secret=True),
    Variable("BANDITORE_KEYRING", "a folder for the keyring; empty: a draft release on GitHub"),
    Variable("TWILIO_ACCOUNT_SID", "Twilio's account, AC…", secret=True),
    Variable("TWILIO_AUTH_TOKEN", "Twilio's token", secret=True),
    Variable("TWILIO_API_URL", "where Twilio's API answers", "https://api.twilio.com"),
    Variable("TWILIO_CONTENT_URL", "where its Content API answers", "https://content.twilio.com"),
    Variable("META_ACCESS_TOKEN", "Meta's token, of a system user", secret=True),
    Variable("META_PHONE_NUMBER_ID", "Meta's id of the town's number"),
    Variable("META_WABA_ID", "the id of its WhatsApp Business Account"),
    Variable("META_API_URL", "where Meta's API answers", "https://graph.facebook.com"),
    Variable("META_API_VERSION", "the version of that API that is spoken", "v25.0"),
    Variable("BANDITORE_SIMULATOR_URL", "where the simulator answers", "http://127.0.0.1:8026"),
    Variable("META_APP_SECRET", "relay: the app's secret, by which Meta signs", secret=True),
    Variable("META_VERIFY_TOKEN", "relay: the word that its set-up at Meta repeats", secret=True),
    Variable("RELAY_TOKEN", "relay, and who fetches from it: the word between them", secret=True),
    Variable("RELAY_RECIPIENTS", "relay: what it seals to; default: policy/recipients.txt"),
    Variable("RELAY_DATABASE", "relay: the file that keeps what waits", "relay.db"),
    Variable("RELAY_PROXIES", "relay: how many proxies stand in front of it", "1"),
    Variable("RELAY_URL", "where the town's relay answers"),
    Variable("SQS_QUEUE_URL", "instead of a relay: AWS's queue of Meta's webhooks"),
    Variable("AWS_ACCESS_KEY_ID", "who may empty that queue", secret=True),
    Variable("AWS_SECRET_ACCESS_KEY", "its secret", secret=True),
    Variable(
        "GITHUB_TOKEN", "pushes to the origin, keeps the keyring; Actions' own token", secret=True
    ),
    Variable("GITHUB_REPOSITORY", "whose draft release holds the keyring, owner/name"),
    Variable("GITHUB_API_URL", "where GitHub's API answers", "https://api.github.com"),
    Variable("GITHUB_SERVER_URL", "the server that the token is for", "https://github.com"),
    Variable("GITHUB_STEP_SUMMARY", "the file that becomes the run's page"),
    Variable("GITHUB_RUN_ID", "names this run in claims"),
    Variable("GITHUB_RUN_ATTEMPT", "and which attempt it is", "1"),
    Variable("BANDITORE_MAIN", "the branch whose files are sent", "main"),
    Variable("SSL_CERT_FILE", "certificates to trust beside the usual ones, as PEM"),
)


class Settings:
    """The values of `VARIABLES`, read once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._values = {
            variable.name: environment.get(variable.name, "").strip() or variable.default
            for variable in VARIABLES
        }

    def __repr__(self) -> str:
        known = [variable.name for variable in VARIABLES if self._values[variable.name]]
        return f"Settings({', '.join(known)})"

    def get(self, name: str) -> str:
        """A value, or the default; `""` where there is neither."""
        return self._values[name]

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those that have no value."""
        return [name for name in names if not self._values[name]]

    def require(self, names: Iterable[str]) -> None:
        """Raises SettingsError that names every missing one at once."""
        missing = self.missing(names)
        if missing:
            help_of = {variable.name: variable.help for variable in VARIABLES}
            listed = "; ".join(f"{name} ({help_of[name]})" for name in missing)
            raise SettingsError(
                f"missing settings: {listed}",
                "set them in the environment `banditore` of the repository's settings, "
                "or in this shell",
            )

"""What the services ask of the outside world, in our words, and what each may raise."""

from banditore.ports.clock import Clock
from banditore.ports.documents import Documents
from banditore.ports.files import Files, Folder, Streams, Tree
from banditore.ports.inbox import Inbox
from banditore.ports.keys import EpochKeys, KeyringStore, Vault
from banditore.ports.notices import Notices
from banditore.ports.numbers import Numbers
from banditore.ports.printer import Printer
from banditore.ports.provider import (
    Carrier,
    Eraser,
    History,
    Log,
    Mailbox,
    Provider,
    Reports,
    Sender,
    TemplateDesk,
)
from banditore.ports.repository import Repository
from banditore.ports.site import Site, SiteFile, SitePage
from banditore.ports.subscribers import SubscriberStore

__all__ = [
    "Carrier",
    "Clock",
    "Documents",
    "EpochKeys",
    "Eraser",
    "Files",
    "Folder",
    "History",
    "Inbox",
    "KeyringStore",
    "Log",
    "Mailbox",
    "Notices",
    "Numbers",
    "Printer",
    "Provider",
    "Reports",
    "Repository",
    "Sender",
    "Site",
    "SiteFile",
    "SitePage",
    "Streams",
    "SubscriberStore",
    "TemplateDesk",
    "Tree",
    "Vault",
]

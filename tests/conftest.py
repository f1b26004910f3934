"""Which tests are thorough: every property, whatever its file; and how long one case may take."""

from __future__ import annotations

import pytest
from hypothesis import is_hypothesis_test, settings

# A case is true however slow the machine is; what hangs is ended by pytest-timeout.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.thorough)

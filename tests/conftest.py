"""How thorough the property tests are."""

from hypothesis import settings

# For `scripts/test unit`, while one works; `scripts/test` takes Hypothesis' own hundred examples.
settings.register_profile("quick", max_examples=15)

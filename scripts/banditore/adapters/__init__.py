"""The outside world behind our ports. Adapters know neither each other nor the services."""

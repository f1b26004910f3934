"""The jobs of the service: they orchestrate ports and domain, and name no concrete adapter."""

"""Meta's Cloud API as a provider: so far only what its codes mean, for whoever writes the rest."""

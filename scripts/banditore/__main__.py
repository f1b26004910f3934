"""`python -m banditore`."""

from banditore.cli import main

main()

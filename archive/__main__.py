"""`python -m archive` is `archive`."""

from archive.cli.main import main

if __name__ == "__main__":
    main()

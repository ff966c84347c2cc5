"""`python -m archive` is `archive`."""

from archive.cli.start import main

if __name__ == "__main__":
    main()

"""``python -m kg``: the same as the installed command."""

from kg.cli.start import main

if __name__ == "__main__":
    main()

"""`python -m docschema`."""

from docschema.cli import main

if __name__ == "__main__":
    main()

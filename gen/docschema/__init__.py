"""Turns audit-event documentation in many languages into schemas, enums and reference docs."""

__version__ = "0.1.0"  # the one place; the build takes it from here

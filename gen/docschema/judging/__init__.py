"""What becomes of a finding: its severity, suppressions, the baseline."""

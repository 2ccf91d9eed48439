"""What commands print: facts, findings and summaries, for people and for programs."""

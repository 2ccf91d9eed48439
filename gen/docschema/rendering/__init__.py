"""Parts of the render stage: names, quoting for every target, templates, the check of what they made."""

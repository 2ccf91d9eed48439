"""Parts of the scan stage: which files are code, and which ids stand in them."""

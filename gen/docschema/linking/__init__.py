"""Parts of the link stage: families of sources, rows and rules laid beside each other, where they differ."""

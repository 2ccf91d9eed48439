"""What the shapes in a doc mean: ids, places, columns, the subject of a table, kinds, sentences."""

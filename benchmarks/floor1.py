"""The least that anything could do for a doc: pull `id | text` rows out with one pattern, and print JSON."""

import json
import re
import sys

ROW = re.compile(
    r"\|\s*`?([a-z0-9-]+(?:\.[a-z0-9-]+)+)`?\s*\|\s*(.*?)\s*\||<td>`?([a-z0-9.-]+)`?</td>\s*<td>(.*?)</td>"
)

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
found = [{"id": one or two, "description": first or second} for one, first, two, second in ROW.findall(text)]
print(json.dumps(found, ensure_ascii=False))

"""What docs are made of, in pieces: for tests that join them at random, and for the dictionary of the fuzzers."""

from __future__ import annotations

MARKS = [
    *"|<>{}`:-#*_[]().,!\\&\"'=/ \t\n\r\0é\u00a0\u3002",
    "\r\n", "\n\n", "\n| ", " |\n", "|---|---|\n", "\n> ", "\n- ", "\n1. ", "\n# ", "\n## ", "\n---\n", "```", "~~~",
    "</", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<thead>", "<tbody>", "<caption>",
    "<br>", "</br>", '<td colspan="2">', '<td rowspan="3">', "<details>", "<code>", "<i>", "</i>", "<!--", "-->",
    "{: ", "{: #a}", '{: caption="Management events"}', '{: tab-title="x"}', "{:note: .note}", "{#id}",
    "{{site.data.keyword.x}}", "ferry.boat.moor", "`ferry.boat.cast`", "ferry.boat,sink", "<id>.boat.row", "ferry.",
    ".boat", "requestData.pier", "ferry.example.com", "a.json", "1.2.3", "aq-north", "`aq-south`",
    "Brackwater (aq-north)", "Yes", "[No]{: tag-red}", "✓", "Action", "Description", "Field", "Type", "Location",
    "Old event name", "New event name", "Severity", "Role", "Region", "Events",
    " are available in the region where they are generated", " show in ", " except ", "An event ", ", when ",
    "Ereignisse", "イベント", "管理イベント", "## action (string)", "\n## x\n", "deprecated", "/n", "\\n", "the the",
]  # fmt: skip
WHOLE = [
    "\n| Action | Description |\n|---|---|\n| `ferry.boat.moor` | A boat. |\n| x | y | z |\n",
    "\nAction | Description\n--- | ---\nferry.boat.moor | A boat.\n",
    "<table><tr><th>Action</th><th>Text</th></tr><tr><td>ferry.boat.moor</td><td>Boat</td></tr><tr><td>x</td></table>",
    "\n| Location | Available |\n|---|---|\n| Brackwater (`aq-north`) | Yes |\n",
    "\n| Region | Region |\n|---|---|\n| `aq-north` | `aq-south` |\n| `aq-south` | `aq-south` |\n",
    "\n| Field | Type | Values |\n|---|---|---|\n| `requestData.pier` | String | `a`, `b` |\n",
    "\n| Old event | New event |\n|---|---|\n| `boats.boat.stop` | `ferry.boat.moor` |\n",
    "\nEvents for `aq-north` show in `aq-south`. All events are stored in **Brackwater** region.\n",
]

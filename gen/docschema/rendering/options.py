"""What the configuration says about output, in the words of the render stage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from docschema.rendering.json_schema import Shape
from docschema.rendering.namelock import Lock


class RenderOptions(Struct, frozen=True):
    """What the configuration says about output."""

    language: str | None = None  # of descriptions in schemas and code; None: each service's source language
    unknown_actions: Literal["reject", "accept"] = "reject"
    action_property: str = "action"
    region_property: str = "region"
    event_region_property: str = "eventRegion"
    base_url: str = "https://docschema.example/schemas"
    version: str = "1"
    keywords: Mapping[str, str] = field(default_factory=dict)  # what {{site.data.keyword.NAME}} stands for
    titles: Mapping[str, str] = field(default_factory=dict)  # service -> what it is called in generated docs
    targets: tuple[str, ...] = ()  # names of templates; () means all
    template_folders: tuple[Path, ...] = ()  # the user's, later ones first
    lock: Lock = field(default_factory=Lock)  # names given by earlier builds
    drop_actions: tuple[str, ...] = ()  # patterns of ids that left the docs, and whose names leave the code as well
    parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # template -> parameter -> value
    command: str = "docschema build"  # what repairs the output
    root: str = ""  # the folder that shown paths are relative to, "/" as separator

    @property
    def shape(self) -> Shape:
        """What schemas need of it."""
        is_open = self.unknown_actions == "accept"
        return Shape(self.action_property, self.region_property, self.event_region_property, is_open)

    def schema_ids(self, folder: str) -> dict[str, str]:
        """The `$id`s of the schemas in a folder."""
        base = f"{self.base_url.rstrip('/')}/{self.version}/{folder.replace('%', '%25')}"
        return {kind: f"{base}/{kind}.schema.json" for kind in ("actions", "event")}

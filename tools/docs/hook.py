"""What MkDocs does besides turning pages into HTML.

Reference pages are written from the code whenever the site is built, so that they cannot fall
behind it. Pages of a folder that the navigation does not name take the place of `FOLDER/` there.
Pages with `lang: ar` are set from right to left, with the theme's own words in Arabic.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tools.docs.reference import pages  # noqa: E402

_OWN = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
_LINK = re.compile(r"(\]\()docs/")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of folders into the navigation."""
    folder = Path(config.docs_dir)
    named = set(_names(config.nav))
    config.nav = _filled(config.nav, folder, named)
    return config


def _names(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    values = nav.values() if isinstance(nav, dict) else nav
    return [name for value in values for name in _names(value)]


def _filled(nav: Any, folder: Path, named: set[str]) -> Any:
    """`nav` with each `FOLDER/` replaced by the pages there that are not named."""
    if isinstance(nav, dict):
        return {title: _filled(value, folder, named) for title, value in nav.items()}
    filled: list[Any] = []
    for item in nav if isinstance(nav, list) else ():
        if isinstance(item, str) and item.endswith("/"):
            found = sorted(
                path.relative_to(folder).as_posix() for path in folder.glob(f"{item}*.md")
            )
            filled += [name for name in found if name not in named]
        else:
            filled.append(_filled(item, folder, named))
    return filled if isinstance(nav, list) else nav


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are written from the code, and those of the project's root."""
    for name, text in pages().items():
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    for source, name in _OWN.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=_LINK.sub(r"\1", text)))
    return files


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Set the theme to the language of the page that is drawn next."""
    language = page.meta.get("lang", "en")
    config.theme["language"] = language
    config.theme["direction"] = "rtl" if language == "ar" else "ltr"
    return context

"""The pages that are written from the code."""

from __future__ import annotations

from tools.docs import command_line, data_files, error_tree, http_api, json_forms, python_interface

from riwaya.cli.app import app


def pages() -> dict[str, str]:
    """Markdown by the name of the page under `reference/`, without `.md`."""
    return {
        "command-line": command_line.page(app),
        "http-api": http_api.page(http_api.specification()),
        **json_forms.pages(),
        "data-files": data_files.page(),
        "errors": error_tree.page(),
        "python": python_interface.page(),
    }

"""The API as its own description says it is, asked by schemathesis over HTTP of a real service."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from http_service import serving

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = os.environ.get("ACCORD_API_EXAMPLES", "8")
"""Requests that schemathesis makes up for each operation."""
SCHEMATHESIS = (sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance"
SERIALIZERS = """
import schemathesis

@schemathesis.serializer("application/sparql-query")
def sparql_query(ctx, value):
    return str(value).encode()
"""


def test_no_made_up_request_breaks_the_service_and_answers_are_as_described(store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "serializers.py").write_text(SERIALIZERS, encoding="utf-8")
    with serving(store_path, tmp_path, token=None) as service:
        asked = subprocess.run(
            [*SCHEMATHESIS, "run", f"{service.address}/openapi.json", "--max-examples", EXAMPLES, "--checks", CHECKS],
            cwd=tmp_path,
            env=os.environ | {"SCHEMATHESIS_HOOKS": "serializers", "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert asked.returncode == 0, asked.stdout[-4000:] + asked.stderr[-2000:]
    assert " passed" in asked.stdout


def test_a_thing_s_address_on_the_server_answers_and_again_with_304(store_path: Path, tmp_path: Path) -> None:
    with serving(store_path, tmp_path, token=None) as service:
        address = f"{service.address}/"
        first = urllib.request.urlopen(f"{address}id/state/ERI?format=turtle", timeout=30)
        assert b"Algiers Agreement" in first.read()
        again = urllib.request.Request(
            f"{address}id/state/ERI?format=turtle", headers={"If-None-Match": first.headers["ETag"]}
        )
        with pytest.raises(urllib.error.HTTPError) as unchanged:
            urllib.request.urlopen(again, timeout=30)
        unchanged.value.close()
        assert unchanged.value.code == 304

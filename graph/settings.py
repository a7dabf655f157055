"""Where the store lies, what its IRIs begin with, who judges: option over environment over TOML file over default."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from accord.graph.errors import InputError
from accord.graph.identifiers import DEFAULT_BASE
from accord.graph.remote.address import store_place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.graph.remote.address import StorePlace


def store_place(
    option: str | Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    config: Path | None = None,
) -> StorePlace:
    """Where the store lies: ``option``, else ACCORD_STORE, else ``store`` of the TOML file, else the data folder.

    ``environment`` is the process's when None, ``config`` the user's file. A relative path in the TOML file counts
    from that file. InputError when the file isn't TOML, the setting no text, or the address none.
    """
    if option is not None:
        return store_place_of(option)
    if value := _environment(environment).get("ACCORD_STORE"):
        return store_place_of(value)
    file = config or config_file()
    if (value := _setting(file, "store")) is not None:
        place = store_place_of(value)
        return file.parent / place if isinstance(place, Path) else place
    return default_store()


def local_store(place: StorePlace, what: str) -> Path:
    """The folder of a store of this machine; InputError for one on a server, which ``what`` can't use."""
    if isinstance(place, Path):
        return place
    raise InputError(f"{place}: {what} needs a store's folder on this machine; name it with --store")


def base_iri(
    option: str | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    config: Path | None = None,
) -> str:
    """What a new store's IRIs begin with: ``option``, else ACCORD_BASE, else ``base`` of the TOML file, else w3id.org.

    InputError when the TOML file can't be read.
    """
    return (
        option
        or _environment(environment).get("ACCORD_BASE")
        or _setting(config or config_file(), "base")
        or DEFAULT_BASE
    )


def judge_name(
    option: str | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    config: Path | None = None,
) -> str:
    """Who judges: ``option``, else ACCORD_BY, else ``by`` of the TOML file; InputError when none of them says it."""
    file = config or config_file()
    name = option or _environment(environment).get("ACCORD_BY") or _setting(file, "by") or ""
    if not name.strip():
        raise InputError(f"a judgement needs the name of who judges: give --by NAME, ACCORD_BY, or by in {file}")
    return name.strip()


def neo4j_uri(config: Path | None = None) -> str | None:
    """The Neo4j that the user's TOML file names as ``neo4j``; InputError when the file can't be read."""
    return _setting(config or config_file(), "neo4j")


def config_file() -> Path:
    """The user's TOML file, whether or not it is there."""
    from platformdirs import user_config_path

    return user_config_path("accord", appauthor=False) / "config.toml"


def default_store() -> Path:
    """The store's folder under the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("accord", appauthor=False) / "store"


def _environment(given: Mapping[str, str] | None) -> Mapping[str, str]:
    return os.environ if given is None else given


def _setting(file: Path, key: str) -> str | None:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file}: can't be read as TOML ({error}); correct or remove it") from error
    value = told.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{file}: {key} must be text in quotes, not {value!r}")
    return value

"""Every error that accord raises on purpose, in one tree.

- AccordError: the root; its message names the input, the place in it and what to do. Exit code 1.

  - InputError: something given to accord can't be used.

    - UnreadableSource: a file, page or stream that can't become an article.

      - MissingSource: nothing is there.
      - EmptySource: no text is left after cleaning.
      - BinarySource: bytes that are no text (PDF, image, archive, ...).
      - OversizedSource: more bytes, or deeper nesting, than is safe to parse.
      - UnsupportedLanguage: text in another language than English.

    - InvalidDate: a date that isn't ISO 8601 / EDTF level 1.
    - InvalidFacts: a facts document that breaks the contract (DESIGN section 6).
    - UnknownThing: a name, code or IRI that the graph doesn't hold.
    - QueryError: a query that doesn't parse or may not run.

  - StoreError: the store can't be used.

    - StoreInUse: another process writes to it. Exit code 4.
    - StoreDamaged: what is there isn't a store of this version.

  - Neo4jError: the Neo4j server can't be reached, started or written.
  - ModelMissing: the language model isn't installed.
  - PartlyDone: some inputs were refused; the others are done. Exit code 3.
"""

from __future__ import annotations

from typing import ClassVar


class AccordError(Exception):
    """Root of accord's errors; ``exit_code`` is what a command returns for it."""

    exit_code: ClassVar[int] = 1


class InputError(AccordError):
    """Something given to accord can't be used."""


class UnreadableSource(InputError):
    """A file, page or stream that can't become an article."""


class MissingSource(UnreadableSource):
    """Nothing is at the place named."""


class EmptySource(UnreadableSource):
    """No text is left after cleaning."""


class BinarySource(UnreadableSource):
    """Bytes that are no text."""


class OversizedSource(UnreadableSource):
    """More bytes, or deeper nesting, than is safe to parse."""


class UnsupportedLanguage(UnreadableSource):
    """Text in another language than English."""


class InvalidDate(InputError):
    """A date that isn't ISO 8601 / EDTF level 1."""


class InvalidFacts(InputError):
    """A facts document that breaks the contract."""


class UnknownThing(InputError):
    """A name, code or IRI that the graph doesn't hold."""


class QueryError(InputError):
    """A query that doesn't parse or may not run."""


class StoreError(AccordError):
    """The store can't be used."""


class StoreInUse(StoreError):
    """Another process writes to the store."""

    exit_code = 4


class StoreDamaged(StoreError):
    """What is at the store's place isn't a store of this version."""


class Neo4jError(AccordError):
    """The Neo4j server can't be reached, started or written."""


class ModelMissing(AccordError):
    """The language model isn't installed."""


class PartlyDone(AccordError):
    """Some inputs were refused; the others are done."""

    exit_code = 3

"""Corpora of small articles, and an extractor that a user might have installed."""

from __future__ import annotations

from corpora import accord, articles, installed

__all__ = ["accord", "articles", "installed"]

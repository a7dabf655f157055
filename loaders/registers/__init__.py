"""Registers of agreements, such as the UN Treaty Collection's tables, as articles with facts like any other.

May import: accord.graph, accord.loaders.
"""

"""Cypher with no server: an engine in the process that speaks Bolt on loopback, holding a copy of the graph.

May import: accord.graph.
"""

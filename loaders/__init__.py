"""How it comes in: bytes to documents (reading), documents to facts (extraction), and the commands that load.

May import: accord.graph and accord.ontology, never a database driver.
"""

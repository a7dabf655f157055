"""How good extraction is: facts compared with annotated articles, per task, per article and per error.

May import: accord.graph, accord.loaders.
"""

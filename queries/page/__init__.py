"""The web page: shipped files, served as they are. Sources in ``source``, built by ``npm run build`` into ``built``.

May import: accord.queries, accord.queries.api, accord.queries.service, accord.graph.
"""

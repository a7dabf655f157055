"""The graph on HTTP: a front that speaks HTTP, and processes that answer and can be killed.

The front never opens the store. Before it listens it forks a nursery; the nursery forks one process per generation of
the store, which loads a snapshot into memory and forks the workers that answer, all with the same unchanging copy.

The seam for other parts (page, dereferencing, catalogue): a *plug-in* is a module with

- ``routes() -> tuple[Route, ...]``: see ``exchange.Route``. A route's function is pure, runs inside a worker, and is
  called with ``(dataset, request)``: ``exchange.Dataset`` has ``store`` (an ``accord.graph.store.Store`` to read),
  ``database`` (its pyoxigraph store), ``generation`` and ``prepared``; ``exchange.Request`` has method, path,
  parameters of the path, query string, headers and body. It returns an ``exchange.Answer``: status, media type,
  headers, and bytes, or an iterator of bytes, or a function that writes. Compression, ETag and 304 by generation,
  HEAD, CORS and security headers are added for it. ``exchange.Problem`` raised becomes problem+json, like AccordErrors.
- optionally ``prepare(dataset) -> object``: run once for each generation before its workers are forked, so that they
  share what it returns, ``dataset.prepared[name of the module]``: a search index, a table.

A route with ``static=True`` runs in the front instead (shipped files): its function gets ``None`` for the dataset, must
return at once, and its Answer carries its own Content-Security-Policy, ETag and Cache-Control, and is 304 by itself.
The path of a request is decoded and has no slash at its end. The plug-ins are listed in ``routes.PLUGINS`` and are
imported when the service starts, so that ``accord --help`` stays fast.

May import: accord.graph, accord.ontology and the rest of accord.queries.
"""

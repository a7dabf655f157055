"""SPARQL 1.1 Protocol, from the side of the client: queries and updates over HTTP, errors as accord's.

Source: https://www.w3.org/TR/sparql11-protocol/ . Reading is tried again where a server or the network fails for a
moment, as is an update that may be done twice; others only by who knows whether they were done
(``accord.graph.remote.writing``).
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import httpx

from accord.graph.errors import QueryError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from accord.graph.remote.address import Credentials, StoreAddress

JSON: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"

_NOTHING: Final = "urn:x-accord:nothing"
NO_CHANGE: Final = f"DELETE DATA {{ GRAPH <{_NOTHING}> {{ <{_NOTHING}> <{_NOTHING}> <{_NOTHING}> }} }}"
"""An update that changes nothing: who may send it may write."""

_PAUSES: Final = (0.1, 0.5, 2.0)
"""Seconds before a request that failed for a moment is tried again."""
_PASSING: Final = frozenset((429, 502, 503, 504))
_TIMEOUT: Final = httpx.Timeout(300.0, connect=10.0)
_LONGEST_REASON: Final = 300


class Unsent(StoreError):
    """The server couldn't be reached, or broke off: whether an update was done isn't known."""


class Protocol:
    """One dataset on a server; a context manager. Made by ``Protocol``, ready after ``find``."""

    def __init__(self, address: StoreAddress, credentials: Credentials) -> None:
        """StoreError when a secret would be sent where others can read it."""
        if credentials and not address.is_private:
            raise StoreError(f"{address}: a token or password would be sent in the clear; use https")
        self.address = address
        self.queries = self.updates = address.url
        headers = {"Authorization": f"Bearer {credentials.token}"} if credentials.token else {}
        basic = httpx.BasicAuth(credentials.user, credentials.password) if credentials.user else None
        self._client = httpx.Client(headers=headers, auth=basic, timeout=_TIMEOUT, follow_redirects=False)

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def find(self, reading: bool, updates: str = "") -> None:
        """Find where the dataset takes queries, and unless told or only ``reading``, updates.

        StoreError when nothing there does.
        """
        url = self.address.url
        self.queries = self._first("queries", (url, f"{url}/sparql", f"{url}/query"), self._answers_queries)
        if updates or reading:
            self.updates = updates
            return
        parent = self.queries.rsplit("/", 1)[0]
        places = (url, self.queries, f"{url}/update", f"{parent}/update", f"{url}/statements")
        self.updates = self._first("updates", tuple(dict.fromkeys(places)), self._takes_updates)

    def select(self, query: str, accept: str = JSON) -> bytes:
        """The answer to a query. QueryError when the server refuses it as wrong, StoreError when it can't answer."""
        try:
            return self._patiently(lambda: _good(self._query(query, accept))).content
        except Unsent:
            raise
        except StoreError as error:
            raise StoreError(f"{self.address}: can't be read ({error})") from error

    @contextmanager
    def stream(self, query: str, accept: str = TRIPLES) -> Iterator[Iterator[bytes]]:
        """The answer to a query in pieces, as it comes."""
        request = self._client.build_request("POST", self.queries, data={"query": query}, headers={"Accept": accept})
        response = self._patiently(lambda: self._client.send(request, stream=True))
        try:
            if response.status_code != httpx.codes.OK:
                response.read()
            yield _good(response).iter_bytes()
        except (httpx.HTTPError, _Passing) as error:
            raise self._failed(error) from error
        finally:
            response.close()

    def update(self, request: str) -> None:
        """Send an update once; Unsent when its outcome isn't known, StoreError when it was refused."""
        try:
            _good(self._update(self.updates, request))
        except (httpx.HTTPError, _Passing) as error:
            raise self._failed(error) from error
        except (StoreError, QueryError) as error:
            raise StoreError(f"{self.address}: can't be written ({error})") from error

    def settle(self, request: str) -> None:
        """Send an update that does nothing more when it is sent again; errors as ``update``."""
        try:
            self._patiently(lambda: _good(self._update(self.updates, request)))
        except Unsent:
            raise
        except (StoreError, QueryError) as error:
            raise StoreError(f"{self.address}: can't be written ({error})") from error

    def _patiently(self, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Send a request again where a server or the network fails for a moment; Unsent when they go on failing."""
        for pause in _PAUSES:
            try:
                return send()
            except (httpx.TransportError, _Passing):
                time.sleep(pause)
        try:
            return send()
        except (httpx.HTTPError, _Passing) as error:
            raise self._failed(error) from error

    def _update(self, place: str, request: str) -> httpx.Response:
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        return self._client.post(place, content=request.encode(), headers=headers)

    def _query(self, query: str, accept: str) -> httpx.Response:
        return self._client.post(self.queries, data={"query": query}, headers={"Accept": accept})

    def _first(self, what: str, places: tuple[str, ...], works: Callable[[str], bool]) -> str:
        """The first of the places that works; StoreError with what the first one said."""
        reasons = []
        for place in places:
            try:
                if works(place):
                    return place
                reasons.append("something else answers there")
            except Unsent:
                raise
            except (StoreError, QueryError) as error:
                reasons.append(str(error))
        wanted = next((reason for reason in reasons if "ACCORD_TOKEN" in reason), reasons[0])
        raise StoreError(f"{self.address}: takes no {what} by SPARQL ({wanted})")

    def _answers_queries(self, place: str) -> bool:
        asked = {"query": "ASK {}"}
        response = self._patiently(lambda: _good(self._client.post(place, data=asked, headers={"Accept": JSON})))
        try:
            return response.json().get("boolean") is True
        except ValueError:
            return False

    def _takes_updates(self, place: str) -> bool:
        self._patiently(lambda: _good(self._update(place, NO_CHANGE)))
        return True

    def _failed(self, error: Exception) -> Unsent:
        return Unsent(f"{self.address}: can't be reached ({str(error) or type(error).__name__})")


class _Passing(Exception):
    """The server is busy; the words are its own."""


def _good(response: httpx.Response) -> httpx.Response:
    """The response, unless it tells of a failure."""
    code = response.status_code
    if code in (200, 201, 204):
        return response
    told = f"{code} {_reason(response)}"
    if code in _PASSING:
        raise _Passing(told)
    if code in (401, 403):
        raise StoreError(f"{told}; set ACCORD_TOKEN, or ACCORD_STORE_USER and ACCORD_STORE_PASSWORD")
    if code == httpx.codes.BAD_REQUEST:
        raise QueryError(told.removeprefix("400 "))
    raise StoreError(told)


def _reason(response: httpx.Response) -> str:
    """The first line of what the server says."""
    if response.is_stream_consumed or response.is_closed:
        kind = response.headers.get("content-type", "")
        lines = [line.strip() for line in response.text.splitlines() if line.strip()] if "html" not in kind else []
        if "json" in kind:
            try:
                detail = response.json().get("detail")
            except (ValueError, AttributeError):
                detail = None
            lines = [str(detail)] if detail else lines
        if lines:
            return lines[0][:_LONGEST_REASON]
    return response.reason_phrase

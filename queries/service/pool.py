"""Who runs when: as many long requests at once as there are processors, and one place kept free for short ones.

Nobody knows beforehand whether a query is short. So a request that finds all places taken by others that run for some
time already is tried in the reserved one for a moment; if it doesn't end in that, it is killed, and started again when
a place for long ones is free. Requests change nothing, so that starting again is safe until the first byte has gone to
the client.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from accord.graph.errors import StoreError
from accord.queries.service.exchange import Problem
from accord.queries.service.link import Link, Reply

if TYPE_CHECKING:
    from accord.queries.service.forking import Generation
    from accord.queries.service.options import Options

_SHORT: Final = 0.05
"""Seconds after which a request that runs counts as long; it then gives way to others on the processor."""
_TRIALS: Final = (0.03, 0.3)
"""Seconds of processor time that a request gets in the reserved place at its first and second try."""
_LONGEST_TRIAL: Final = 10
"""How many times that it may take by the clock, where the processors are busy with others."""
_GIVING_WAY: Final = 10
_BUSY: Final = "all places are taken by long queries; try again later"
_SPARE: Final = 2
"""Workers forked beforehand, to stand in at once for one that was killed."""
_HOLD: Final = 1 << 20
"""Bytes of an answer that a request on trial may produce."""


class Job:
    """One request on its way."""

    def __init__(self, content: bytes, deadline: float) -> None:
        self.content = content
        self.deadline = deadline
        self.level = 0
        self.crashes = 0
        self.reply = Reply()
        self.ready: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.link: Link | None = None
        self.reserved = False
        self.started = 0.0
        self.looks = 0
        self.timer: asyncio.TimerHandle | None = None
        self.trial: asyncio.TimerHandle | None = None

    def announce(self) -> None:
        """The head of the answer is there, and it is final that this try gives the answer."""
        if not self.ready.done():
            self.ready.set_result(self.reply)

    def fail(self, problem: Problem) -> None:
        """There will be no answer, or no whole one."""
        if self.ready.done():
            self.reply.break_off(problem.detail)
        else:
            self.ready.set_exception(problem)


class Pool:
    """The workers of the current generation, and of earlier ones while they still answer."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._queues: tuple[deque[Job], ...] = (deque(), deque(), deque())
        self._idle: list[Link] = []
        self._links: set[Link] = set()
        self._jobs: dict[Link, Job] = {}
        self._general = 0
        self._reserved = 0
        self._forking = 0
        self._looking: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._old: dict[int, Generation] = {}
        self.generation: Generation | None = None
        self.counts = {"killed": 0, "crashed": 0, "forked": 0, "retried": 0}

    async def publish(self, made: Generation) -> None:
        """Answer from a new generation; requests that run already end on theirs."""
        links = [await made.fork(self._ended) for _ in range(self._options.workers + 1 + _SPARE)]
        self.counts["forked"] += len(links)
        before, self.generation = self.generation, made
        for link in self._idle:
            self._drop(link)
        self._idle = [link for link in links if not link.dead]
        self._links |= set(self._idle)
        if before:
            self._old[before.number] = before
            self._let_go()
        self._refill()
        self._dispatch()

    def submit(self, content: bytes) -> Job:
        """Begin a request; its ``ready`` gives the reply, or the Problem that it met."""
        loop = asyncio.get_running_loop()
        job = Job(content, loop.time() + self._options.timeout)
        job.timer = loop.call_at(job.deadline, self._time_out, job)
        self._queues[0].append(job)
        self._dispatch()
        return job

    def cancel(self, job: Job) -> None:
        """Nobody waits for the answer any more: free its place."""
        if job.timer:
            job.timer.cancel()
        for queue in self._queues:
            with suppress(ValueError):
                queue.remove(job)
        self._stop(job)

    def close(self) -> None:
        """End all workers."""
        for link in list(self._links):
            link.kill()
        for generation in (*self._old.values(), *([self.generation] if self.generation else [])):
            generation.close()

    @property
    def load(self) -> dict[str, int]:
        """How many requests run and wait, and how many workers there are."""
        waiting = sum(map(len, self._queues))
        return {"running": len(self._jobs), "waiting": waiting, "workers": len(self._links)}

    def _dispatch(self) -> None:
        while self._idle:
            if self._general < self._options.workers and (job := self._next(3)):
                self._begin(job, reserved=False)
            elif self._reserved < 1 and any(self._queues[:2]) and self._all_long():
                if job := self._next(2):
                    self._begin(job, reserved=True)
            else:
                break
        if any(self._queues[:2]) and self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(_SHORT, self._look_again)

    def _look_again(self) -> None:
        """Let those that run long give way, and those that wait for them try the reserved place."""
        self._looking = None
        self._dispatch()

    def _all_long(self) -> bool:
        """Whether all that run in the places for anything run for some time already."""
        before = asyncio.get_running_loop().time() - _SHORT
        found = [job for job in self._jobs.values() if not job.reserved]
        for job in found:
            if job.started <= before and job.link:
                job.link.give_way(_GIVING_WAY)
        return all(job.started <= before for job in found)

    def _next(self, levels: int) -> Job | None:
        return next((queue.popleft() for queue in self._queues[:levels] if queue), None)

    def _begin(self, job: Job, reserved: bool) -> None:
        link = self._idle.pop()
        job.link, job.reserved = link, reserved
        job.reply = Reply()
        self._jobs[link] = job
        self._general += not reserved
        self._reserved += reserved
        job.started = asyncio.get_running_loop().time()
        if reserved:
            job.looks = 0
            job.trial = asyncio.get_running_loop().call_later(_TRIALS[job.level], self._look_at, job)
        link.ask(job.content, job.reply, lambda: self._has_head(job), lambda: self._done(job))

    def _has_head(self, job: Job) -> None:
        if not job.reserved:
            job.announce()

    def _done(self, job: Job) -> None:
        """The worker has sent all."""
        link = self._leave(job)
        if job.timer:
            job.timer.cancel()
        job.announce()
        if link and not link.dead:
            if self.generation and link.generation == self.generation.number and link.is_brisk():
                self._idle.append(link)
            else:
                self._drop(link)
                self._refill()
        self._dispatch()

    def _look_at(self, job: Job) -> None:
        """Whether a request on trial has had its time."""
        job.looks += 1
        allowed = _TRIALS[job.level]
        if job.link and job.looks < _LONGEST_TRIAL and job.link.processor_time() - job.link.before < allowed:
            job.trial = asyncio.get_running_loop().call_later(allowed, self._look_at, job)
        else:
            self._try_later(job)

    def _try_later(self, job: Job) -> None:
        self.counts["retried"] += 1
        self._stop(job)
        job.level += 1
        self._queues[job.level].append(job)
        self._dispatch()

    def _time_out(self, job: Job) -> None:
        waited = job.link is None
        self.cancel(job)
        if waited:
            job.fail(Problem(503, _BUSY, headers=(("Retry-After", "5"),)))
        else:
            seconds = self._options.timeout
            job.fail(Problem(503, f"the answer took longer than {seconds:g} s; ask for less, or raise --timeout"))

    def _stop(self, job: Job) -> None:
        """Kill the worker that runs a job."""
        if link := self._leave(job):
            self.counts["killed"] += 1
            self._links.discard(link)
            link.kill()
            self._refill()

    def _leave(self, job: Job) -> Link | None:
        link, job.link = job.link, None
        if job.trial:
            job.trial.cancel()
            job.trial = None
        if link is None:
            return None
        del self._jobs[link]
        self._general -= not job.reserved
        self._reserved -= job.reserved
        return link

    def _ended(self, link: Link) -> None:
        """A worker's process ended, killed by us or not."""
        self._links.discard(link)
        if link in self._idle:
            self._idle.remove(link)
        job = self._jobs.get(link)
        if job is not None:
            self._crashed(job)
        self._let_go()
        self._refill()

    def _crashed(self, job: Job) -> None:
        self.counts["crashed"] += 1
        self._leave(job)
        job.crashes += 1
        if job.ready.done() or job.crashes > 1:
            if job.timer:
                job.timer.cancel()
            job.fail(Problem(503, "evaluating this ended its process: it needs too much memory, or nests too deeply"))
            return
        job.level = 2
        self._queues[2].append(job)

    def _drop(self, link: Link) -> None:
        self._links.discard(link)
        link.close()

    def _let_go(self) -> None:
        """End the generations that nobody asks any more."""
        asked = {link.generation for link in self._links}
        for number in [number for number in self._old if number not in asked]:
            self._old.pop(number).close()

    def _refill(self) -> None:
        current = self.generation
        if current is None:
            return
        have = sum(1 for link in self._links if link.generation == current.number)
        for _ in range(self._options.workers + 1 + _SPARE - have - self._forking):
            self._forking += 1
            task = asyncio.get_running_loop().create_task(self._fork(current))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _fork(self, generation: Generation) -> None:
        try:
            link = await generation.fork(self._ended)
        except StoreError:
            return
        finally:
            self._forking -= 1
        self.counts["forked"] += 1
        if generation is not self.generation:
            link.close()
            return
        self._links.add(link)
        self._idle.append(link)
        self._dispatch()

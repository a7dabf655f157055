"""What every process of the service knows since before it was forked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.queries.service.board import Board
    from accord.queries.service.options import Options
    from accord.queries.service.routes import RouteTable


@dataclass(frozen=True, slots=True)
class Common:
    """What the service was started with, its routes, and the memory that the front shares with lanes."""

    options: Options
    table: RouteTable
    board: Board

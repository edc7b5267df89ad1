"""Run a coroutine in an open house: what most commands do."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from twin.assembly import House

Result = TypeVar("Result")


def in_open_house(work: "Callable[[House], Awaitable[Result]]") -> Result:
    """Open the house by the settings, do the work, close it; give the result."""
    from twin.assembly import open_house
    from twin.settings import load_settings

    async def run() -> Result:
        async with open_house(load_settings()) as house:
            return await work(house)

    return asyncio.run(run())

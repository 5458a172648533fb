"""``python -m sandbox --port N``: the sandbox by itself, for any bot that speaks the Bot API."""

import argparse
import asyncio
import signal
import sys

from sandbox.cast import DEMO, Cast
from sandbox.sandbox import TOKEN, Sandbox

DEFAULT_PORT = 8081


async def serve(cast: Cast, token: str, port: int) -> None:
    """Serve until interrupted."""
    sandbox = Sandbox(cast, token)
    await sandbox.start(port)
    sys.stdout.write(f"The Bot API: {sandbox.base_url}/bot{token}/\n")
    sys.stdout.write(f"The page:    {sandbox.base_url}/\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, ended.set)
    try:
        await ended.wait()
    finally:
        await sandbox.stop()


def main(cast: Cast = DEMO) -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN, help="the token that the bot must use")
    chosen = parser.parse_args()
    asyncio.run(serve(cast, chosen.token, chosen.port))


if __name__ == "__main__":
    main()

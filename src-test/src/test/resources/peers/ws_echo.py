"""Connects to each WebSocket address that it reads, sends every message back, and prints "ended" when the server is done.
Trusts the certificates in the file that is its argument."""

import asyncio
import ssl
import sys

import websockets


async def echo(url):
    more = {"ssl": ssl.create_default_context(cafile=sys.argv[1])} if url.startswith("wss:") else {}
    try:
        async with websockets.connect(url, max_size=None, ping_interval=None, compression=None, **more) as socket:
            async for message in socket:
                await socket.send(message)
    except websockets.ConnectionClosed:
        pass


for line in sys.stdin:
    asyncio.run(echo(line.strip()))
    print("ended", flush=True)

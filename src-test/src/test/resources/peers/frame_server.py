"""An asyncio server of frames. Frames of some types are answered badly on purpose. Ends with its input."""

import asyncio
import struct
import sys

import frames

LENGTH = struct.Struct(">I")


async def read(reader, length):
    if not length:
        return (await reader.readuntil(b"\n"))[:-1]
    (size,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
    return await reader.readexactly(size)


def answer(data):
    try:
        kind, payload = frames.decode(data)
    except frames.NotAFrame as error:
        return frames.encode("error", {"code": "bad_checksum", "message": str(error)})
    if kind == "wrong":
        return frames.encode(kind, payload, "0" * 32)
    if kind == "noise":
        return b"this is no JSON"
    return frames.encode(*frames.answer(kind, payload))


async def serve(reader, writer):
    length = sys.argv[1] == "length"
    try:
        while True:
            reply = answer(await read(reader, length))
            writer.write(LENGTH.pack(len(reply)) + reply if length else reply + b"\n")
            await writer.drain()
    except asyncio.IncompleteReadError:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=4 << 20)
    async with server:
        print("port", server.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())

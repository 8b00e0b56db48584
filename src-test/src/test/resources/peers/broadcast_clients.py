"""Several asyncio clients of a broadcast server: everybody must hear everybody, behind the sender's address."""

import asyncio
import sys

port, connections = int(sys.argv[1]), int(sys.argv[2])


async def main():
    streams = [await asyncio.open_connection("127.0.0.1", port) for _ in range(connections)]
    print("connected", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    expected = set()
    for number, (_, writer) in enumerate(streams):
        text = "hello from %d" % number
        expected.add("127.0.0.1:%d: %s\n" % (writer.get_extra_info("sockname")[1], text))
        writer.write((text + "\n").encode())
        await writer.drain()
    for reader, _ in streams:
        heard = {(await reader.readline()).decode() for _ in range(connections)}
        assert heard == expected, (expected, heard)
    print("heard", connections * connections, flush=True)
    for _, writer in streams:
        writer.close()


asyncio.run(asyncio.wait_for(main(), 20))

"""Echo of lines through several asyncio connections at once."""

import asyncio
import sys

port, connections, count = (int(a) for a in sys.argv[1:4])


async def one(number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    total = 0
    for i in range(count):
        line = b"connection %d message %d %s\n" % (number, i, b"." * (i % 50))
        writer.write(line)
        await writer.drain()
        reply = await reader.readline()
        assert reply == line, (line, reply)
        total += len(line)
    writer.close()
    await writer.wait_closed()
    return total


async def main():
    totals = await asyncio.wait_for(asyncio.gather(*(one(n) for n in range(connections))), 20)
    print("bytes", sum(totals))


asyncio.run(main())

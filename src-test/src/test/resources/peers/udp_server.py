"""An asyncio datagram server with faults. Prints its port; ends with its input.

Arguments: prefix of replies, and any of: lose:N (no reply to every Nth), twice:N (two replies to every Nth),
late:N (the reply to every Nth comes after that to the next one), upper (replies in upper case).
"""

import asyncio
import sys

PREFIX = sys.argv[1].encode()
FAULTS = dict((fault.partition(":")[0], int(fault.partition(":")[2] or 1)) for fault in sys.argv[2:])


class Server(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport
        self.count = 0
        self.held = None

    def hits(self, fault):
        return fault in FAULTS and self.count % FAULTS[fault] == 0

    def datagram_received(self, data, sender):
        self.count += 1
        reply = PREFIX + (data.upper() if "upper" in FAULTS else data)
        if self.hits("lose"):
            return
        if self.hits("late"):
            self.held = reply
            return
        self.transport.sendto(reply, sender)
        if self.hits("twice"):
            self.transport.sendto(reply, sender)
        if self.held is not None:
            self.transport.sendto(self.held, sender)
            self.held = None


async def main():
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
    print("port", transport.get_extra_info("sockname")[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    transport.close()


asyncio.run(main())

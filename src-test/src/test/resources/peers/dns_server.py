"""A name server of dnslib, over UDP and TCP on one free port of 127.0.0.1, which it prints. Each name shows one thing:

web.test: an alias and its address, of both families      four.test: an address of IPv4 only
many.test: more addresses than fit into a datagram        broken.test: SERVFAIL
refused.test: REFUSED                                     silent.test: nothing
poison.test: an address of another name beside its own    anything else: NXDOMAIN
"""

import threading

from dnslib import QTYPE, RCODE, RR, DNSError
from dnslib.server import BaseResolver, DNSHandler, DNSLogger, DNSServer

ZONE = {
    ("web.test.", "A"): "web.test. 60 CNAME real.test.\nreal.test. 30 A 127.0.0.1",
    ("web.test.", "AAAA"): "web.test. 60 CNAME real.test.\nreal.test. 30 AAAA ::1",
    ("four.test.", "A"): "four.test. 5 A 127.0.0.1",
    ("four.test.", "AAAA"): "",
    ("many.test.", "A"): "\n".join("many.test. 5 A 127.0.0.%d" % i for i in range(1, 101)),
    ("many.test.", "AAAA"): "",
    ("poison.test.", "A"): "poison.test. 5 A 127.0.0.1\nother.test. 5 A 127.0.0.66",
    ("poison.test.", "AAAA"): "",
}
CODES = {"broken.test.": RCODE.SERVFAIL, "refused.test.": RCODE.REFUSED}


class Resolver(BaseResolver):
    def resolve(self, request, handler):
        reply = request.reply()
        name, kind = str(request.q.qname), QTYPE[request.q.qtype]
        if name == "silent.test.":
            raise DNSError("silent")
        if (name, kind) in ZONE:
            if ZONE[name, kind]:
                reply.add_answer(*RR.fromZone(ZONE[name, kind]))
        else:
            reply.header.rcode = CODES.get(name, RCODE.NXDOMAIN)
        return reply


DNSHandler.udplen = 512
quiet = DNSLogger(log="-request,-reply,-truncated,-error")
while True:
    stream = DNSServer(Resolver(), port=0, address="127.0.0.1", tcp=True, logger=quiet)
    port = stream.server.server_address[1]
    try:
        datagrams = DNSServer(Resolver(), port=port, address="127.0.0.1", logger=quiet)
        break
    except OSError:
        stream.server.server_close()
stream.start_thread()
datagrams.start_thread()
print(port, flush=True)
threading.Event().wait()

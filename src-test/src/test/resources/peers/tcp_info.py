"""Holds a connection that exchanges lines, and says for each "look" what the system tells of it from here."""

import socket
import struct
import sys

NAMES = (
    "rto ato snd_mss rcv_mss unacked sacked lost retrans fackets last_data_sent last_ack_sent last_data_recv last_ack_recv"
    " pmtu rcv_ssthresh rtt rttvar snd_ssthresh snd_cwnd advmss reordering rcv_rtt rcv_space total_retrans"
).split()

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 20) as sock:
    lines = sock.makefile("rwb")
    for _ in range(20):
        lines.write(b"x" * 1000 + b"\n")
        lines.flush()
        if len(lines.readline()) != 1001:
            sys.exit("no echo")
    print("port", sock.getsockname()[1], flush=True)
    for _ in sys.stdin:
        raw = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)
        info = dict(zip(NAMES, struct.unpack("=24I", raw[8:])))
        print(info["pmtu"], info["total_retrans"], info["rtt"], info["advmss"], flush=True)

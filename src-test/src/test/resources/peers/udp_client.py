"""UDP sockets by name that do what they are told: one command a line, one line of answer each."""

import socket
import sys

LIMIT = 20
sockets = {}


def hex_of(data):
    return data.hex() or "empty"


def bytes_of(text):
    return b"" if text == "empty" else bytes.fromhex(text)


def join(sock, group, interface):
    if ":" in group:
        index = socket.if_nametoindex(interface)
        sock.setsockopt(
            socket.IPPROTO_IPV6,
            socket.IPV6_JOIN_GROUP,
            socket.inet_pton(socket.AF_INET6, group) + index.to_bytes(4, sys.byteorder),
        )
    else:
        sock.setsockopt(
            socket.IPPROTO_IP,
            socket.IP_ADD_MEMBERSHIP,
            socket.inet_aton(group) + socket.inet_aton(interface),
        )


for line in sys.stdin:
    command, name, *args = line.split()
    if command == "open":
        family = socket.AF_INET6 if ":" in args[0] else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_DGRAM)
        sock.settimeout(LIMIT)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sock.bind((args[0], int(args[1])))
        sockets[name] = sock
        print(sock.getsockname()[1])
        continue
    sock = sockets[name]
    if command == "send":
        sock.sendto(bytes_of(args[2]), (args[0], int(args[1])))
        print("sent")
    elif command == "receive":
        data, sender = sock.recvfrom(65536)
        print(hex_of(data), sender[1])
    elif command == "join":
        join(sock, args[0], args[1])
        print("joined")
    elif command == "route":
        sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(args[0]))
        print("routed")
    elif command == "close":
        sock.close()
        print("closed")
    else:
        sys.exit("unknown command " + command)

"""The classic select server: non-blocking sockets, a write queue for each connection, everything in one loop. Echoes what it
reads. Prints its port; `stop` on its input ends it."""

import collections
import select
import socket
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 0))
listener.listen()
listener.setblocking(False)
print("port", listener.getsockname()[1])

inputs, outputs, queues = [listener, sys.stdin], [], {}
rounds = total = 0
running = True


def drop(sock):
    inputs.remove(sock)
    if sock in outputs:
        outputs.remove(sock)
    del queues[sock]
    sock.close()


while running:
    readable, writable, broken = select.select(inputs, outputs, inputs)
    rounds += 1
    for sock in readable:
        if sock is listener:
            connection, _ = sock.accept()
            connection.setblocking(False)
            inputs.append(connection)
            queues[connection] = collections.deque()
        elif sock is sys.stdin:
            sys.stdin.readline()
            running = False
        else:
            try:
                data = sock.recv(4096)
            except ConnectionResetError:
                data = b""
            if data:
                total += len(data)
                queues[sock].append(data)
                if sock not in outputs:
                    outputs.append(sock)
            else:
                drop(sock)
    for sock in writable:
        if sock not in queues:
            continue
        if queues[sock]:
            data = queues[sock].popleft()
            sent = sock.send(data)
            if sent < len(data):
                queues[sock].appendleft(data[sent:])
        else:
            outputs.remove(sock)
    for sock in broken:
        if sock in queues:
            drop(sock)

print("bytes", total)
print("rounds", rounds)

"""A TLS server that sends lines back. Prints its port; for each connection its version, cipher, ALPN, SNI, the client's
certificate, whether its session was resumed, each line, and "end"; or "failed WHY". Ends with its input.

tls_server.py --cert FILE --key FILE [--cafile FILE: clients must have a certificate] [--min V] [--max V] [--ciphers C]
              [--alpn a,b]
"""

import socket
import ssl
import sys
import threading

import tls_talk

args = tls_talk.options()
context = tls_talk.context(args, ssl.PROTOCOL_TLS_SERVER)
names = {}
context.sni_callback = lambda sock, name, _: names.__setitem__(id(sock), name)


def serve(plain):
    try:
        with context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False) as sock:
            sock.settimeout(20)
            sock.do_handshake()
            tls_talk.describe(sock, names.pop(id(sock), None))
            for line in sock.makefile("rb"):
                tls_talk.say("line", line.decode().rstrip("\n"))
                sock.sendall(line)
            sock.unwrap()
            tls_talk.say("end")
    except OSError as failed:
        tls_talk.say("failed", failed)


def accept(server):
    while True:
        threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()


server = socket.create_server(("127.0.0.1", 0))
tls_talk.say("port", server.getsockname()[1])
threading.Thread(target=accept, args=(server,), daemon=True).start()
sys.stdin.read()

"""A TLS client. Prints the connection's version, cipher, ALPN, SNI, the server's certificate, and whether its session was
resumed; or "failed WHY". Sends each line that it reads and prints the answer; "!reconnect" ends the connection and
resumes its session in another, and "!end" and "!resume" do so in two steps. Prints "end" when the server ended as well.

tls_client.py --port N [--cafile FILE: the server must stand up to it] [--sni NAME] [--cert FILE --key FILE] [--min V]
              [--max V] [--ciphers C] [--alpn a,b]
"""

import socket
import ssl
import sys

import tls_talk

args = tls_talk.options("--port", "--sni")
context = tls_talk.context(args, ssl.PROTOCOL_TLS_CLIENT)


def connect(session=None):
    plain = socket.create_connection(("127.0.0.1", int(args.port)), 20)
    sock = context.wrap_socket(plain, server_hostname=args.sni or "127.0.0.1", session=session)
    tls_talk.describe(sock, args.sni)
    return sock


def end(sock):
    sock.unwrap().close()
    tls_talk.say("end")


try:
    sock = connect()
    for line in sys.stdin:
        command = line.strip()
        if command in ("!end", "!reconnect"):
            session = sock.session
            end(sock)
        if command in ("!resume", "!reconnect"):
            sock = connect(session)
        elif command != "!end":
            sock.sendall(line.encode())
            reply = b""
            while not reply.endswith(b"\n"):
                if not (more := sock.recv(65536)):
                    raise ConnectionError("ended in the middle")
                reply += more
            tls_talk.say("line", reply.decode().rstrip("\n"))
    end(sock)
except OSError as failed:
    tls_talk.say("failed", failed)

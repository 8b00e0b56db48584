"""What the WebSocket server and client of the websockets library share.

Commands, a line each: text X, binary HEX, fragments A|B|C, ping X, close CODE REASON.
Printed: headers [[NAME,VALUE],…] of the handshake (with --headers), open PROTOCOL, extensions X, then text X and binary HEX
(without --quiet), ping X, pong X, closed CODE REASON. A dash stands for nothing, text is escaped as in JSON.
"""

import argparse
import asyncio
import json
import ssl
import sys

import websockets


def say(*words):
    print(*words, flush=True)


def escaped(text):
    return json.dumps(text, ensure_ascii=False)[1:-1]


def shown(data):
    return escaped(bytes(data).decode(errors="replace"))


def options(*arguments):
    parser = argparse.ArgumentParser()
    for name in (*arguments, "--cert", "--key", "--cafile", "--protocols"):
        parser.add_argument(name)
    for name in ("--no-compression", "--headers", "--echo", "--quiet"):
        parser.add_argument(name, action="store_true")
    parser.add_argument("--header", action="append", default=[], help="NAME:VALUE")
    return parser.parse_args()


def common(args):
    """The parameters that both sides of the library have."""
    return {
        "compression": None if args.no_compression else "deflate",
        "subprotocols": args.protocols.split(",") if args.protocols else None,
        "extra_headers": [tuple(h.split(":", 1)) for h in args.header],
        "max_size": None,
        "ping_interval": None,
    }


def tls(args, purpose):
    context = ssl.SSLContext(purpose)
    if args.cafile:
        context.load_verify_locations(args.cafile)
        context.verify_mode = ssl.CERT_REQUIRED
    if args.cert:
        context.load_cert_chain(args.cert, args.key)
    return context


class Pinged:
    """Says when it was pinged; the library answers by itself."""

    async def pong(self, data=b""):
        say("ping", shown(data))
        await super().pong(data)


def opened(socket, headers, args):
    if args.headers:
        say("headers", json.dumps(list(headers.raw_items()), separators=(",", ":")))
    say("open", socket.subprotocol or "-")
    say("extensions", ",".join(e.name for e in socket.extensions) or "-")


async def listen(socket, args):
    try:
        async for message in socket:
            if not args.quiet:
                say("text", escaped(message)) if isinstance(message, str) else say("binary", message.hex())
            if args.echo:
                await socket.send(message)
    except websockets.ConnectionClosed:
        pass
    say("closed", socket.close_code, socket.close_reason or "-")


async def obey(current):
    """Does what standard input says with the socket that is current, until it ends."""
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command, _, rest = line.rstrip("\n").partition(" ")
        socket = current()
        if command == "text":
            await socket.send(rest)
        elif command == "binary":
            await socket.send(bytes.fromhex(rest))
        elif command == "fragments":
            await socket.send(rest.split("|"))
        elif command == "ping":
            await (await socket.ping(rest))
            say("pong", escaped(rest))
        elif command == "close":
            code, _, reason = rest.partition(" ")
            await socket.close(int(code or 1000), reason)
        else:
            sys.exit("unknown command " + command)

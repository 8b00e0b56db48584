"""A WebSocket server of the websockets library; prints its port, and what ws_talk.py says. Its commands go to the newest
connection.

ws_server.py [--echo] [--quiet] [--cert FILE --key FILE [--cafile FILE]] [--protocols a,b]
             [--no-compression] [--headers] [--header NAME:VALUE]...
"""

import asyncio
import ssl

import websockets

import ws_talk

args = ws_talk.options()
sockets = []


class Protocol(ws_talk.Pinged, websockets.WebSocketServerProtocol):
    pass


async def serve(socket):
    sockets.append(socket)
    ws_talk.say("path", socket.path)
    ws_talk.opened(socket, socket.request_headers, args)
    await ws_talk.listen(socket, args)


async def main():
    tls = ws_talk.tls(args, ssl.PROTOCOL_TLS_SERVER) if args.cert else None
    async with websockets.serve(serve, "127.0.0.1", 0, create_protocol=Protocol, ssl=tls,
                                **ws_talk.common(args)) as server:
        ws_talk.say("port", server.sockets[0].getsockname()[1])
        await ws_talk.obey(lambda: sockets[-1])


asyncio.run(main())

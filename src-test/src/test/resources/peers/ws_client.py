"""A WebSocket client of the websockets library; prints what ws_talk.py says, or "refused STATUS", or "failed WHY".

ws_client.py --url URL [--echo] [--quiet] [--cafile FILE] [--cert FILE --key FILE] [--protocols a,b]
             [--no-compression] [--headers] [--header NAME:VALUE]...
"""

import asyncio
import ssl

import websockets

import ws_talk

args = ws_talk.options("--url")


class Protocol(ws_talk.Pinged, websockets.WebSocketClientProtocol):
    pass


async def main():
    more = {"ssl": ws_talk.tls(args, ssl.PROTOCOL_TLS_CLIENT)} if args.url.startswith("wss:") else {}
    try:
        socket = await websockets.connect(args.url, create_protocol=Protocol, **more, **ws_talk.common(args))
    except websockets.InvalidStatusCode as refused:
        return ws_talk.say("refused", refused.status_code)
    except (OSError, websockets.InvalidHandshake) as failed:
        return ws_talk.say("failed", failed)
    ws_talk.opened(socket, socket.response_headers, args)
    listening = asyncio.create_task(ws_talk.listen(socket, args))
    await ws_talk.obey(lambda: socket)
    await socket.close()
    await listening


asyncio.run(main())

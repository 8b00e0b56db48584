"""JSON frames with nothing but the standard library, as a peer would write them."""

import hashlib
import json
import time


class NotAFrame(Exception):
    pass


def checksum(payload):
    return hashlib.md5(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def encode(kind, payload, wrong=None):
    frame = {
        "type": kind,
        "payload": payload,
        "timestamp": time.time(),
        "checksum": wrong or checksum(payload),
    }
    return json.dumps(frame).encode()


def decode(data):
    """The type and payload of a frame, which must be a good one."""
    frame = json.loads(data.decode())
    if sorted(frame) != ["checksum", "payload", "timestamp", "type"]:
        raise NotAFrame("fields " + ", ".join(frame))
    if frame["checksum"] != checksum(frame["payload"]):
        raise NotAFrame("checksum")
    if abs(frame["timestamp"] - time.time()) > 60:
        raise NotAFrame("timestamp")
    return frame["type"], frame["payload"]


def calculate(operation, a, b):
    if operation == "add":
        return a + b
    if operation == "subtract":
        return a - b
    if operation == "multiply":
        return a * b
    return a / b if b != 0 else 0


def answer(kind, payload):
    """What a server in the manner of the example answers."""
    if kind == "echo":
        return kind, {"text": "Echo: " + payload["text"]}
    if kind == "calculation":
        return kind, {"result": calculate(payload["operation"], payload["a"], payload["b"])}
    return "error", {"code": "unknown_type", "message": "no handler for " + kind}

"""Calls methods of an XML-RPC server for each line that it reads, and prints what comes back as Python has it."""

import datetime
import http.client
import sys
import xmlrpc.client

port = int(sys.argv[1])
address = "http://127.0.0.1:%d" % port


class Compressing(xmlrpc.client.Transport):
    encode_threshold = 1


def proxy(**options):
    return xmlrpc.client.ServerProxy(address, allow_none=True, **options)


def same(value):
    """What is sent and comes back must be the same, in type too."""
    back = proxy(use_builtin_types=True).echo(value)
    return back == value and type(back) is type(value)


VALUES = [
    0, -1, 2**31 - 1, -(2**31), True, False, None, "", " a\tb\n", "\n <&>]]> \u00e9\u4e2d\U0001f600", 0.0, -2.5, 1e300,
    5e-324, 1e16, 0.1, float("inf"), b"", b"\x00\xff", bytes(range(256)), [], [1, "a", [None, [2.5]]], {},
    {"a": 1, "\u00e9 <": [True, {"b": b"c"}]}, datetime.datetime(1998, 7, 17, 14, 8, 55),
]


def types():
    return [value for value in VALUES if not same(value)]


def fault(call, *arguments):
    try:
        return "result %r" % (call(*arguments),)
    except xmlrpc.client.Fault as e:
        return "fault %d %s" % (e.faultCode, e.faultString)


def multicall():
    multi = xmlrpc.client.MultiCall(proxy())
    multi.add(1, 2)
    multi.divide(7, 2)
    multi.echo(["x"])
    multi.divide(1, 0)
    results = multi()
    return [results[0], results[1], results[2], fault(lambda: results[3])]


def wide():
    """Numbers that need 64 bits, which Python reads but does not send."""
    body = post(
        "<methodCall><methodName>add</methodName><params><param><value><i8>9000000000</i8></value></param>"
        "<param><value><int>1</int></value></param></params></methodCall>"
    )
    return xmlrpc.client.loads(body)[0][0]


def post(body, content_type="text/xml", path="/RPC2"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", path, body.encode("utf-8"), {"Content-Type": content_type})
    response = connection.getresponse()
    text = response.read()
    connection.close()
    return text if response.status == 200 else "status %d" % response.status


def bomb(body):
    try:
        return xmlrpc.client.loads(post(body))
    except xmlrpc.client.Fault as e:
        return "%d %s" % (e.faultCode, e.faultString)


def ask(name, argument):
    if name == "call":
        method, _, arguments = argument.partition(" ")
        return fault(getattr(proxy(use_builtin_types=True), method), *eval(arguments))
    if name == "types":
        return types()
    if name == "multicall":
        return multicall()
    if name == "compressed":
        return fault(proxy(transport=Compressing()).add, 5, 3)
    if name == "wide":
        return wide()
    if name == "latin":
        return fault(proxy(encoding="iso-8859-1").echo, "\u00e9")
    if name == "bomb":
        return bomb(argument)
    if name == "many":
        server = proxy()
        return sum(server.add(i, 1) == i + 1 for i in range(int(argument)))
    return "?"


for line in sys.stdin:
    name, _, argument = line.strip().partition(" ")
    print(ask(name, argument))

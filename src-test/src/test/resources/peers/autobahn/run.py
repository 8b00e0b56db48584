"""Runs a share of the Autobahn suite under Jython. Says on standard output what a test must know; the suite's own words go
to standard error. Ends with its input.

run.py fuzzingclient FOLDER AGENT SHARE OF URL
    prints "cases N", "done ID" for each case, and "reported" when the report stands in FOLDER
run.py fuzzingserver FOLDER AGENT SHARE OF
    prints "cases N" and "port N", reads the port under which clients know it, prints "done ID" for each case;
    "report" writes the report into FOLDER and is answered with "reported"
"""

from __future__ import print_function

import os
import sys
import threading

sys.dont_write_bytecode = True

from autobahn import websocket
from autobahntestsuite import case, caseset, fuzzing, wstest
from java.util import BitSet
from org.python.core import Py
from org.python.core.util import StringUtil
from twisted.internet import reactor

out, sys.stdout = sys.stdout, sys.stderr
mode, folder, agent, share, of = sys.argv[1:6]


def say(*words):
    print(*words, file=out)
    out.flush()


class Masker(object):
    """Masks as the suite's own does, many bytes at a time: a loop over bytes takes Jython half of its time."""

    def __init__(self, mask):
        self.mask = mask
        self.position = 0

    def pointer(self):
        return self.position

    def reset(self):
        self.position = 0

    def process(self, data):
        start, length = self.position & 3, len(data)
        self.position += length
        turned = self.mask[start:] + self.mask[:start]
        bits = BitSet.valueOf(data)
        bits.xor(BitSet.valueOf((turned * (length // 4 + 1))[:length]))
        masked = Py.newString(StringUtil.fromBytes(bits.toByteArray()))
        return masked + "\0" * (length - len(masked))


def check_masker():
    data = "".join(chr(i * 7 % 256) for i in range(1000)) + "\0" * 9
    original, ours = websocket.createXorMasker("\0a\xff\x80", len(data)), Masker("\0a\xff\x80")
    for start, end in ((0, 0), (0, 1), (1, 7), (7, 1000), (1000, 1009)):
        if original.process(data[start:end]) != ours.process(data[start:end]):
            sys.exit("masks wrongly")


check_masker()
websocket.createXorMasker = lambda mask, length=None: Masker(mask)
# The suite lets the reactor run between two pieces. Jython makes a millisecond of every wait, however short.
websocket.WebSocketProtocol._QUEUED_WRITE_DELAY = 0



def then(method, words):
    """Has a method of the suite say something when it is done."""
    original = getattr(fuzzing.FuzzingFactory, method)

    def saying(self, *args):
        original(self, *args)
        say(*words(*args))

    setattr(fuzzing.FuzzingFactory, method, saying)


then("logCase", lambda result: ("done", result["id"]))
then("createReports", lambda: ("reported",))

everything = caseset.CaseSet(case.CaseSetname, case.CaseBasename, case.Cases, case.CaseCategories, case.CaseSubCategories)
cases = everything.parseSpecCases({"cases": ["*"]})[int(share)::int(of)]
say("cases", len(cases))

spec = {
    "outdir": folder,
    "cases": cases,
    # Verdicts are the same; only who is slow, on a busy machine, gets more time.
    "options": {"failByDrop": False, "openHandshakeTimeout": 20, "closeHandshakeTimeout": 5},
}


def end_with_input(server):
    for line in iter(sys.stdin.readline, ""):
        if line.strip() == "report":
            reactor.callFromThread(server.createReports)
    os._exit(0)


def watch(server=None):
    watcher = threading.Thread(target=end_with_input, args=(server,))
    watcher.daemon = True
    watcher.start()


if mode == "fuzzingclient":
    spec["options"]["serverConnectionDropTimeout"] = 5
    spec["servers"] = [{"agent": agent, "url": sys.argv[6]}]
    watch()
else:
    listen = reactor.listenTCP

    def listen_anywhere(port, factory, backlog=50, interface=""):
        """Any free port, on this machine only. The suite's web pages are not wanted."""
        if not isinstance(factory, fuzzing.FuzzingServerFactory):
            return None
        listening = listen(0, factory, backlog, "127.0.0.1")
        say("port", listening.getHost().port)
        factory.externalPort = int(sys.stdin.readline())
        watch(factory)
        return listening

    reactor.listenTCP = listen_anywhere
    # The port of the URL is not used.
    spec["url"] = "ws://127.0.0.1:9"

wstest.start({"mode": mode}, spec)

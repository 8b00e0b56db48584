"""What the TLS server and client share: options, and what they say about a connection."""

import argparse
import ssl


def say(*words):
    print(*words, flush=True)


def options(*arguments):
    """Versions are named as TLSv1_2; ciphers are those of TLS 1.2, in OpenSSL's notation."""
    parser = argparse.ArgumentParser()
    for name in (*arguments, "--cert", "--key", "--cafile", "--min", "--max", "--ciphers", "--alpn"):
        parser.add_argument(name)
    return parser.parse_args()


def context(args, purpose):
    made = ssl.SSLContext(purpose)
    if not args.cafile:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
    # Old versions and weak ciphers are wanted too, where a test asks for them.
    made.minimum_version = ssl.TLSVersion[args.min or "TLSv1_2"]
    made.maximum_version = ssl.TLSVersion[args.max or "TLSv1_3"]
    if args.ciphers:
        made.set_ciphers(args.ciphers)
    if args.cert:
        made.load_cert_chain(args.cert, args.key)
    if args.cafile:
        made.load_verify_locations(args.cafile)
        made.verify_mode = ssl.CERT_REQUIRED
    if args.alpn:
        made.set_alpn_protocols(args.alpn.split(","))
    return made


def describe(sock, sni=None):
    subject = (sock.getpeercert() or {}).get("subject", ())
    say("version", sock.version())
    say("cipher", sock.cipher()[0])
    say("alpn", sock.selected_alpn_protocol() or "-")
    say("sni", sni or "-")
    say("peer", ",".join("=".join(pair) for part in subject for pair in part) or "-")
    say("reused", "yes" if sock.session_reused else "no")

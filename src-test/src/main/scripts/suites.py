"""Makes the table of cipher suites of the TLS inspector: engine/src/main/resources/org/netsonde/engine/probe/tls/suites.tsv.

Their codes and names come from Wireshark's copy of the registry, OpenSSL's names from OpenSSL; the rest is read from the names.
"""
import re
import subprocess

BITS = [  # the part of the name that tells the cipher, what it is called here, bits of strength
    ("NULL", "NULL", 0), ("RC4_40", "RC4", 40), ("RC4_56", "RC4", 56), ("RC4_128", "RC4", 128),
    ("RC2_CBC_40", "RC2 CBC", 40), ("RC2_CBC_56", "RC2 CBC", 56), ("DES40_CBC", "DES CBC", 40), ("DES_CBC_40", "DES CBC", 40),
    ("3DES_EDE_CBC", "3DES CBC", 112), ("DES_CBC", "DES CBC", 56), ("IDEA_CBC", "IDEA CBC", 128), ("SEED_CBC", "SEED CBC", 128),
    ("CHACHA20_POLY1305", "ChaCha20-Poly1305", 256), ("28147_CNT", "GOST 28147 CNT", 256), ("KUZNYECHIK_CTR", "Kuznyechik CTR", 256),
    ("MAGMA_CTR", "Magma CTR", 256), ("KUZNYECHIK_MGM_L", "Kuznyechik MGM", 256), ("KUZNYECHIK_MGM_S", "Kuznyechik MGM", 256),
    ("MAGMA_MGM_L", "Magma MGM", 256), ("MAGMA_MGM_S", "Magma MGM", 256), ("SM4_GCM", "SM4 GCM", 128), ("SM4_CCM", "SM4 CCM", 128),
]
for cipher in ("AES", "CAMELLIA", "ARIA"):
    for size in (128, 256):
        for mode in ("CBC", "GCM", "CCM_8", "CCM", "OCB"):
            shown = {"AES": "AES", "CAMELLIA": "Camellia", "ARIA": "ARIA"}[cipher]
            BITS.append((f"{cipher}_{size}_{mode}", f"{shown}-{size} {mode.replace('_', '-')}", size))


def lines(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


openssl = {}
for line in lines("openssl", "ciphers", "-V", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"):
    code, _, _, _, name = line.split()[:5]
    openssl[int(code.replace("0x", "").replace(",", ""), 16)] = name

suites = {}
for line in lines("tshark", "-G", "values"):
    parts = line.split("\t")
    if len(parts) == 4 and parts[0] == "V" and parts[1] == "tls.handshake.ciphersuite":
        suites.setdefault(int(parts[2], 0), parts[3].strip())

print("# Made by src-test/src/main/scripts/suites.py: code, registered name, OpenSSL's name, key exchange, authentication, encryption, bits, MAC")
for code, name in sorted(suites.items()):
    if not name.startswith("TLS_") or "SCSV" in name or name == "TLS_NULL_WITH_NULL_NULL" or re.search("(?i)reserved|grease", name):
        continue
    if "_WITH_" in name:
        exchange, rest = name[4:].split("_WITH_", 1)
    elif code >> 8 in (0x13, 0x00) or code in (0xC103, 0xC104, 0xC105, 0xC106):
        exchange, rest = "any", name[4:]
    elif name.startswith("TLS_SHA"):
        continue  # integrity only of TLS 1.3 for devices
    else:
        continue
    export = "_EXPORT" in exchange
    exchange = re.sub("_EXPORT(1024)?", "", exchange)
    match = next((b for b in BITS if rest.startswith(b[0])), None)
    if match is None:
        continue
    if exchange == "any":
        kx, au = "any", "any"
    elif exchange.lower() == "dh_anon":
        kx, au = "DH", "none"
    elif exchange.lower() == "ecdh_anon":
        kx, au = "ECDH", "none"
    else:
        words = exchange.split("_")
        kx = words[0]
        au = words[1] if len(words) > 1 else words[0]
        if exchange == "ECCPWD":
            kx, au = "ECCPWD", "PWD"
        if kx == "SRP":
            kx, au = "SRP", "_".join(words[2:]) or "SRP"
        if kx.startswith("GOST"):
            au = kx
        if exchange == "PSK_DHE":
            kx, au = "DHE", "PSK"
    if kx == "KRB5":
        au = "KRB5"
    encryption = match[1]
    mac = "AEAD" if any(m in rest for m in ("GCM", "CCM", "OCB", "POLY1305", "MGM")) else rest.rsplit("_", 1)[1]
    if mac == "SHA":
        mac = "SHA1"
    if export:
        kx += " export"
    print("\t".join([f"{code:04x}", name, openssl.get(code, ""), kx, au, encryption, str(match[2]), mac]))

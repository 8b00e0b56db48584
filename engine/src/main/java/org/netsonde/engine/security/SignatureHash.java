package org.netsonde.engine.security;

/** The digest that stands for a certificate where it is signed. */
public enum SignatureHash {
    /** The one that suits the key that signs: SHA-256, or a longer one. */
    SUITABLE,
    /** SHA-1, which peers must not accept any more: for tests. Ed25519 knows no choice, and signs as ever. */
    SHA1
}

package org.netsonde.engine.probe.tls.wire;

import java.io.IOException;

/** A peer speaks something else than TLS. */
public final class ForeignException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient byte[] start;

    ForeignException(byte[] start) {
        super("not TLS");
        this.start = start.clone();
    }

    /** What it sent first, as far as it came, some dozens of bytes at most. */
    public byte[] start() {
        return start.clone();
    }
}

package org.netsonde.engine.probe.tls.wire;

import java.io.IOException;

/** A peer sent what is no TLS, or more of it than anybody needs. */
public final class MalformedException extends IOException {

    private static final long serialVersionUID = 1;

    MalformedException(String message) {
        super(message);
    }
}

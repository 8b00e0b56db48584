package org.netsonde.contract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;

/** Tests with a bench of their own, on every transport that this machine has. */
@ParameterizedClass(name = "on {0}")
@MethodSource("org.netsonde.engine.transport.TransportKind#usable")
abstract class OnEveryTransport {

    @Parameter
    TransportKind transport;

    Bench bench;

    @BeforeEach
    void openBench() {
        bench = bench(EngineOptions.on(transport));
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    /** The bench of a test. */
    Bench bench(EngineOptions options) {
        return new Bench(options);
    }
}

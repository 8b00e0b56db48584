package org.netsonde.engine.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.tls.TlsPair.Outcome;

/** Handshakes of a server and a client of every pair of providers, with either version of TLS. */
@ParameterizedClass(name = "{0} server, {1} client, {2}")
@MethodSource("combinations")
abstract class HandshakesOfAllProviders {

    @Parameter(0)
    TlsProvider serverProvider;

    @Parameter(1)
    TlsProvider clientProvider;

    @Parameter(2)
    TlsVersions versions;

    @TempDir
    Path folder;

    final TlsPair pair = new TlsPair();
    final Sides.Server server = new Sides.Server();
    Sides sides;
    Sides.Client client;

    static Stream<Arguments> combinations() {
        List<TlsProvider> providers = List.of(TlsProvider.JDK, TlsProvider.OPENSSL);
        return providers.stream()
                .flatMap(s -> providers.stream()
                        .flatMap(c ->
                                Stream.of(TlsVersions.TLS12, TlsVersions.TLS13).map(v -> Arguments.of(s, c, v))));
    }

    @BeforeEach
    void defaults() {
        sides = new Sides(folder);
        client = new Sides.Client(sides.trust());
        server.provider = serverProvider;
        server.versions = versions;
        client.provider = clientProvider;
        client.versions = versions;
    }

    @AfterEach
    void end() {
        pair.close();
    }

    final Outcome talk(String host) throws Exception {
        try (TlsContext serving = server.context();
                TlsContext asking = client.context()) {
            return pair.talk(serving, asking, host);
        }
    }
}

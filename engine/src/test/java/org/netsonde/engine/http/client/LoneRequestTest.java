package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.LoneContext;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.stream.StreamClientOptions;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.TlsMode;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

class LoneRequestTest {

    @Test
    void whoeverWaitsForOneThatIsGivenUpHearsOfItOnce() {
        List<Failure> told = new ArrayList<>();
        StreamClientOptions options = new StreamClientOptions();
        try (EventLoops loops = new EventLoops(TransportKind.NIO, 1)) {
            LoneRequest request = new LoneRequest(
                    LoneContext.of(loops, new Connections(InstantSource.system()), failure -> {}),
                    loops.next(),
                    new Dial.Terms(options.connectTimeout(), options.writeLimit(), options.tcp()),
                    new ClientTls(TlsMode.OFF),
                    new TokenSource.Request(HttpUrl.parse("http://127.0.0.1:9/"), new byte[0], SentHeaders.NONE),
                    reply -> {
                        throw new AssertionError("nothing was asked");
                    },
                    told::add);
            request.cancel();
            request.cancel();
        }
        assertThat(told).extracting(Failure::kind).containsExactly(Failure.Kind.NOT_CONNECTED);
    }
}

package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.Failure;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestCertificate;

/**
 * Handshakes that fail against programs that others wrote: what the user is told, with either provider, and that the peer is
 * told too, by an alert and not by a reset.
 */
abstract class FailedHandshakes extends TlsOfBothProviders {

    @Override
    Map<String, String> secrets() {
        return Map.of("NETSONDE_SECRET_WRONG", "wrong");
    }

    boolean isJdk() {
        return provider.equals("jdk");
    }

    static String pem(TestCertificate certificate) {
        return "'certificate': {'type': 'pem', 'chain': '" + certificate.certificate() + "', 'key': '"
                + certificate.key() + "'}";
    }

    String trustsAuthority() {
        return "'trust': {'type': 'custom', 'file': '" + authority.certificate() + "'}";
    }

    static PeerProcess python(TestCertificate certificate, Object... options) {
        List<Object> all = new ArrayList<>(List.of("--cert", certificate.certificate(), "--key", certificate.key()));
        all.addAll(Arrays.asList(options));
        return Peers.python("tls_server.py", all.toArray());
    }

    /** What happened and what to do, as it is shown; the peer's address stands as PEER. */
    static String sentence(Failure failure) {
        String what = failure.what().text(Locale.ENGLISH);
        String remedy = failure.remedy().text(Locale.ENGLISH);
        assertThat(remedy).doesNotContain("failure.").doesNotContain("{").endsWith(".");
        return what.replaceAll("127\\.0\\.0\\.1:\\d+", "PEER");
    }
}

package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;

class TlsFailuresTest {

    private static Failure of(String message) {
        return Failures.of(new DecoderException(new SSLHandshakeException(message)), "peer:1");
    }

    @ParameterizedTest
    @CsvSource({
        "unexpected_message, 10",
        "bad_record_mac, 20",
        "record_overflow, 22",
        "handshake_failure, 40",
        "bad_certificate, 42",
        "unsupported_certificate, 43",
        "certificate_revoked, 44",
        "certificate_expired, 45",
        "certificate_unknown, 46",
        "illegal_parameter, 47",
        "unknown_ca, 48",
        "access_denied, 49",
        "decode_error, 50",
        "decrypt_error, 51",
        "protocol_version, 70",
        "insufficient_security, 71",
        "internal_error, 80",
        "inappropriate_fallback, 86",
        "user_canceled, 90",
        "no_renegotiation, 100",
        "missing_extension, 109",
        "unsupported_extension, 110",
        "unrecognized_name, 112",
        "bad_certificate_status_response, 113",
        "unknown_psk_identity, 115",
        "certificate_required, 116",
        "no_application_protocol, 120"
    })
    void anAlertIsTheSameWhoeverTellsOfIt(String name, int number) {
        Failure jdk = of("(" + name + ") Received fatal alert: " + name);
        Failure openSsl =
                of(String.format("error:10000%03x:SSL routines:OPENSSL_internal:TLSV1_ALERT_X", 1000 + number));

        assertThat(openSsl).isEqualTo(jdk);
        assertThat(jdk.toString())
                .startsWith(jdk.what().toString())
                .contains("peer:1")
                .doesNotContain("failure.");
    }

    @Test
    void alertsOfTheFutureAreNamedToo() {
        assertThat(of("Received fatal alert: ech_required").what())
                .hasToString("peer:1 ended the TLS connection with the alert \"ech_required\".");
        assertThat(of("error:10000461:SSL routines:OPENSSL_internal:X").what())
                .hasToString("peer:1 ended the TLS connection with the alert \"121\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(protocol_version) The server selected protocol version TLSv1 is not accepted by client preferences [TLSv1.3]",
                "error:100000f0:SSL routines:OPENSSL_internal:UNSUPPORTED_PROTOCOL"
            })
    void versionsThatDoNotMeetAreToldOfHere(String message) {
        assertThat(of(message).what()).hasToString("peer:1 and this side have no version of TLS in common.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(handshake_failure) Client initiated renegotiation is not allowed",
                "error:100000b6:SSL routines:OPENSSL_internal:NO_RENEGOTIATION"
            })
    void negotiatingAnewIsNotAllowed(String message) {
        assertThat(of(message).what()).hasToString("peer:1 wanted to negotiate anew, which is not allowed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(unexpected_message) No common named group",
                "error:1000010a:SSL routines:OPENSSL_internal:NO_SHARED_GROUP"
            })
    void groupsThatDoNotMeetAreToldOfHere(String message) {
        assertThat(of(message).what()).hasToString("peer:1 and this side have no group for exchanging keys in common.");
    }

    /** The JDK's ends the handshake at that, OpenSSL's goes on. */
    @Test
    void warningOfAnUnknownNameIsOneOfTheName() {
        assertThat(of("(handshake_failure) received handshake warning: unrecognized_name"))
                .isEqualTo(of("(unrecognized_name) Received fatal alert: unrecognized_name"));
    }

    @Test
    void whatIsNotKnownIsQuoted() {
        assertThat(of("error:1000007b:SSL routines:OPENSSL_internal:BAD_ALERT").what())
                .hasToString("TLS with peer:1 failed: error:1000007b:SSL routines:OPENSSL_internal:BAD_ALERT.");
        assertThat(Failures.of(new SSLException((String) null)).kind()).isEqualTo(Failure.Kind.TLS_HANDSHAKE);
    }

    @Test
    void whatIsNoTlsIsLeftToOthers() {
        List<Throwable> others = Stream.of(new IOException("Connection reset by peer"), new DecoderException("odd"))
                .map(Throwable.class::cast)
                .toList();

        assertThat(others).noneMatch(error -> TlsFailures.of(error, "peer:1") != null);
        assertThat(TlsFailures.of(null, "peer:1")).isNull();
    }
}

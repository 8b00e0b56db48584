package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.tls.TlsPair.Outcome;

/** What a server and a client agree on, whichever providers they have. */
class HandshakeTest extends HandshakesOfAllProviders {

    private static void assertGood(Outcome outcome) {
        assertThat(outcome.server().heard).isCompletedWithValue("hello");
        assertThat(outcome.client().heard).isCompletedWithValue("hello");
        assertThat(outcome.server().succeeded()).isTrue();
        assertThat(outcome.client().succeeded()).isTrue();
    }

    @Test
    void keysOfEveryKindServe() throws Exception {
        for (KeyKind key : List.of(KeyKind.ECDSA_P256, KeyKind.ECDSA_P384, KeyKind.RSA_2048, KeyKind.ED25519)) {
            if (key == KeyKind.ED25519 && clientProvider == TlsProvider.OPENSSL) {
                // OpenSSL as Netty has it checks no signatures of this kind; see HandshakeFailureTest.
                continue;
            }
            server.certificate = Sides.generated(key);
            assertGood(talk("localhost"));
        }
    }

    @Test
    void keysOfEveryKindServeClients() throws Exception {
        server.clientAuth = ClientAuth.REQUIRED;
        for (KeyKind key : List.of(KeyKind.ECDSA_P256, KeyKind.ECDSA_P384, KeyKind.RSA_2048, KeyKind.ED25519)) {
            if (key == KeyKind.ED25519 && serverProvider == TlsProvider.OPENSSL) {
                continue;
            }
            client.certificate = Sides.generated(key);
            Outcome outcome = talk("localhost");
            assertGood(outcome);
            assertThat(outcome.server().session().peer())
                    .singleElement()
                    .extracting(CertificateDetails::subject)
                    .isEqualTo("CN=Netsonde client");
            assertThat(outcome.client().session().own())
                    .isEqualTo(outcome.server().session().peer());
        }
    }

    @Test
    void bothSidesKnowWhatWasAgreedOn() throws Exception {
        Outcome outcome = talk("localhost");
        TlsSession atServer = outcome.server().session();
        TlsSession atClient = outcome.client().session();

        for (TlsSession session : List.of(atServer, atClient)) {
            assertThat(session.protocol()).isEqualTo(versions == TlsVersions.TLS13 ? "TLSv1.3" : "TLSv1.2");
            assertThat(session.cipher()).matches("TLS_(ECDHE_ECDSA_WITH_)?(AES_|CHACHA20_).*");
            assertThat(session.serverName()).isEqualTo("localhost");
            assertThat(session.resumed()).isFalse();
            assertThat(session.alpn()).isEmpty();
            assertThat(session.handshakeNanos()).isPositive();
        }
        assertThat(atServer.provider()).isEqualTo(serverProvider == TlsProvider.JDK ? "JDK" : "OpenSSL");
        assertThat(atServer.own()).isEqualTo(atClient.peer()).hasSize(1);
        assertThat(atServer.peer()).isEmpty();
        assertThat(atServer.checks()).isEmpty();
        assertThat(atClient.own()).isEmpty();
        assertThat(atClient.checks())
                .containsExactly(
                        Phrase.of("check.authority", "CN=Test authority"),
                        Phrase.of("check.until", atClient.peer().getFirst().until()),
                        Phrase.of("check.server"),
                        Phrase.of("check.name", "localhost"));
    }

    @Test
    void addressesAreCheckedAndNotSentAsNames() throws Exception {
        for (String address : List.of("127.0.0.1", "::1")) {
            Outcome outcome = talk(address);
            assertGood(outcome);
            assertThat(outcome.server().session().serverName()).isEmpty();
        }
    }

    @Test
    void theServerNameOfTheSettingsIsAskedForAndChecked() throws Exception {
        client.serverName = "localhost.";
        Outcome outcome = talk("192.0.2.1");

        assertGood(outcome);
        assertThat(outcome.server().session().serverName()).isEqualTo("localhost");
    }

    @Test
    void aNameThatIsNoneToJavaIsShownAsItIs() throws Exception {
        if (serverProvider == TlsProvider.JDK || clientProvider == TlsProvider.JDK) {
            // Java does not ask by such names, and answers none that does.
            return;
        }
        for (String name : List.of("my_service", "a..b")) {
            try (TlsContext serving = server.context();
                    TlsContext asking = client.context()) {
                Outcome outcome = pair.run(TlsPair.accepting(serving), side -> {
                    var handlers = TlsPair.connecting(asking, "localhost").apply(side);
                    var engine = (ReferenceCountedOpenSslEngine) ((SslHandler) handlers.getFirst()).engine();
                    SSL.setTlsExtHostName(engine.sslPointer(), name);
                    return handlers;
                });

                assertGood(outcome);
                assertThat(outcome.server().session().serverName()).isEqualTo(name);
            }
        }
    }

    @Test
    void namesOfAllAlphabetsAreAskedForInAscii() throws Exception {
        server.certificate = sides.pem(Sides.AUTHORITY.issue(
                CertificatePlan.server(KeyKind.ECDSA_P256, List.of("*.bücher.example"), Sides.NOW)));
        Outcome outcome = talk("neue.bücher.example");

        assertGood(outcome);
        assertThat(outcome.server().session().serverName()).isEqualTo("neue.xn--bcher-kva.example");
    }

    @Test
    void anApplicationProtocolInCommonIsAgreedOn() throws Exception {
        server.alpn = List.of("b", "a");
        client.alpn = List.of("a", "x", "b");
        Outcome common = talk("localhost");
        assertGood(common);
        assertThat(common.server().session().alpn()).isEqualTo("b");
        assertThat(common.client().session().alpn()).isEqualTo("b");

        client.alpn = List.of("x");
        Outcome none = talk("localhost");
        assertGood(none);
        assertThat(none.server().session().alpn()).isEmpty();
        assertThat(none.client().session().alpn()).isEmpty();
    }

    @Test
    void aChainInBetweenIsFollowed() throws Exception {
        Authority between = Authority.of(Sides.AUTHORITY.issue(CertificatePlan.authority("In between", Sides.NOW)));
        server.certificate = sides.pem(between.issue(Sides.serverPlan()));
        Outcome outcome = talk("localhost");

        assertGood(outcome);
        assertThat(outcome.client().session().peer()).hasSize(2);
        assertThat(outcome.client().session().checks()).contains(Phrase.of("check.authority", "CN=Test authority"));
    }

    @Test
    void theAuthorityThatIsTrustedIsNamedWhateverElseIsSent() throws Exception {
        Identity identity = Sides.AUTHORITY.issue(Sides.serverPlan());
        X509Certificate boast = Authority.create(CertificatePlan.authority("Some Bank CA", Sides.NOW))
                .certificate();
        server.certificate = sides.pem(new Identity(List.of(identity.certificate(), boast), identity.key()));
        Outcome outcome = talk("localhost");

        assertGood(outcome);
        assertThat(outcome.client().session().peer()).hasSize(2);
        assertThat(outcome.client().session().checks())
                .contains(Phrase.of("check.authority", "CN=Test authority"))
                .doesNotContain(Phrase.of("check.authority", "CN=Some Bank CA"));
    }

    @Test
    void aCertificateThatVouchesForItselfCanBeTrusted() throws Exception {
        var identity = Authority.selfSigned(Sides.serverPlan());
        server.certificate = sides.pem(identity);
        client.trust = sides.trust(identity.certificate());

        assertGood(talk("localhost"));
    }

    @Test
    void nothingIsCheckedWhereThatIsAskedFor() throws Exception {
        server.certificate = sides.pem(Authority.selfSigned(Sides.expired(Sides.clientPlan())));
        client.trust = new ClientTrust.None();
        Outcome outcome = talk("b.example");

        assertGood(outcome);
        assertThat(outcome.client().session().checks()).containsExactly(Phrase.of("check.nothing"));
    }

    @Test
    void aClientMayHaveNoCertificateWhereItIsOptional() throws Exception {
        server.clientAuth = ClientAuth.OPTIONAL;

        assertGood(talk("localhost"));
    }

    @Test
    void sessionsAreResumed() throws Exception {
        for (ClientAuth auth : List.of(ClientAuth.NONE, ClientAuth.REQUIRED)) {
            server.clientAuth = auth;
            client.certificate = Sides.GENERATED;
            try (TlsContext serving = server.context();
                    TlsContext asking = client.context()) {
                for (int i = 0; i < 4; i++) {
                    Outcome outcome = pair.talk(serving, asking, "localhost");
                    assertGood(outcome);
                    assertThat(outcome.client().session().resumed()).isEqualTo(i > 0);
                    assertThat(outcome.server().session().resumed()).isEqualTo(i > 0);
                    assertThat(outcome.client().session().peer()).hasSize(1);
                    if (i > 0) {
                        assertThat(outcome.client().session().checks()).containsExactly(Phrase.of("check.before"));
                    }
                }
                // Another server is another session.
                assertThat(pair.talk(serving, asking, "127.0.0.1")
                                .client()
                                .session()
                                .resumed())
                        .isFalse();
            }
        }
    }

    @Test
    void sessionsAreNotResumedWhereEitherSideDoesNotWantTo() throws Exception {
        for (boolean atServer : List.of(false, true)) {
            server.resumption = atServer;
            client.resumption = !atServer;
            try (TlsContext serving = server.context();
                    TlsContext asking = client.context()) {
                for (int i = 0; i < 3; i++) {
                    Outcome outcome = pair.talk(serving, asking, "localhost");
                    assertGood(outcome);
                    assertThat(outcome.client().session().resumed()).isFalse();
                    assertThat(outcome.server().session().resumed()).isFalse();
                }
            }
        }
    }

    @Test
    void ciphersAreThoseOfTheSettings() throws Exception {
        if (versions == TlsVersions.TLS12) {
            server.ciphers = List.of("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
        } else if (serverProvider == TlsProvider.JDK) {
            server.ciphers = List.of("TLS_AES_256_GCM_SHA384");
        }
        Outcome outcome = talk("localhost");

        assertGood(outcome);
        if (!server.ciphers.isEmpty()) {
            assertThat(server.ciphers)
                    .containsExactly(outcome.client().session().cipher());
        }
    }

    @Test
    void connectionsOutliveTheirContext() throws Exception {
        TlsContext serving = server.context();
        TlsContext asking = client.context();
        Outcome outcome = pair.run(
                side -> {
                    var handlers = TlsPair.accepting(serving).apply(side);
                    serving.close();
                    serving.close();
                    return handlers;
                },
                side -> {
                    var handlers = TlsPair.connecting(asking, "localhost").apply(side);
                    asking.close();
                    return handlers;
                });

        assertGood(outcome);
    }
}

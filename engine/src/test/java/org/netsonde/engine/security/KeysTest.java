package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.json.JsonMapper;

class KeysTest {

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Plans.NOW);
    private final Authority authority = Plans.authority();
    private final InstantSource clock = now::get;
    private final Keys keys =
            new Keys(() -> authority, new Secrets(Map.of("NETSONDE_SECRET_P", "secret")::get, null), clock);

    /** What settings hold. */
    public record Holder(ServerCertificate server, ClientCertificate client, ClientTrust trust, ServerTrust clients) {
        public Holder() {
            this(
                    new CertificateSource.Generated(),
                    new ClientCertificate.None(),
                    new ClientTrust.Full(),
                    new ServerTrust.Own());
        }
    }

    private static Bound<Holder> bind(String json) {
        return SettingsBinder.bind(
                Holder.class, new Holder(), JsonMapper.shared().readTree(json));
    }

    @Test
    void settingsNameTheKindOfSource() {
        Holder holder = bind("""
                {"server": {"type": "pkcs12", "file": "a.p12", "password": {"secret": "p"}},
                 "client": {"type": "pem", "chain": "c.pem"},
                 "trust": "none", "clients": {"type": "custom", "file": "ca.pem"}}""").orThrow();

        assertThat(holder)
                .isEqualTo(new Holder(
                        new CertificateSource.Pkcs12("a.p12", new Secret("p")),
                        new CertificateSource.Pem("c.pem", "", new Secret()),
                        new ClientTrust.None(),
                        new ServerTrust.Custom("ca.pem")));
        assertThat(bind(SettingsDescriber.toJson(holder).toString()).orThrow()).isEqualTo(holder);
        assertThat(SettingsDescriber.toJson(new Holder()).toString())
                .isEqualTo(
                        "{\"server\":{\"type\":\"generated\",\"key\":\"ecdsa-p256\","
                                + "\"names\":[\"localhost\",\"127.0.0.1\",\"::1\"]},"
                                + "\"client\":{\"type\":\"none\"},\"trust\":{\"type\":\"full\"},\"clients\":{\"type\":\"own\"}}");
    }

    @Test
    void aServerHasACertificateInAnyCase() {
        assertThat(bind("{\"server\": \"none\", \"clients\": \"none\"}").problems())
                .hasToString("[server.type: must be one of generated, pem, pkcs12, not \"none\", "
                        + "clients.type: must be one of own, custom, not \"none\"]");
    }

    @Test
    void filesAreNeededBeforeTheyAreUsed() {
        assertThat(new CertificateSource.Pem().unchosen()).contains("chain");
        assertThat(new CertificateSource.Pkcs12().unchosen()).contains("file");
        assertThat(new ClientTrust.Custom().unchosen()).contains("file");
        assertThat(new ServerTrust.Custom().unchosen()).contains("file");
        assertThat(new CertificateSource.Generated().unchosen()).isEmpty();
        assertThatThrownBy(() -> keys.identity((ServerCertificate) new CertificateSource.Pem()))
                .hasMessageContaining("No file is chosen");
    }

    @Test
    void everyOptionHasItsTexts() {
        for (OptionSpec option : SettingsDescriber.describe(Holder.class, new Holder())) {
            assertTexts(option.type());
        }
        SettingsDescriber.describe(CertificatePlan.class, Plans.server("a")).forEach(KeysTest::assertTexts);
    }

    private static void assertTexts(OptionSpec option) {
        assertThat(Phrase.of("option." + option.name()).toString()).doesNotContain("option.");
        assertThat(Phrase.of("option." + option.name() + ".help").toString()).doesNotContain("option.");
        if (option.type() instanceof OptionType.Choice choice) {
            choice.values()
                    .forEach(word -> assertThat(List.of(
                                    Phrase.of("choice." + option.name() + "." + word)
                                            .toString(),
                                    Phrase.of("choice." + word).toString()))
                            .anyMatch(text -> !text.startsWith("choice.")));
        } else {
            assertTexts(option.type());
        }
    }

    private static void assertTexts(OptionType type) {
        switch (type) {
            case OptionType.Variant variant ->
                variant.cases().forEach(kind -> {
                    assertThat(Phrase.of("choice." + kind.id()).toString()).doesNotContain("choice.");
                    kind.options().forEach(KeysTest::assertTexts);
                });
            case OptionType.Choice choice ->
                choice.values()
                        .forEach(word -> assertThat(Phrase.of("choice." + word).toString())
                                .doesNotContain("choice."));
            case OptionType.Nested nested -> nested.options().forEach(KeysTest::assertTexts);
            case OptionType.Many many -> assertTexts(many.element());
            default -> {}
        }
    }

    @Test
    void generatedIdentitiesAreMadeOnceForEachWish() {
        CertificateSource.Generated wish = new CertificateSource.Generated();
        Identity server = keys.identity((ServerCertificate) wish);

        assertThat(keys.identity((ServerCertificate) new CertificateSource.Generated()))
                .isSameAs(server);
        assertThat(keys.identity((ClientCertificate) wish)).isNotSameAs(server);
        assertThat(keys.identity(
                        (ServerCertificate) new CertificateSource.Generated(KeyKind.ED25519, List.of("localhost"))))
                .isNotSameAs(server);
        assertThat(CertificateDetails.of(server.certificate()).issuer()).isEqualTo("CN=Test authority");
        assertThat(CertificateDetails.of(server.certificate()).names())
                .containsExactly("localhost", "127.0.0.1", "::1");
    }

    @Test
    @Timeout(30)
    void oneThatIsInTheMakingHoldsUpNobodyWhoWantsAnother() throws Exception {
        Semaphore free = new Semaphore(0);
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Keys slow = new Keys(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        waiting.countDown();
                        free.acquireUninterruptibly();
                    }
                    return authority;
                },
                new Secrets(name -> null, null),
                clock);
        ServerCertificate first = new CertificateSource.Generated(KeyKind.ECDSA_P256, List.of("a.example"));
        ServerCertificate second = new CertificateSource.Generated(KeyKind.ECDSA_P256, List.of("b.example"));

        CompletableFuture<Identity> made =
                CompletableFuture.supplyAsync(() -> slow.identity(first), Thread::startVirtualThread);
        waiting.await();
        CompletableFuture<Identity> same =
                CompletableFuture.supplyAsync(() -> slow.identity(first), Thread::startVirtualThread);

        assertThat(slow.identity(second)).isNotNull();
        assertThat(made).isNotDone();
        free.release();
        assertThat(same.get()).isSameAs(made.get());
        assertThat(asked).hasValue(2);
    }

    @Test
    void anIdentityThatCouldNotBeMadeIsTriedAgain() {
        AtomicReference<@Nullable FailureException> hindrance =
                new AtomicReference<>(new FailureException(Failure.of(Failure.Kind.FILE, "fileDenied", folder)));
        Keys changing = new Keys(
                () -> {
                    FailureException failure = hindrance.get();
                    if (failure != null) {
                        throw failure;
                    }
                    return authority;
                },
                new Secrets(name -> null, null),
                clock);
        ServerCertificate wish = new CertificateSource.Generated();

        assertThatThrownBy(() -> changing.identity(wish)).isSameAs(hindrance.get());
        hindrance.set(null);
        assertThat(changing.identity(wish)).isNotNull();
    }

    @Test
    void anIdentityThatIsAboutToEndIsMadeAnew() {
        CertificateSource.Generated wish = new CertificateSource.Generated();
        Identity first = keys.identity((ServerCertificate) wish);
        now.set(Plans.NOW.plus(Duration.ofDays(396).plusHours(12)));

        assertThat(keys.identity((ServerCertificate) wish)).isNotEqualTo(first);
    }

    @Test
    void filesAreReadWithTheirSecrets() {
        Identity identity = authority.issue(Plans.server("a.example"));
        Path p12 = folder.resolve("a.p12");
        Pkcs12Files.write(p12, identity, "secret".toCharArray());
        Path both = folder.resolve("both.pem");
        PemFiles.writeChain(both, identity.chain());

        assertThat(keys.identity((ServerCertificate) new CertificateSource.Pkcs12(p12.toString(), new Secret("p"))))
                .isEqualTo(identity);
        assertThatThrownBy(() -> keys.identity(
                        (ClientCertificate) new CertificateSource.Pkcs12(p12.toString(), new Secret("other"))))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.SECRET_MISSING));
        assertThatThrownBy(() ->
                        keys.identity((ServerCertificate) new CertificateSource.Pem(both.toString(), "", new Secret())))
                .hasMessageContaining("certificate where a private key");
        assertThatThrownBy(() -> keys.identity((ServerCertificate) new CertificateSource.Pem("a\0b", "", new Secret())))
                .hasMessageContaining("does not exist");
    }

    @Test
    void trustIsTurnedIntoAuthorities() {
        Path file = folder.resolve("ca.pem");
        Authority other = Plans.authority();
        PemFiles.writeChain(file, List.of(other.certificate()));

        assertThat(keys.anchors(new ClientTrust.Full()))
                .contains(authority.certificate())
                .hasSizeGreaterThan(10);
        assertThat(keys.anchors(new ClientTrust.Custom(file.toString()))).containsExactly(other.certificate());
        assertThat(keys.anchors(new ClientTrust.None())).isEmpty();
        assertThat(keys.anchors(new ServerTrust.Own())).containsExactly(authority.certificate());
        assertThat(keys.anchors(new ServerTrust.Custom(file.toString()))).containsExactly(other.certificate());
    }

    @Test
    void aClientTrustsTheSystemWhereNetsondeCanHaveNoAuthority() {
        FailureException denied = new FailureException(Failure.of(Failure.Kind.FILE, "fileDenied", folder));
        Keys poor = new Keys(
                () -> {
                    throw denied;
                },
                new Secrets(name -> null, null),
                clock);

        assertThat(poor.anchors(new ClientTrust.Full())).hasSizeGreaterThan(10);
        assertThatThrownBy(() -> poor.anchors(new ServerTrust.Own())).isSameAs(denied);
    }

    @Test
    void aClientTrustsTheAuthorityOfAServerThatStartsLater() {
        Keys real = new Keys(
                new AuthorityFolder(folder.resolve("authority"), clock)::authority,
                new Secrets(name -> null, null),
                clock);
        List<X509Certificate> trusted = real.anchors(new ClientTrust.Full());
        Identity server = real.identity((ServerCertificate) new CertificateSource.Generated());

        assertThat(trusted)
                .extracting(X509Certificate::getSubjectX500Principal)
                .contains(server.certificate().getIssuerX500Principal());
    }

    @Test
    void keysInMemoryHaveAnAuthorityOfTheirOwn() {
        Keys memory = Keys.inMemory(clock);

        assertThat(memory.anchors(new ServerTrust.Own())).isEqualTo(memory.anchors(new ServerTrust.Own()));
        assertThat(memory.identity((ClientCertificate) new ClientCertificate.None()))
                .isNull();
    }
}

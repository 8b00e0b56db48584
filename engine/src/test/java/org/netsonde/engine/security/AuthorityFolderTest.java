package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

class AuthorityFolderTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Plans.NOW);

    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("security/authority");
    }

    private AuthorityFolder open() {
        return new AuthorityFolder(folder(), CLOCK);
    }

    @Test
    void theAuthorityIsMadeWhenItIsNeededAndStays() {
        AuthorityFolder folder = open();
        assertThat(folder()).doesNotExist();
        assertThat(folder.warnings()).isEmpty();

        Authority made = folder.authority();

        assertThat(folder.authority()).isSameAs(made);
        assertThat(open().authority().identity()).isEqualTo(made.identity());
        assertThat(PemFiles.chain(folder.certificate())).containsExactly(made.certificate());
        assertThat(CertificateDetails.of(made.certificate()).subject()).matches("CN=Netsonde authority [0-9a-f]{6}");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheOwnerMayReadIt() throws IOException {
        AuthorityFolder folder = open();
        folder.issue(Plans.server("a.example"));

        assertThat(permissions(folder())).isEqualTo("rwx------");
        assertThat(permissions(folder().resolve("issued"))).isEqualTo("rwx------");
        assertThat(permissions(folder().resolve("authority.key"))).isEqualTo("rw-------");
        assertThat(permissions(folder().resolve("issued/a.example.key"))).isEqualTo("rw-------");
        assertThat(folder.warnings()).isEmpty();

        Files.setPosixFilePermissions(folder().resolve("authority.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(folder.warnings()).singleElement().asString().startsWith("Others can read the private key");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void anExpiredAuthorityIsToldOf() {
        Authority made = open().authority();

        List<Failure> later =
                new AuthorityFolder(folder(), InstantSource.fixed(Plans.NOW.plus(Duration.ofDays(4000)))).warnings();

        assertThat(later).singleElement().asString().contains("has expired, on 2036-");
        assertThat(made.certificate().getNotAfter()).isAfter("2036-01-01");
    }

    @Test
    void whoeverMakesItAtOnceGetsTheSame() throws Exception {
        int threads = 8;
        Set<Identity> made = new HashSet<>();
        List<Callable<Identity>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            tasks.add(() -> open().authority().identity());
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Identity> future : executor.invokeAll(tasks)) {
                made.add(future.get());
            }
        }
        assertThat(made).hasSize(1);
    }

    @Test
    void processesThatMakeItAtOnceGetTheSame() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Maker.class.getName(),
                            folder().toString())
                    .redirectErrorStream(true)
                    .start());
        }
        Set<String> serials = new HashSet<>();
        for (Process process : processes) {
            serials.add(new String(process.getInputStream().readAllBytes()).strip());
            assertThat(process.waitFor()).isZero();
        }
        assertThat(serials)
                .containsExactly(
                        open().authority().certificate().getSerialNumber().toString());
    }

    /** Another process. */
    static final class Maker {
        public static void main(String[] args) {
            System.out.println(new AuthorityFolder(Path.of(args[0]), CLOCK)
                    .authority()
                    .certificate()
                    .getSerialNumber());
        }
    }

    @Test
    void whatCannotBeReadIsReportedAndStays() throws IOException {
        open().issue(Plans.server("a.example"));
        for (String name : List.of("authority.pem", "authority.key")) {
            Path file = folder().resolve(name);
            String good = Files.readString(file);
            for (String bad : List.of("", "rubbish", good.replaceFirst("\nM", "\nX"), good.substring(0, 100))) {
                Files.writeString(file, bad);
                assertThatThrownBy(() -> open().authority())
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.CERTIFICATE))
                        .hasMessageContaining(folder().toString());
                assertThat(file).hasContent(bad);
            }
            Files.delete(file);
            assertThatThrownBy(() -> open().authority()).hasMessageContaining(file + " is missing");
            assertThat(file).doesNotExist();
            Files.writeString(file, good);
        }
        assertThat(open().authority()).isNotNull();
    }

    @Test
    void anAuthorityThatWasNeverFinishedIsMadeAnew() throws IOException {
        open().authority();
        Path key = folder().resolve("authority.key");
        String unfinished = Files.readString(key);
        Files.delete(open().certificate());

        Authority made = open().authority();

        assertThat(open().authority().identity()).isEqualTo(made.identity());
        assertThat(folder().resolve("authority.key.unused")).hasContent(unfinished);
    }

    @Test
    void aKeyOfAnotherAuthorityIsReported() {
        open().authority();
        PemFiles.writeKey(
                folder().resolve("authority.key"), Plans.authority().identity().key());

        assertThatThrownBy(() -> open().authority()).hasMessageContaining("does not belong to the certificate");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksAreNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createDirectory(parent.resolve("security"));
        Files.createSymbolicLink(folder(), elsewhere);
        assertThatThrownBy(() -> open().authority()).hasMessageContaining("is a link");
        assertThat(elsewhere).isEmptyDirectory();

        Files.delete(folder());
        open().authority();
        Path key = folder().resolve("authority.key");
        Files.move(key, elsewhere.resolve("key"));
        Files.createSymbolicLink(key, elsewhere.resolve("key"));
        assertThatThrownBy(() -> open().authority()).hasMessageContaining("is a link");
    }

    @Test
    void issuedCertificatesAreKeptUnderNamesOfTheirOwn() throws IOException {
        AuthorityFolder folder = open();
        assertThat(folder.issued()).isEmpty();

        IssuedCertificate first = folder.issue(Plans.server("*.a.example"));
        IssuedCertificate second = folder.issue(Plans.server("*.a.example"));
        folder.issue(CertificatePlan.client(KeyKind.ED25519, "../../ü/x", List.of(), Plans.NOW));
        folder.issue(CertificatePlan.client(KeyKind.ED25519, "nul", List.of(), Plans.NOW));
        Files.writeString(folder().resolve("issued/other.pem"), "no certificate");

        assertThat(first.name()).isEqualTo("any.a.example");
        assertThat(second.name()).isEqualTo("any.a.example-2");
        assertThat(folder.issued())
                .extracting(IssuedCertificate::name)
                .containsExactly("any.a.example", "any.a.example-2", "certificatenul", "x");
        assertThat(folder.issued()).contains(first, second);
        assertThat(PemFiles.identity(second.chain(), second.key(), new char[0]).certificate())
                .isEqualTo(PemFiles.chain(second.chain()).getFirst());
        try (Stream<Path> files = Files.list(parent)) {
            assertThat(files).hasSize(1);
        }
    }
}

package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsException;
import tools.jackson.databind.json.JsonMapper;

class SecretsTest {

    @TempDir
    Path folder;

    private SecretStore store() {
        return new SecretStore(folder.resolve("store"));
    }

    @Test
    void theEnvironmentGoesBeforeTheStore() {
        store().set("db.key", "stored".toCharArray());
        Secrets both = new Secrets(Map.of("NETSONDE_SECRET_DB_KEY", "from outside")::get, store());
        Secrets stored = new Secrets(Map.of("NETSONDE_SECRET_DB_KEY", "")::get, store());

        assertThat(both.resolve(new Secret("db.key"))).containsExactly("from outside".toCharArray());
        assertThat(stored.resolve(new Secret("db.key"))).containsExactly("stored".toCharArray());
        assertThat(stored.resolve(new Secret())).isEmpty();
    }

    @Test
    void aMissingSecretNamesItsVariable() {
        for (SecretStore store : new SecretStore[] {null, store()}) {
            assertThatThrownBy(() -> new Secrets(name -> null, store).resolve(new Secret("my-Key.1")))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.SECRET_MISSING))
                    .hasMessageContaining("NETSONDE_SECRET_MY_KEY_1");
        }
    }

    @Test
    void secretsAreSetReplacedAndRemoved() {
        store().set("b", "1".toCharArray());
        store().set("a", "2\"\n€".toCharArray());
        store().set("b", "3".toCharArray());

        assertThat(store().names()).containsExactly("a", "b");
        assertThat(store().get("a")).containsExactly("2\"\n€".toCharArray());
        assertThat(store().get("b")).containsExactly('3');
        assertThat(store().remove("b")).isTrue();
        assertThat(store().remove("b")).isFalse();
        assertThat(store().get("b")).isNull();
        assertThat(store().names()).containsExactly("a");
    }

    @Test
    void askingMakesNoFile() {
        assertThat(store().names()).isEmpty();
        assertThat(store().get("a")).isNull();
        assertThat(store().remove("a")).isFalse();
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheOwnerMayReadThem() throws IOException {
        store().set("a", "1".toCharArray());
        Files.setPosixFilePermissions(store().file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        store().set("a", "2".toCharArray());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store().file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store"))))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": \"hidden", "[\"hidden\"]", "hidden"})
    void aFileThatCannotBeReadStaysAndIsNotQuoted(String content) throws IOException {
        Files.createDirectory(folder.resolve("store"));
        Files.writeString(store().file(), content);

        assertThatThrownBy(() -> store().set("b", "1".toCharArray()))
                .isInstanceOf(FailureException.class)
                .hasNoCause()
                .hasMessageContaining("cannot be read")
                .hasMessageNotContaining("hidden");
        assertThat(store().file()).hasContent(content);
    }

    @Test
    void namesAndLengthsAreBounded() {
        assertThatThrownBy(() -> store().set("a b", "1".toCharArray())).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> store().set("a", new char[0])).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> store().set("a", new char[SecretStore.MAX_LENGTH + 1]))
                .isInstanceOf(FailureException.class);
        // Somebody may have typed the secret in place of its name.
        assertThatThrownBy(() -> new Secret("hunter2 !"))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new Secret("a".repeat(65))).isInstanceOf(SettingsException.class);
    }

    @Test
    void passwordThatStandsInSettingsIsNotRepeated() {
        Bound<CertificateSource.Pkcs12> bound = SettingsBinder.bind(
                CertificateSource.Pkcs12.class,
                new CertificateSource.Pkcs12(),
                JsonMapper.shared().readTree("{\"file\": \"a.p12\", \"password\": \"hunter2\"}"));

        assertThat(bound.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("password");
            assertThat(problem.text().toString())
                    .contains("{\"secret\": \"name\"}")
                    .doesNotContain("hunter2");
        });
    }
}

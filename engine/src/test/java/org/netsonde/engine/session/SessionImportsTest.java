package org.netsonde.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.protocol.ProtocolRegistry;

class SessionImportsTest {

    @TempDir
    Path folder;

    /** Files that begin with a word; the session is named after the file. */
    private record ByWord(String id) implements SessionImport {

        @Override
        public List<String> extensions() {
            return List.of(id, "txt");
        }

        @Override
        public boolean recognises(byte[] head, String name) {
            return new String(head, StandardCharsets.US_ASCII).startsWith(id);
        }

        @Override
        public SessionInfo read(Path file, SessionStore store, Progress progress) {
            progress.report(0.5);
            SessionWriter writer =
                    store.create(file.getFileName() + " by " + id, Instant.EPOCH, "1", Machine.here(), "none", 1 << 20);
            writer.end(SessionInfo.State.IMPORTED, Instant.EPOCH);
            return writer.info();
        }
    }

    private final SessionImports imports = new SessionImports(List.of(new ByWord("ping"), new ByWord("pong")));

    private SessionStore store() {
        return new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin());
    }

    @Test
    void fileIsReadByTheFormatThatRecognisesItsContent() throws IOException {
        byte[] content = new byte[3 * SessionImports.HEAD];
        Arrays.fill(content, (byte) 'x');
        System.arraycopy("pong".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 4);
        Path file = Files.write(folder.resolve("named.ping"), content);
        SessionInfo made = imports.read(file, store(), Progress.NONE);
        assertThat(made.origin()).isEqualTo("named.ping by pong");
        assertThat(store().list()).hasSize(1);
    }

    @Test
    void fileOfNoFormatIsRefusedWithThoseThereAre() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "pang");
        assertThatThrownBy(() -> imports.read(file, store(), Progress.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().remedy().args()).contains(".ping, .txt, .pong"));
        assertThat(store().list()).isEmpty();
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThatThrownBy(() -> imports.read(folder, store(), Progress.NONE)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> imports.read(folder.resolve("none"), store(), Progress.NONE))
                .isInstanceOf(FailureException.class);
    }
}

package org.netsonde.engine.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormBodyTest {

    private static final String MULTIPART = "multipart/form-data; boundary=b";

    private static Optional<FormBody> read(String type, String body) {
        return FormBody.of(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String disposition, String value) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
    }

    private static List<FormBody.Field> fields(String body) {
        return read(MULTIPART, body).orElseThrow().fields();
    }

    @Test
    void namesMayBeQuotedWithEscapesOrPlain() {
        assertThat(fields(part("name=\"a\\\"b\"", "1") + part("name=c; filename=d", "2") + "--b--\r\n"))
                .extracting(FormBody.Field::name, FormBody.Field::file)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a\\\"b", ""),
                        org.assertj.core.groups.Tuple.tuple("c", "d"));
    }

    @Test
    void manyPartsWithoutAHeadTakeNoTime() {
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> fields("--b\r\n".repeat(1 << 20))))
                .isEmpty();
    }

    @Test
    void partsThatCannotBeReadCountAsParts() {
        assertThat(fields(part("nameless", "").repeat(1000) + part("name=a", "1") + "--b--"))
                .isEmpty();
        assertThat(fields(part("nameless", "").repeat(999) + part("name=a", "1") + "--b--"))
                .hasSize(1);
    }

    @Test
    void longNameTakesNoStack() throws InterruptedException {
        String body = part("name=\"" + "a".repeat(7000) + "\"", "1") + part("name=\"" + "\\a".repeat(3500) + "\"", "2");
        int[] found = {0};
        Thread small = new Thread(null, () -> found[0] = fields(body + "--b--").size(), "small", 256 << 10);
        small.start();
        small.join();
        assertThat(found[0]).isEqualTo(2);
    }

    @Test
    void partWithTooLongAHeadIsLeftOut() {
        assertThat(fields(part("name=" + "a".repeat(9000), "1") + part("name=b", "2") + "--b--"))
                .hasSize(1);
    }

    @Test
    void whatIsNoFormIsNone() {
        assertThat(read("application/x-www-form-urlencoded", "a=%zz")).isEmpty();
        assertThat(read("multipart/form-data", "--b")).isEmpty();
        assertThat(read("multipart/form-data; boundary=" + "b".repeat(71), "--b"))
                .isEmpty();
    }
}

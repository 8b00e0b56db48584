package org.netsonde.engine.protocol.frame.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.protocol.frame.json.Vectors.Vector;

class VectorsTest {

    static Stream<Vector> taken() {
        return Vectors.all().stream().filter(Vector::ok);
    }

    static Stream<Vector> refused() {
        return Vectors.all().stream().filter(vector -> !vector.ok());
    }

    @Test
    void thereAreVectorsOfBothSorts() {
        assertThat(taken()).hasSizeGreaterThan(400);
        assertThat(refused()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void canonicalTextAndChecksumAreThoseOfPython(Vector vector) throws JsonException {
        byte[] canonical = CanonicalJson.write(JsonReader.read(vector.input()));
        assertThat(new String(canonical, US_ASCII)).isEqualTo(vector.canonical());
        assertThat(CanonicalJson.md5(canonical)).isEqualTo(vector.md5());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatPythonRefusesIsRefusedWithItsPosition(Vector vector) {
        assertThatThrownBy(() -> JsonReader.read(vector.input())).isInstanceOfSatisfying(JsonException.class, e -> {
            assertThat(e.phrase().key()).startsWith("problem.json");
            assertThat(e.phrase().args()).hasSize(3).allMatch(arg -> arg.matches("\\d+"));
        });
    }
}

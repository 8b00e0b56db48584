package org.netsonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;

/** How the failures of an endpoint mark a run without flooding it. */
class FailureMarksTest {

    private static final Failure REFUSED =
            Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", "127.0.0.1:1");
    private static final Failure RESET = Failure.of(Failure.Kind.CONNECTION_RESET, "connectionReset", "127.0.0.1:2");

    private final Annotations annotations = new Annotations(InstantSource.system());
    private final FailureMarks marks = new FailureMarks("e", annotations);

    @Test
    void theFirstOfEachKindIsMarkedAtOnceAndTheOthersOnceASecond() {
        marks.failed(REFUSED);
        marks.failed(RESET);
        assertThat(texts())
                .containsExactly(REFUSED.what().toString(), RESET.what().toString());

        for (int i = 0; i < 1000; i++) {
            marks.failed(RESET);
        }
        assertThat(texts()).hasSize(2);
        second();
        second();

        assertThat(texts()).hasSize(3);
        assertThat(texts().getLast()).isEqualTo(RESET.what() + " (999 more)");
        assertThat(annotations.all()).allSatisfy(mark -> {
            assertThat(mark.kind()).isEqualTo(Annotation.Kind.FAILURE);
            assertThat(mark.endpoint()).isEqualTo("e");
        });
    }

    @Test
    void oneMoreIsMarkedAsItIs() {
        marks.failed(RESET);
        marks.failed(RESET);
        second();

        assertThat(texts())
                .containsExactly(RESET.what().toString(), RESET.what().toString());
    }

    @Test
    void aNewStartMakesTheFirstOfAKindNewsAgain() {
        marks.failed(RESET);
        marks.begin();
        marks.failed(RESET);

        assertThat(texts()).hasSize(2);
    }

    private void second() {
        marks.second(Sample.zero(0), null);
    }

    private List<String> texts() {
        return annotations.all().stream().map(Annotation::text).toList();
    }
}

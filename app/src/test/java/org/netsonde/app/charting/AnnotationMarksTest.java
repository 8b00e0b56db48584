package org.netsonde.app.charting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.app.chart.Mark;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;

class AnnotationMarksTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Annotations annotations = new Annotations(() -> NOW);
    private final TimeView view = new TimeView();

    @Test
    void showsWhatConcernsTheEndpointAsItComes() {
        AnnotationMarks marks = new AnnotationMarks(annotations, "a", view.marks(), texts);
        marks.tick();
        assertThat(view.marks().all()).isEmpty();
        annotations.add(Annotation.Kind.NOTE, null, "firmware flashed");
        annotations.add(Annotation.Kind.FAILURE, "a", "connection refused");
        annotations.add(Annotation.Kind.FAULT, "b", "delay of 1 s");
        marks.tick();
        assertThat(view.marks().all())
                .containsExactly(
                        new Mark("1", NOW.toEpochMilli(), Tone.ACCENT, "Note: firmware flashed"),
                        new Mark("2", NOW.toEpochMilli(), Tone.DANGER, "Failure: connection refused"));
        annotations.clear();
        marks.tick();
        assertThat(view.marks().all()).isEmpty();
    }

    @Test
    void saysEveryKindInEveryLanguage() {
        for (Locale language : Texts.LANGUAGES) {
            for (Annotation.Kind kind : Annotation.Kind.values()) {
                Annotation annotation = new Annotation("1", NOW, kind, "", "x");
                List<Mark> marks = AnnotationMarks.of(List.of(annotation), "a", new Texts(language));
                assertThat(marks.getFirst().text()).doesNotContain("mark.").endsWith("x");
            }
        }
    }
}

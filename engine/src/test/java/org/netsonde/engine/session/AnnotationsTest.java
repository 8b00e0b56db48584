package org.netsonde.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Annotations annotations = new Annotations(() -> NOW, 3);

    @Test
    void momentThatHasPassedTakesItsPlaceInTime() {
        List<Annotation> heard = new ArrayList<>();
        annotations.observe(heard::add);
        annotations.add(NOW.minusSeconds(5), Annotation.Kind.NOTE, null, "first");
        annotations.add(Annotation.Kind.NOTE, null, "third");
        annotations.add(NOW.minusSeconds(1), Annotation.Kind.NOTE, null, "second");
        assertThat(annotations.all()).extracting(Annotation::text).containsExactly("first", "second", "third");
        assertThat(heard).extracting(Annotation::text).containsExactly("first", "third", "second");
    }

    @Test
    void notesOfTheUserGiveWayLast() {
        annotations.add(Annotation.Kind.NOTE, null, "mine");
        annotations.add(Annotation.Kind.FAILURE, null, "a");
        annotations.add(Annotation.Kind.FAILURE, null, "b");
        annotations.add(Annotation.Kind.FAILURE, null, "c");
        assertThat(annotations.all()).extracting(Annotation::text).containsExactly("mine", "b", "c");
        assertThat(annotations.dropped()).isEqualTo(1);
    }
}

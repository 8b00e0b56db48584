package org.netsonde.app.charting;

import java.util.List;
import java.util.Locale;
import org.netsonde.app.chart.Mark;
import org.netsonde.app.chart.Marks;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;

/** What was annotated in a run, as the marks of charts. */
public final class AnnotationMarks {

    private final Annotations annotations;
    private final String endpoint;
    private final Marks marks;
    private final Texts texts;
    private long version = -1;

    /**
     * Follows what is marked in the run that goes on.
     *
     * @param endpoint the id of the endpoint that the charts are of
     * @param marks those of the charts
     */
    public AnnotationMarks(Annotations annotations, String endpoint, Marks marks, Texts texts) {
        this.annotations = annotations;
        this.endpoint = endpoint;
        this.marks = marks;
        this.texts = texts;
    }

    /** Takes over what was marked since; costs next to nothing where nothing was. */
    public void tick() {
        long now = annotations.version();
        if (now != version) {
            version = now;
            marks.show(of(annotations.all(), endpoint, texts));
        }
    }

    /**
     * The marks of those annotations that concern an endpoint. Any thread.
     *
     * @param endpoint its id
     */
    public static List<Mark> of(List<Annotation> annotations, String endpoint, Texts texts) {
        return annotations.stream()
                .filter(annotation -> annotation.concerns(endpoint))
                .map(annotation -> of(annotation, texts))
                .toList();
    }

    /** The marks of annotations, whomever they concern. Any thread. */
    public static List<Mark> of(List<Annotation> annotations, Texts texts) {
        return annotations.stream().map(annotation -> of(annotation, texts)).toList();
    }

    private static Mark of(Annotation annotation, Texts texts) {
        Tone tone = switch (annotation.kind()) {
            case NOTE -> Tone.ACCENT;
            case FAILURE -> Tone.DANGER;
            case THRESHOLD -> Tone.WARNING;
            case FAULT -> Tone.FAULT;
        };
        String name = texts.get("mark.kind." + annotation.kind().name().toLowerCase(Locale.ROOT));
        return new Mark(annotation.id(), annotation.atMillis(), tone, texts.get("mark.said", name, annotation.text()));
    }
}

package org.netsonde.engine.export;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.session.Annotation;

/**
 * The test case that an endpoint runs. It fails where the endpoint did not come up because of a failure, or no longer ran
 * at the end and its last second brought a failure: it ended by that. Failures that an endpoint survived, such as a peer
 * that reset its connection, are told in {@code system-err} and counted in {@code system-out}, and fail nothing: whether
 * they matter is for a threshold on {@code errors} to say. Stateless.
 */
final class RunsCase {

    /** An endpoint ends within a moment of what ends it. */
    private static final long MOMENT_MILLIS = 1_500;

    private static final int MOST_LINES = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private RunsCase() {}

    static JunitCase of(ExportEndpoint endpoint, ExportSource source) {
        String id = endpoint.info().id();
        List<Annotation> failures = source.annotations().stream()
                .filter(a -> a.kind() == Annotation.Kind.FAILURE && a.endpoint().equals(id))
                .toList();
        Annotation fatal = fatal(endpoint, failures);
        return new JunitCase(
                endpoint.info().name(),
                "runs",
                endpoint.last().uptimeNanos() / NANOS_PER_SECOND,
                fatal == null ? JunitCase.Result.PASSED : JunitCase.Result.FAILED,
                "endpoint",
                fatal == null ? "" : fatal.text(),
                output(endpoint),
                errors(failures));
    }

    private static @Nullable Annotation fatal(ExportEndpoint endpoint, List<Annotation> failures) {
        if (failures.isEmpty() || endpoint.last().uptimeNanos() > 0) {
            return null;
        }
        long[] ranUntil = {0};
        endpoint.forEachSecond(sample -> {
            if (sample.uptimeNanos() > 0) {
                ranUntil[0] = sample.atMillis();
            }
        });
        Annotation last = failures.getLast();
        return last.atMillis() >= ranUntil[0] - MOMENT_MILLIS ? last : null;
    }

    private static String output(ExportEndpoint endpoint) {
        String kinds = endpoint.metrics().errorsByKind().entrySet().stream()
                .map(e -> e.getKey().name().toLowerCase(Locale.ROOT) + ": " + e.getValue())
                .collect(Collectors.joining("\n"));
        String counts = "requests: " + endpoint.totals().requests() + "\nerrors: "
                + endpoint.totals().errors();
        return kinds.isEmpty() ? counts : counts + "\n" + kinds;
    }

    private static String errors(List<Annotation> failures) {
        String lines = failures.stream()
                .limit(MOST_LINES)
                .map(annotation -> annotation.at() + " " + annotation.text())
                .collect(Collectors.joining("\n"));
        int more = failures.size() - MOST_LINES;
        return more > 0 ? lines + "\n… " + more : lines;
    }
}

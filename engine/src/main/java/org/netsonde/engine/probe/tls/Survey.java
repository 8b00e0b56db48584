package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.Order;
import org.netsonde.engine.probe.tls.TlsInspection.Version;

/** Which versions a server offers, and which suites in each. Taken once, and then no longer changed. */
final class Survey {

    private final Greeter greeter;
    private final Suites suites;
    private final Notes notes;
    private final Runnable giveUp;
    private final Map<TlsVersion, Version> versions = new EnumMap<>(TlsVersion.class);

    /** Whether the suites of a version are known in part only. */
    private volatile boolean partial;

    /**
     * One that has not been taken.
     *
     * @param giveUp ends what is under way
     */
    Survey(Greeter greeter, Suites suites, Notes notes, Runnable giveUp) {
        this.greeter = greeter;
        this.suites = suites;
        this.notes = notes;
        this.giveUp = giveUp;
    }

    /** All versions, two at once. */
    void take() {
        List<TlsVersion> newestFirst = Arrays.stream(TlsVersion.values())
                .sorted(Comparator.reverseOrder())
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Version>> asked = newestFirst.stream()
                    .map(version -> threads.submit(() -> version(version)))
                    .toList();
            collect(asked);
        }
    }

    private void collect(List<Future<Version>> asked) {
        try {
            for (Future<Version> answer : asked) {
                Version version = answer.get();
                versions.put(version.version(), version);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            // Before the threads are waited for, so that they end.
            Thread.currentThread().interrupt();
            giveUp.run();
            throw new CancellationException();
        }
    }

    private Version version(TlsVersion version) {
        if (version == TlsVersion.SSL2) {
            return new Version(version, ssl2(), List.of(), Order.UNKNOWN);
        }
        List<Suite> found = new ArrayList<>();
        Answer offered;
        Order order = Order.UNKNOWN;
        try {
            greeter.enumerate(version, suites.of(version), found);
            order = found.size() > 1 ? greeter.order(version, found) : Order.UNKNOWN;
            offered = Answer.of(!found.isEmpty());
        } catch (IOException e) {
            // What was found until then counts.
            offered = found.isEmpty() ? Answer.UNKNOWN : Answer.YES;
            partial = true;
            notes.miss("suites", version.label(), notes.reason(e));
        }
        if (offered == Answer.YES) {
            notes.say("version", version.label(), found.size());
        }
        return new Version(version, offered, found, order);
    }

    private Answer ssl2() {
        try {
            return Answer.of(greeter.speaksSsl2());
        } catch (IOException e) {
            notes.miss("suites", TlsVersion.SSL2.label(), notes.reason(e));
            return Answer.UNKNOWN;
        }
    }

    /** All versions, the newest first. */
    List<Version> versions() {
        return versions.values().stream()
                .sorted(Comparator.comparing(Version::version).reversed())
                .toList();
    }

    /** Whether the suites of a version are known in part only. */
    boolean isPartial() {
        return partial;
    }

    boolean noneOffered() {
        return versions.values().stream().noneMatch(version -> version.offered() == Answer.YES);
    }

    /** Its suites of a version; none where it does not offer that. */
    List<Suite> found(TlsVersion version) {
        Version known = versions.get(version);
        return known == null ? List.of() : known.suites();
    }

    /** The newest version in which a server says most in the clear; null where it offers none of those. */
    @Nullable
    TlsVersion newestClear() {
        return Stream.of(TlsVersion.TLS12, TlsVersion.TLS11, TlsVersion.TLS10, TlsVersion.SSL3)
                .filter(version -> !found(version).isEmpty())
                .findFirst()
                .orElse(null);
    }
}

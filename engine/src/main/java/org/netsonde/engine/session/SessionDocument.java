package org.netsonde.engine.session;

import java.time.Instant;
import java.util.List;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;

/**
 * What stands in {@code session.json}.
 *
 * @param info what is known of the session as a whole
 * @param endpoints its endpoints
 * @param totals what it came to so far
 */
record SessionDocument(SessionInfo info, List<Entry> endpoints, SessionTotals totals) {

    SessionDocument {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * An endpoint.
     *
     * @param key what stands for it in the other files
     * @param info what it is
     * @param own the protocol's own figures
     * @param notRecorded how many records of its traffic came faster than they could be written
     */
    record Entry(String key, EndpointInfo info, List<MetricSpec> own, long notRecorded) {
        Entry {
            own = List.copyOf(own);
        }
    }

    /** This document with what is found in the files of a session that was cut off. */
    SessionDocument recovered(Session session) {
        long bytesIn = 0;
        long bytesOut = 0;
        long requests = 0;
        long errors = 0;
        Instant newest = info.ended();
        for (SessionEndpoint endpoint : session.endpoints()) {
            Sample last = endpoint.metrics().latest();
            bytesIn += last.bytesIn();
            bytesOut += last.bytesOut();
            requests += last.requests();
            errors += last.errors();
            newest = later(newest, Instant.ofEpochMilli(last.atMillis()));
        }
        for (Annotation annotation : session.annotations()) {
            newest = later(newest, annotation.at());
        }
        int annotations = session.annotations().size();
        return new SessionDocument(
                info.with(SessionInfo.State.RECOVERED, newest),
                endpoints,
                new SessionTotals(bytesIn, bytesOut, requests, errors, annotations));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}

package org.netsonde.engine.prometheus;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/** What all connections of scrapers share: who is admitted, and how many scrapes are made at a time. Safe for threads. */
final class Scraping {

    /** More than Prometheus and a person looking over its shoulder need. */
    static final int MOST_SCRAPES = 4;

    private final MultiCollector collector;
    private final boolean anyHost;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Semaphore places = new Semaphore(MOST_SCRAPES);

    /**
     * Scrapes of a collector.
     *
     * @param anyHost whether requests may name other hosts than this machine, since it listens for others deliberately
     */
    Scraping(MultiCollector collector, boolean anyHost) {
        this.collector = collector;
        this.anyHost = anyHost;
    }

    /**
     * Whether a request for that host, as in its header, is followed. A name that somebody else's name server has made this
     * machine's address is not, so that no page of another site can read what is here.
     */
    boolean admits(String header) {
        return anyHost || ScrapeAddress.isLoopback(host(header.strip()));
    }

    /** A header's host without brackets and port. */
    private static String host(String header) {
        if (header.startsWith("[")) {
            int end = header.indexOf(']');
            return end < 0 ? header : header.substring(1, end);
        }
        int colon = header.indexOf(':');
        return colon < 0 ? header : header.substring(0, colon);
    }

    /**
     * Makes a page on a thread of its own.
     *
     * @param accept the formats that are taken; null for any
     * @param then called on that thread, with a page or an error
     * @return false if as many as may be are being made; then nothing is called
     */
    boolean scrape(@Nullable String accept, BiConsumer<@Nullable Page, @Nullable Throwable> then) {
        if (!places.tryAcquire()) {
            return false;
        }
        Thread.ofVirtual().name("netsonde-scrape").start(() -> {
            Page page = null;
            Throwable problem = null;
            try {
                page = Page.of(collector, formats, accept);
            } catch (IOException | RuntimeException e) {
                problem = e;
            } finally {
                places.release();
            }
            then.accept(page, problem);
        });
        return true;
    }

    /** A page that leads to the figures. */
    String index() {
        return """
                <!DOCTYPE html>
                <html><head><meta charset="utf-8"><title>Netsonde</title></head>
                <body><h1>Netsonde</h1><p>%s</p><p><a href="%s">%s</a></p></body></html>
                """.formatted(Phrase.of("prometheus.index"), ScrapeAddress.PATH, ScrapeAddress.PATH);
    }
}

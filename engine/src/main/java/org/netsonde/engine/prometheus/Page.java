package org.netsonde.engine.prometheus;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape is answered with.
 *
 * @param contentType the format, in a header's words
 * @param body the figures. Owned by the page: do not modify
 */
record Page(String contentType, byte[] body) {

    /**
     * The figures as of now, in the format that the scraper likes best: protobuf, OpenMetrics, or Prometheus' own text 0.0.4,
     * which is also what anybody gets who does not say.
     *
     * @param accept what the scraper takes; null where it does not say
     */
    static Page of(MultiCollector collector, ExpositionFormats formats, @Nullable String accept) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        writer.write(out, collector.collect(), EscapingScheme.fromAcceptHeader(accept));
        return new Page(writer.getContentType(), out.toByteArray());
    }
}

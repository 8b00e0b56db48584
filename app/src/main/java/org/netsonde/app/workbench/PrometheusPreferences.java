package org.netsonde.app.workbench;

import org.netsonde.engine.FailureException;
import org.netsonde.engine.prometheus.ScrapeAddress;

/**
 * Whether the window serves its figures for Prometheus, and where.
 *
 * @param on whether it does from its start on
 * @param host the host; this machine only, unless another was written
 * @param port the port; never 0, since a scraper has to know it
 */
public record PrometheusPreferences(boolean on, String host, int port) {

    /** Off, at the usual port of this machine. */
    public static final PrometheusPreferences STANDARD =
            new PrometheusPreferences(false, ScrapeAddress.LOOPBACK, ScrapeAddress.DEFAULT_PORT);

    /** What is no address is taken as the usual one, and then it is off: nothing listens where nobody asked. */
    public PrometheusPreferences {
        try {
            ScrapeAddress address = new ScrapeAddress(host, port);
            host = address.host();
            port = port == 0 ? ScrapeAddress.DEFAULT_PORT : port;
        } catch (FailureException e) {
            on = false;
            host = ScrapeAddress.LOOPBACK;
            port = ScrapeAddress.DEFAULT_PORT;
        }
    }

    /** The address. */
    public ScrapeAddress address() {
        return new ScrapeAddress(host, port);
    }

    /** On, at that address. */
    public static PrometheusPreferences at(ScrapeAddress address) {
        return new PrometheusPreferences(true, address.host(), address.port());
    }

    /** The same address, off. */
    public PrometheusPreferences off() {
        return new PrometheusPreferences(false, host, port);
    }
}

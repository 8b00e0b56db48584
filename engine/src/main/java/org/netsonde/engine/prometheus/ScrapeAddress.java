package org.netsonde.engine.prometheus;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * Where figures are served.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port the port; 0 for any that is free
 */
public record ScrapeAddress(String host, int port) {

    /** The port that Prometheus' own exporters of Java programs take by default. */
    public static final int DEFAULT_PORT = 9464;

    /** The host where none is given: this machine only. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The path of the figures. */
    public static final String PATH = "/metrics";

    private static final int MAX_HOST = 253;
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM =
            Pattern.compile("(?:(?:\\[([0-9A-Fa-f:.%]+)]|([^\\s:/\\[\\]]+)):)?(\\d{1,5})", Pattern.UNICODE_CASE);

    /**
     * An address.
     *
     * @throws FailureException of kind INVALID_SETTINGS if the host is empty or too long, or there is no such port
     */
    public ScrapeAddress {
        host = host.strip();
        if (host.isEmpty() || host.length() > MAX_HOST || port < 0 || port > MAX_PORT) {
            throw invalid(host + ":" + port);
        }
    }

    /** That port of this machine. */
    public static ScrapeAddress loopback(int port) {
        return new ScrapeAddress(LOOPBACK, port);
    }

    /**
     * Reads {@code [HOST:]PORT}; an IPv6 address stands in brackets.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is not that
     */
    public static ScrapeAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw invalid(text);
        }
        String host = form.group(1) != null ? form.group(1) : form.group(2) != null ? form.group(2) : LOOPBACK;
        return new ScrapeAddress(host, Integer.parseInt(form.group(3)));
    }

    private static FailureException invalid(String text) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "prometheusAddress", text, DEFAULT_PORT));
    }

    /** Whether other machines may be able to reach it; a name other than {@code localhost} counts as one of those. */
    public boolean isWide() {
        return !isLoopback(host);
    }

    /** Whether a name or an address, without brackets and port, can only mean this machine. Asks no name server. */
    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return address != null && InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** {@code host:port}, as it stands in a URL and in Prometheus' configuration. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** The URL of the figures. */
    public String url() {
        return "http://" + this + PATH;
    }

    /**
     * What to write below {@code scrape_configs:} in Prometheus' configuration, in YAML. Native histograms need Prometheus'
     * own feature of that name; without it the classic buckets are taken.
     */
    public String scrapeConfig() {
        return """
                scrape_configs:
                  - job_name: netsonde
                    scrape_interval: 5s
                    static_configs:
                      - targets: ["%s"]
                """.formatted(this);
    }
}

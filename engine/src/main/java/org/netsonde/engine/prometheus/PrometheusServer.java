package org.netsonde.engine.prometheus;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.netsonde.engine.Engine;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

/**
 * Serves the figures of an engine at {@code /metrics}, in the formats that Prometheus scrapes, on an event loop of its own
 * that no endpoint's traffic waits for. Whatever scrapers do is bounded: connections and scrapes at a time, the length of a
 * request, and the time that a connection may take. Safe for threads.
 */
public final class PrometheusServer implements AutoCloseable {

    /** More connections than these are closed as they come. */
    static final int MOST_CONNECTIONS = 32;

    /** A connection ends after this time in any case; Prometheus itself waits ten seconds by default. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int MAX_LINE = 4096;
    private static final int MAX_HEAD = 16 << 10;

    private final EventLoops loops;
    private final Channel channel;
    private final ScrapeAddress address;

    private PrometheusServer(EventLoops loops, Channel channel, ScrapeAddress address) {
        this.loops = loops;
        this.channel = channel;
        this.address = address;
    }

    /**
     * Begins to serve; waits until the port is bound.
     *
     * @param where the host and the port; a host other than this machine makes the figures readable from elsewhere
     * @param version the version of the program, as one of the figures
     * @throws FailureException if the address cannot be had; then nothing is left open
     */
    public static PrometheusServer open(Engine engine, ScrapeAddress where, String version) {
        return open(engine, where, version, LIMIT);
    }

    static PrometheusServer open(Engine engine, ScrapeAddress where, String version, Duration limit) {
        EventLoops loops = new EventLoops(TransportKind.NIO, 1);
        Scraping scraping = new Scraping(new EngineCollector(engine, version), where.isWide());
        ChannelFuture bound = loops.server()
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new Connections(scraping, limit))
                .bind(new InetSocketAddress(where.host(), where.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdown();
            throw new FailureException(Failures.of(bound.cause(), where.toString()), bound.cause());
        }
        int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        return new PrometheusServer(loops, bound.channel(), new ScrapeAddress(where.host(), port));
    }

    /** What is put into the connections of scrapers, as far as there may be more. */
    private static final class Connections extends ChannelInitializer<SocketChannel> {
        private final Scraping scraping;
        private final Duration limit;
        private final AtomicInteger open = new AtomicInteger();

        Connections(Scraping scraping, Duration limit) {
            this.scraping = scraping;
            this.limit = limit;
        }

        @Override
        protected void initChannel(SocketChannel connection) {
            if (open.incrementAndGet() > MOST_CONNECTIONS) {
                open.decrementAndGet();
                connection.close();
                return;
            }
            connection.closeFuture().addListener(closed -> open.decrementAndGet());
            connection
                    .pipeline()
                    .addLast(new HttpServerCodec(new HttpDecoderConfig()
                            .setMaxInitialLineLength(MAX_LINE)
                            .setMaxHeaderSize(MAX_HEAD)))
                    .addLast(new HttpContentCompressor())
                    .addLast(new ScrapeStage(scraping, limit));
        }
    }

    /** Where it is; a port of 0 has become the one that was free. */
    public ScrapeAddress address() {
        return address;
    }

    /** Ends; its port is free when this returns. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        loops.close();
    }
}

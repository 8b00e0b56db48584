package org.netsonde.engine.probe.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.handler.codec.dns.AbstractDnsMessage;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryEncoder;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.probe.dns.DnsQuery.Status;
import org.netsonde.engine.transport.EventLoops;

/**
 * One question to one name server: over UDP, twice if it stays silent, and over TCP where the answer is cut off (RFC 1035, section
 * 4.2; RFC 7766). Confined to an event loop.
 */
final class DnsExchange {

    private static final int MAX_ID = 1 << 16;

    private final EventLoops loops;
    private final EventLoop loop;
    private final DnsServer server;
    private final String name;
    private final DnsType type;
    private final Consumer<DnsQuery> told;
    private final int id = new SecureRandom().nextInt(MAX_ID);
    private final List<Future<?>> timers = new ArrayList<>();
    private @Nullable Channel channel;
    private long begun;
    private boolean truncated;
    private boolean tcp;
    private boolean over;

    /**
     * A question that has not been asked yet.
     *
     * @param told hears what came of it, once, on the loop; nothing any more once it is cancelled
     */
    DnsExchange(
            EventLoops loops, EventLoop loop, DnsServer server, String name, DnsType type, Consumer<DnsQuery> told) {
        this.loops = loops;
        this.loop = loop;
        this.server = server;
        this.name = name;
        this.type = type;
        this.told = told;
    }

    /** Asks, and waits as long as the limit allows. */
    void start(Duration limit) {
        begun = System.nanoTime();
        timers.add(after(limit, this::late));
        timers.add(after(limit.dividedBy(2), this::again));
        boolean six = server.address().getAddress() instanceof Inet6Address;
        Bootstrap datagrams = loops.datagrams(loop, six ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
        connect(datagrams, new DatagramDnsQueryEncoder(), new DatagramDnsResponseDecoder());
    }

    private ScheduledFuture<?> after(Duration time, Runnable task) {
        return loop.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void connect(Bootstrap bootstrap, ChannelHandler encoder, ChannelHandler decoder) {
        boolean overTcp = tcp;
        ChannelFuture connecting = bootstrap
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(encoder, decoder, new Ear(overTcp));
                    }
                })
                .connect(server.address());
        channel = connecting.channel();
        // What could not even become a channel is told on another executor.
        connecting.addListener(future -> loop.execute(() -> {
            if (over) {
                connecting.channel().close();
            } else if (future.isSuccess()) {
                ask();
            } else {
                unreachable(future.cause());
            }
        }));
    }

    private void ask() {
        Channel open = channel;
        if (open == null) {
            return;
        }
        AbstractDnsMessage query = tcp ? new DefaultDnsQuery(id) : new DatagramDnsQuery(null, server.address(), id);
        query.setRecursionDesired(true);
        query.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(name, DnsRecordType.valueOf(type.name())));
        open.writeAndFlush(query).addListener(future -> {
            if (!future.isSuccess() && open.equals(channel)) {
                unreachable(future.cause());
            }
        });
    }

    /** A datagram may be lost; a stream loses nothing. */
    private void again() {
        if (!over && !tcp && channel != null && channel.isActive()) {
            ask();
        }
    }

    /** Hears the server. */
    private final class Ear extends SimpleChannelInboundHandler<DnsResponse> {

        private final boolean overTcp;

        Ear(boolean overTcp) {
            this.overTcp = overTcp;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DnsResponse response) {
            if (!over && overTcp == tcp && isAnswer(response)) {
                heard(response);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (overTcp) {
                // The server closed instead of answering.
                fail(Status.MALFORMED, Failure.Kind.MALFORMED_MESSAGE, "dnsMalformed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (overTcp != tcp) {
                // Of the one that was closed, in the middle of its read, for TCP.
                return;
            }
            Failure.Kind kind = Failures.of(cause, server.toString()).kind();
            if (kind == Failure.Kind.INTERNAL) {
                // Of the decoder.
                fail(Status.MALFORMED, Failure.Kind.MALFORMED_MESSAGE, "dnsMalformed");
            } else {
                unreachable(cause);
            }
        }
    }

    /** Whether it belongs to the question: what anybody else made up is passed over. */
    private boolean isAnswer(DnsResponse response) {
        if (response.id() != id) {
            return false;
        }
        // Servers that could not read the question need not repeat it, and some leave it out of what they cut off.
        DnsQuestion repeated = response.recordAt(DnsSection.QUESTION);
        return repeated == null
                ? response.isTruncated() || response.code().intValue() != 0
                : repeated.type().equals(DnsRecordType.valueOf(type.name()))
                        && repeated.name().equalsIgnoreCase(name + ".");
    }

    private void heard(DnsResponse response) {
        if (response.isTruncated() && !tcp) {
            truncated = true;
            tcp = true;
            Channel datagrams = channel;
            connect(loops.client(loop), new TcpDnsQueryEncoder(), new TcpDnsResponseDecoder());
            if (datagrams != null) {
                datagrams.close();
            }
            return;
        }
        int code = response.code().intValue();
        String rcode = DnsReader.rcode(code);
        List<DnsAnswer> answers = DnsReader.answers(response);
        List<InetAddress> addresses = DnsReader.addresses(name, type, answers);
        Status status = switch (rcode) {
            case "NOERROR" -> addresses.isEmpty() ? Status.NO_DATA : Status.FOUND;
            case "NXDOMAIN" -> Status.NO_SUCH_NAME;
            case "SERVFAIL" -> Status.SERVER_FAILURE;
            case "REFUSED" -> Status.REFUSED;
            default -> Status.OTHER;
        };
        Failure failure = switch (status) {
            case NO_SUCH_NAME -> failure(Failure.Kind.UNKNOWN_HOST, "dnsNoSuchName");
            case SERVER_FAILURE -> failure(Failure.Kind.PEER_ERROR, "dnsServerFailure");
            case REFUSED -> failure(Failure.Kind.PEER_ERROR, "dnsRefused");
            case OTHER -> Failure.of(Failure.Kind.PEER_ERROR, "dnsOther", name, server, rcode);
            default -> null;
        };
        tell(status, rcode, answers, addresses, failure);
    }

    private Failure failure(Failure.Kind kind, String key) {
        return Failure.of(kind, key, name, server);
    }

    private void unreachable(Throwable cause) {
        Failure.Kind kind = Failures.of(cause, server.toString()).kind();
        fail(
                Status.UNREACHABLE,
                kind == Failure.Kind.CONNECTION_REFUSED ? kind : Failure.Kind.UNREACHABLE,
                "dnsUnreachable");
    }

    private void late() {
        fail(Status.TIMED_OUT, Failure.Kind.REPLY_TIMEOUT, "dnsTimeout");
    }

    private void fail(Status status, Failure.Kind kind, String key) {
        if (!over) {
            tell(status, "", List.of(), List.of(), failure(kind, key));
        }
    }

    private void tell(
            Status status,
            String rcode,
            List<DnsAnswer> answers,
            List<InetAddress> addresses,
            @Nullable Failure failure) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        cancel();
        told.accept(new DnsQuery(
                type, server.toString(), status, rcode, answers, addresses, took, truncated, tcp, failure));
    }

    /** Gives up; nothing is told any more. */
    void cancel() {
        over = true;
        timers.forEach(timer -> timer.cancel(false));
        if (channel != null) {
            channel.close();
        }
    }
}

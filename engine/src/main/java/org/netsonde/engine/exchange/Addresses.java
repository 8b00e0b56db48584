package org.netsonde.engine.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Host names and addresses. */
public final class Addresses {

    private Addresses() {}

    /** Looks a host up on a thread of its own, since the system's resolver blocks. */
    public static CompletableFuture<InetSocketAddress> resolve(String host, int port) {
        CompletableFuture<InetSocketAddress> result = new CompletableFuture<>();
        Thread.ofVirtual().name("netsonde-resolve").start(() -> {
            try {
                result.complete(new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (UnknownHostException | RuntimeException e) {
                result.completeExceptionally(new CompletionException(e));
            }
        });
        return result;
    }

    /** {@code host:port}, with an IPv6 address in brackets. */
    public static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? text(inet.getHostString(), inet.getPort())
                : address.toString();
    }

    /** {@code host:port}, with an IPv6 address in brackets. */
    public static String text(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

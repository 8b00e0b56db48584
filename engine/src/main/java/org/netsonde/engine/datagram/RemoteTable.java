package org.netsonde.engine.datagram;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.Target;

/**
 * The peers of a datagram endpoint by address, in the order in which they were last heard. Confined to one event loop;
 * whoever adds sees to the bound.
 *
 * @param <R> what is known of a peer
 */
public final class RemoteTable<R extends RemoteTable.Entry> {

    /** A peer. */
    public interface Entry {
        /** The id of its connection. */
        long connectionId();

        /** Its address. */
        InetSocketAddress remote();
    }

    private final LinkedHashMap<InetSocketAddress, R> byAddress = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Long, R> byId = new HashMap<>();
    /** The one that was heard last; most datagrams come in runs. */
    private @Nullable R latest;

    /** An empty table. */
    public RemoteTable() {}

    /** The same address without the scope 0 that some transports add to IPv6 addresses, which nobody wants to read. */
    public static InetSocketAddress plain(InetSocketAddress address) {
        if (address.getAddress() instanceof Inet6Address six && six.getScopeId() == 0) {
            try {
                return new InetSocketAddress(InetAddress.getByAddress(six.getAddress()), address.getPort());
            } catch (UnknownHostException e) {
                throw new AssertionError("sixteen bytes are an address", e);
            }
        }
        return address;
    }

    /** The peer at that address, which was just heard; null if it is not known. */
    public @Nullable R heard(InetSocketAddress address) {
        R last = latest;
        if (last != null && last.remote().equals(address)) {
            return last;
        }
        R found = byAddress.get(address);
        if (found != null) {
            latest = found;
        }
        return found;
    }

    /** Adds a peer that was just heard. */
    public void add(R remote) {
        byAddress.put(remote.remote(), remote);
        byId.put(remote.connectionId(), remote);
        latest = remote;
    }

    /** Removes a peer; false if it was not there. */
    public boolean remove(R remote) {
        if (byId.remove(remote.connectionId()) == null) {
            return false;
        }
        byAddress.remove(remote.remote());
        latest = null;
        return true;
    }

    /** How many there are. */
    public int size() {
        return byId.size();
    }

    /** The one that was silent for longest; null if there is none. */
    public @Nullable R quietest() {
        Map.Entry<InetSocketAddress, R> first = byAddress.firstEntry();
        return first == null ? null : first.getValue();
    }

    /** All of them; a view. */
    public Collection<R> all() {
        return byId.values();
    }

    /** Those of a target; a copy. */
    public List<R> select(Target to) {
        return switch (to) {
            case Target.All all -> List.copyOf(byId.values());
            case Target.Some some ->
                some.connections().stream()
                        .flatMap(id -> Stream.ofNullable(byId.get(id)))
                        .toList();
        };
    }
}

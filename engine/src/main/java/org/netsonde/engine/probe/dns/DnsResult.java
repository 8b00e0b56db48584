package org.netsonde.engine.probe.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;

/**
 * What a name leads to, as name servers say and as the system says, whose resolver heeds the hosts file too.
 *
 * @param name the name that was asked for, in ASCII
 * @param queries what name servers were asked, for A and AAAA; empty where none was
 * @param system what the resolver of the system says
 * @param note why no name server was asked, such as that it is an address; null where one was
 */
public record DnsResult(
        String name,
        List<DnsQuery> queries,
        SystemLookup system,
        @Nullable Phrase note) {

    public DnsResult {
        queries = List.copyOf(queries);
    }

    /**
     * What the resolver of the system says.
     *
     * @param addresses the addresses, in its order; empty where it knows none
     * @param took how long it took, which is little where it remembers
     * @param failure why there are none; null where there are
     */
    public record SystemLookup(
            List<InetAddress> addresses,
            Duration took,
            @Nullable Failure failure) {

        public SystemLookup {
            addresses = List.copyOf(addresses);
        }
    }

    /** Every address that was found, those of the system first, each once. */
    public List<InetAddress> addresses() {
        return Stream.concat(system.addresses().stream(), queries.stream().flatMap(query -> query.addresses().stream()))
                .distinct()
                .toList();
    }
}

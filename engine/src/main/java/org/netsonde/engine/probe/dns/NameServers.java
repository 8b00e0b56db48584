package org.netsonde.engine.probe.dns;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The name servers of the system, as {@code resolv.conf} has them. Stateless. */
final class NameServers {

    /** As many as the resolver of the C library heeds. */
    static final int MOST = 3;

    private static final Path FILE = Path.of("/etc/resolv.conf");
    private static final int MOST_BYTES = 64 << 10;
    private static final String KEYWORD = "nameserver";

    private NameServers() {}

    /** Those of this system, in their order; empty where it has no such file. Reads a file, so it is not for event loops. */
    static List<DnsServer> ofThisSystem() {
        try (InputStream in = Files.newInputStream(FILE)) {
            return parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Those of the text of such a file; what is no address is passed over. */
    static List<DnsServer> parse(String text) {
        List<DnsServer> found = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 2 && words[0].equals(KEYWORD) && found.size() < MOST) {
                try {
                    found.add(new DnsServer(
                            new InetSocketAddress(InetAddress.ofLiteral(words[1]), DnsServer.DEFAULT_PORT)));
                } catch (IllegalArgumentException ignored) {
                    // An address of a link that is not there, or a slip of the pen: the C library passes over it too.
                }
            }
        }
        return List.copyOf(found);
    }
}

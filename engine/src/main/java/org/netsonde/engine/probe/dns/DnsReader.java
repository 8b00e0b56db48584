package org.netsonde.engine.probe.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.netsonde.engine.message.Escapes;

/** Reads what a name server answered (RFC 1035, section 4). Stateless. */
final class DnsReader {

    private static final int MOST_ANSWERS = 256;
    private static final int MOST_HEX = 64;
    private static final int MOST_ALIASES = 16;
    private static final String[] RCODES = {
        "NOERROR",
        "FORMERR",
        "SERVFAIL",
        "NXDOMAIN",
        "NOTIMP",
        "REFUSED",
        "YXDOMAIN",
        "YXRRSET",
        "NXRRSET",
        "NOTAUTH",
        "NOTZONE"
    };

    private DnsReader() {}

    /** A response code as it is written (the registry of RFC 6895). */
    static String rcode(int code) {
        return code < RCODES.length ? RCODES[code] : "RCODE" + code;
    }

    /** The records of the answer. */
    static List<DnsAnswer> answers(DnsResponse response) {
        int count = Math.min(MOST_ANSWERS, response.count(DnsSection.ANSWER));
        List<DnsAnswer> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
            answers.add(new DnsAnswer(name(record.name()), type(record.type()), record.timeToLive(), value(record)));
        }
        return answers;
    }

    private static String type(DnsRecordType type) {
        return type.name().equals("UNKNOWN") ? "TYPE" + type.intValue() : type.name();
    }

    private static String value(DnsRecord record) {
        if (!(record instanceof DnsRawRecord raw)) {
            return "";
        }
        ByteBuf content = raw.content();
        int type = record.type().intValue();
        if (isAddress(type, content)) {
            return address(content).getHostAddress();
        } else if (type == DnsRecordType.CNAME.intValue()) {
            return name(DefaultDnsRecordDecoder.decodeName(content.duplicate()));
        }
        return ByteBufUtil.hexDump(content, content.readerIndex(), Math.min(MOST_HEX, content.readableBytes()));
    }

    private static boolean isAddress(int type, ByteBuf content) {
        return (type == DnsRecordType.A.intValue() && content.readableBytes() == 4)
                || (type == DnsRecordType.AAAA.intValue() && content.readableBytes() == 16);
    }

    private static InetAddress address(ByteBuf content) {
        try {
            return InetAddress.getByAddress(ByteBufUtil.getBytes(content));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * The addresses of the wanted type that the name leads to, through aliases where it has some: what else a server puts into
     * its answer is not believed.
     */
    static List<InetAddress> addresses(String asked, DnsType type, List<DnsAnswer> answers) {
        Set<String> names = new HashSet<>(Set.of(key(asked)));
        for (int i = 0; i < MOST_ALIASES; i++) {
            boolean more = false;
            for (DnsAnswer answer : answers) {
                more |= answer.type().equals("CNAME")
                        && names.contains(key(answer.name()))
                        && names.add(key(answer.value()));
            }
            if (!more) {
                break;
            }
        }
        return answers.stream()
                .filter(answer -> answer.type().equals(type.name())
                        && names.contains(key(answer.name()))
                        // Of the wrong length, it was told in hexadecimal.
                        && (answer.value().contains(".") || answer.value().contains(":")))
                .map(answer -> InetAddress.ofLiteral(answer.value()))
                .distinct()
                .toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Without its last dot, and with what may not be printed escaped: it was written by others. */
    private static String name(String name) {
        String bare = name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return Escapes.encode(bare.getBytes(StandardCharsets.UTF_8));
    }
}

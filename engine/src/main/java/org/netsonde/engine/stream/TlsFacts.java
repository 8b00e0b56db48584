package org.netsonde.engine.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.tls.TlsSession;

/**
 * What is shown of the TLS sessions of an endpoint: what was agreed on, what was checked, and the certificates of both sides,
 * which connections share. Safe for threads.
 */
final class TlsFacts {

    private static final Phrase NOTHING = Phrase.of("check.nothing");

    /** How many certificates are kept. */
    private static final int MAX_CERTIFICATES = 100;

    private final Map<Shown, FactGroup> certificates = new LinkedHashMap<>();

    private record Shown(String whose, int place, CertificateDetails details) {}

    List<FactGroup> of(TlsSession session) {
        List<FactGroup> groups = new ArrayList<>();
        groups.add(new FactGroup("tls", agreed(session)));
        for (int i = 0; i < session.peer().size(); i++) {
            groups.add(certificate(new Shown("peer", i, session.peer().get(i))));
        }
        for (int i = 0; i < session.own().size(); i++) {
            groups.add(certificate(new Shown("own", i, session.own().get(i))));
        }
        return groups;
    }

    private static List<Fact> agreed(TlsSession session) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("protocol", session.protocol()));
        facts.add(Fact.of("cipher", session.cipher()));
        facts.add(Fact.optional("alpn", session.alpn()));
        facts.add(Fact.optional("serverName", session.serverName()));
        facts.add(Fact.of("resumed", Phrase.of(session.resumed() ? "fact.yes" : "fact.no"), Fact.Tone.PLAIN));
        facts.add(Fact.of("handshake", "%.2f ms".formatted(session.handshakeNanos() / 1e6)));
        facts.add(Fact.of("provider", session.provider()));
        for (Phrase check : session.checks()) {
            facts.add(Fact.of("checked", check, check.equals(NOTHING) ? Fact.Tone.BAD : Fact.Tone.GOOD));
        }
        return facts;
    }

    private synchronized FactGroup certificate(Shown shown) {
        FactGroup group = certificates.remove(shown);
        if (group == null) {
            group = group(shown.whose(), shown.place(), shown.details());
        }
        // The one shown last is the last to go.
        certificates.put(shown, group);
        if (certificates.size() > MAX_CERTIFICATES) {
            certificates.remove(certificates.keySet().iterator().next());
        }
        return group;
    }

    private static FactGroup group(String whose, int place, CertificateDetails details) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("subject", details.subject()));
        facts.add(Fact.of("issuer", details.issuer()));
        if (!details.names().isEmpty()) {
            facts.add(Fact.of("names", String.join(", ", details.names())));
        }
        facts.add(Fact.of("validity", details.from() + " – " + details.until()));
        facts.add(Fact.of("key", details.key()));
        facts.add(Fact.of("signature", details.signature()));
        facts.add(Fact.of("fingerprint", details.fingerprint()));
        String title = "facts." + whose + (place == 0 ? "Certificate" : "Authority");
        return new FactGroup(whose + place, Phrase.of(title, place), facts);
    }
}

package org.netsonde.engine.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

/** What the settings of servers and clients must keep to alike. Used once. */
final class TlsRules {

    static final int MAX_CIPHERS = 50;
    static final int MAX_ALPN = 20;
    static final long SHORTEST = 100_000_000L;
    static final long LONGEST = 600_000_000_000L;

    private static final Pattern CIPHER = Pattern.compile("TLS_[A-Z0-9_]{3,100}");

    private final TlsMode mode;
    private final List<Problem> problems = new ArrayList<>();

    TlsRules(TlsMode mode, TlsTerms terms) {
        this.mode = mode;
        List<String> ciphers = terms.ciphers();
        List<String> alpn = terms.alpn();
        for (int i = 0; i < ciphers.size(); i++) {
            if (!CIPHER.matcher(ciphers.get(i)).matches()) {
                problems.add(new Problem("ciphers[" + i + "]", Phrase.of("problem.cipherName")));
            }
        }
        if (!ciphers.isEmpty() && ciphers.stream().noneMatch(cipher -> CipherSuites.fits(cipher, terms.versions()))) {
            problems.add(new Problem("ciphers", Phrase.of("problem.cipherVersion")));
        }
        for (int i = 0; i < alpn.size(); i++) {
            String name = alpn.get(i);
            if (name.isEmpty() || name.length() > 255 || name.chars().anyMatch(c -> c < '!' || c > '~')) {
                problems.add(new Problem("alpn[" + i + "]", Phrase.of("problem.alpnName")));
            }
        }
    }

    /** A file that TLS needs once it is on. */
    TlsRules chosen(String field, Optional<String> unchosen) {
        if (mode == TlsMode.ON && unchosen.isPresent()) {
            problems.add(new Problem(field + "." + unchosen.get(), Phrase.of("problem.fileNeeded")));
        }
        return this;
    }

    /** Fails with everything that is wrong. */
    void check() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}

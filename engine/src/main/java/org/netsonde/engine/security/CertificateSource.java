package org.netsonde.engine.security;

import java.util.List;
import java.util.Optional;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

/** Where an endpoint's certificate comes from: what servers and clients have in common. */
public sealed interface CertificateSource permits ServerCertificate, ClientCertificate {

    /**
     * Made by Netsonde's own authority when the endpoint starts.
     *
     * @param key the kind of its key
     * @param names the host names and addresses that it is for
     */
    record Generated(
            KeyKind key,
            @Option(max = CertificatePlan.MAX_NAMES) List<String> names)
            implements ServerCertificate, ClientCertificate {
        public Generated {
            names = List.copyOf(names);
            List<Problem> problems = AlternativeName.problems("names", names);
            if (!problems.isEmpty()) {
                throw new SettingsException(problems);
            }
        }

        /** For this machine. */
        public Generated() {
            this(KeyKind.ECDSA_P256, List.of("localhost", "127.0.0.1", "::1"));
        }
    }

    /**
     * In PEM files.
     *
     * @param chain the file with the certificate and those of its authorities
     * @param key the file with its key; empty if it stands in the same file
     * @param password the password of the key
     */
    record Pem(
            @Option(min = 1, max = MAX_PATH, editor = "file")
            String chain,

            @Option(max = MAX_PATH, editor = "file") String key,
            Secret password)
            implements ServerCertificate, ClientCertificate {
        /** No file yet. */
        public Pem() {
            this("", "", new Secret());
        }

        @Override
        public Optional<String> unchosen() {
            return chain.isEmpty() ? Optional.of("chain") : Optional.empty();
        }
    }

    /**
     * In a PKCS#12 file.
     *
     * @param file the file with certificate and key
     * @param password its password
     */
    record Pkcs12(
            @Option(min = 1, max = MAX_PATH, editor = "file")
            String file,

            Secret password) implements ServerCertificate, ClientCertificate {
        /** No file yet. */
        public Pkcs12() {
            this("", new Secret());
        }

        @Override
        public Optional<String> unchosen() {
            return file.isEmpty() ? Optional.of("file") : Optional.empty();
        }
    }

    /** The longest path. */
    int MAX_PATH = 4096;

    /** The option that still needs a file; empty if none does. Constructors let it pass, as a form begins without. */
    default Optional<String> unchosen() {
        return Optional.empty();
    }
}

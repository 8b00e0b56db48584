package org.netsonde.engine.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.netsonde.engine.OperatingSystem;

/**
 * The authorities that this system trusts: those of the operating system, so that one added by a company is among them; those
 * that came with Java where that keeps no list, or where {@code javax.net.ssl.trustStore} names one. Stateless.
 */
final class SystemAuthorities {

    /** Where the families of Linux and the BSDs keep all authorities in one file. */
    private static final List<Path> FILES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private SystemAuthorities() {}

    /** The certificates of the authorities. Takes some tens of milliseconds. */
    static List<X509Certificate> load() {
        if (System.getProperty("javax.net.ssl.trustStore") == null) {
            List<X509Certificate> own = ofSystem(OperatingSystem.here());
            if (!own.isEmpty()) {
                return own;
            }
        }
        return ofJava();
    }

    private static List<X509Certificate> ofSystem(OperatingSystem system) {
        try {
            if (system == OperatingSystem.WINDOWS) {
                return ofStore("Windows-ROOT");
            } else if (system == OperatingSystem.MAC) {
                return ofStore("KeychainStore-ROOT");
            }
            return ofFiles();
        } catch (GeneralSecurityException | IOException e) {
            System.getLogger(SystemAuthorities.class.getName())
                    .log(System.Logger.Level.INFO, "the system's authorities cannot be read; Java's are used", e);
            return List.of();
        }
    }

    private static List<X509Certificate> ofStore(String type) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate x509) {
                found.add(x509);
            }
        }
        return found;
    }

    private static List<X509Certificate> ofFiles() throws GeneralSecurityException, IOException {
        for (Path file : FILES) {
            if (Files.isRegularFile(file)) {
                List<X509Certificate> found = new ArrayList<>();
                byte[] content = Files.readAllBytes(file);
                for (Certificate certificate : CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(content))) {
                    found.add((X509Certificate) certificate);
                }
                return found;
            }
        }
        return List.of();
    }

    private static List<X509Certificate> ofJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> found = new ArrayList<>();
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    found.addAll(List.of(x509.getAcceptedIssuers()));
                }
            }
            return found;
        } catch (GeneralSecurityException e) {
            System.getLogger(SystemAuthorities.class.getName())
                    .log(System.Logger.Level.WARNING, "Java's authorities cannot be read", e);
            return List.of();
        }
    }
}

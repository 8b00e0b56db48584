package org.netsonde.engine.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;

/** Certificates with their key in PKCS#12 files ({@code .p12}, {@code .pfx}). Methods block on the disk. Stateless. */
public final class Pkcs12Files {

    private static final String TYPE = "PKCS12";
    private static final String ALIAS = "netsonde";

    private Pkcs12Files() {}

    /**
     * The only key of a file, with its certificates.
     *
     * @param password the file's password; empty for none
     * @throws FailureException of kind FILE if it cannot be read, CERTIFICATE if the password is wrong, it is no PKCS#12
     *     file, or does not hold exactly one key
     */
    public static Identity read(Path file, char[] password) {
        byte[] content = PrivateFiles.readChosen(file, PemFiles.MAX_BYTES);
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(content), password);
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.isEmpty()) {
                throw failure("noKey", file);
            } else if (keys.size() > 1) {
                throw failure("severalKeys", file, keys.size());
            }
            return identity(store, keys.getFirst(), file, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new FailureException(explain(e, file, password), e);
        }
    }

    private static Identity identity(KeyStore store, String alias, Path file, char[] password)
            throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        Certificate[] certificates = store.getCertificateChain(alias);
        for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
            chain.add((X509Certificate) certificate);
        }
        if (chain.isEmpty() || !(store.getKey(alias, password) instanceof PrivateKey key)) {
            throw failure(chain.isEmpty() ? "noCertificate" : "noKey", file);
        }
        PemFiles.requireMatch(chain, file, key, file);
        return new Identity(chain, key);
    }

    private static Failure explain(Exception e, Path file, char[] password) {
        boolean encrypted = e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException;
        String name = !encrypted ? "notPkcs12" : password.length == 0 ? "passwordNeeded" : "passwordWrong";
        return Failure.of(Failure.Kind.CERTIFICATE, name, file);
    }

    /**
     * Writes certificates with their key, readable by the owner only.
     *
     * @throws FailureException of kind FILE if it could not be written
     */
    public static void write(Path file, Identity identity, char[] password) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            store.setKeyEntry(ALIAS, identity.key(), password, identity.chain().toArray(new Certificate[0]));
            store.store(content, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a PKCS#12 file could not be made", e);
        }
        PrivateFiles.write(file, content.toByteArray());
    }

    private static FailureException failure(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.CERTIFICATE, name, args));
    }
}

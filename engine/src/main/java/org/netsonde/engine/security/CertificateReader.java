package org.netsonde.engine.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.io.pem.PemObject;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.security.CertificatesRead.Other;

/**
 * Finds certificates in whatever somebody has: PEM, DER, PKCS#7 and PKCS#12 files, or text. Keys that stand beside them are
 * named, never kept. What is read is untrusted. Stateless.
 */
public final class CertificateReader {

    /** How many certificates are looked at: more than the authorities of any system. */
    public static final int MAX = 500;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OBJECT_IDENTIFIER = 0x06;

    /** The version of PKCS#12 (RFC 7292), which no kind of private key has. */
    private static final int PFX = 3;

    private final String where;
    private final char[] password;
    private final Set<X509Certificate> found = new LinkedHashSet<>();
    private final List<Other> others = new ArrayList<>();
    private int leftOut;
    private boolean locked;

    private CertificateReader(String where, char[] password) {
        this.where = where;
        this.password = password;
    }

    /**
     * Reads a file. Blocks on the disk.
     *
     * @param password of a PKCS#12 file, for the caller to erase; empty for none
     * @throws FailureException of kind FILE if it cannot be read or is longer than {@link PemFiles#MAX_BYTES}, CERTIFICATE
     *     if there is no certificate in it, a broken one, or the password is wrong
     */
    public static CertificatesRead file(Path file, char[] password) {
        return new CertificateReader(file.toString(), password).read(PrivateFiles.readChosen(file, PemFiles.MAX_BYTES));
    }

    /**
     * Reads text: PEM, or Base64 without its first and last line.
     *
     * @throws FailureException of kind CERTIFICATE if there is no certificate in it, or a broken one
     */
    public static CertificatesRead text(String text) {
        CertificateReader reader =
                new CertificateReader(Phrase.of("words.theText").toString(), new char[0]);
        if (text.length() > PemFiles.MAX_BYTES) {
            throw reader.failure("certificatesTooLong", PemFiles.MAX_BYTES >> 10);
        }
        return reader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private CertificatesRead read(byte[] content) {
        try {
            if (content.length == 0) {
                throw failure("certificatesEmpty");
            } else if (PemFiles.isPem(content)) {
                for (PemObject block : PemFiles.blocks(content)) {
                    pem(block);
                }
            } else if (content[0] == SEQUENCE) {
                der(content);
            } else {
                base64(content);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw failure("certificateBroken", e);
        }
        if (found.isEmpty() && !locked) {
            throw others.isEmpty() ? failure("certificatesNone") : failure(instead(others.getFirst()));
        }
        return new CertificatesRead(List.copyOf(found), others, leftOut, locked);
    }

    private static String instead(Other other) {
        return switch (other) {
            case PRIVATE_KEY, ENCRYPTED_KEY, PUBLIC_KEY -> "certificatesKeyInstead";
            case REQUEST -> "certificatesRequestInstead";
            case REVOCATION_LIST -> "certificatesListInstead";
            case UNKNOWN -> "certificatesNone";
        };
    }

    private void pem(PemObject block) throws CertificateException {
        String type = block.getType();
        if (type.equals(PemFiles.TRUSTED)) {
            add(List.of(PemFiles.first(block.getContent())));
        } else if (type.endsWith("CERTIFICATE") || type.equals("PKCS7") || type.equals("CMS")) {
            add(PemFiles.parse(block.getContent()));
        } else if (type.endsWith("PRIVATE KEY")) {
            boolean encrypted =
                    type.startsWith("ENCRYPTED") || !block.getHeaders().isEmpty();
            others.add(encrypted ? Other.ENCRYPTED_KEY : Other.PRIVATE_KEY);
        } else if (type.endsWith("PUBLIC KEY")) {
            others.add(Other.PUBLIC_KEY);
        } else if (type.endsWith("CERTIFICATE REQUEST")) {
            others.add(Other.REQUEST);
        } else {
            others.add(type.endsWith("CRL") ? Other.REVOCATION_LIST : Other.UNKNOWN);
        }
    }

    private void base64(byte[] content) throws IOException, GeneralSecurityException {
        String text =
                SPACE.matcher(new String(content, StandardCharsets.ISO_8859_1)).replaceAll("");
        if (!BASE64.matcher(text).matches()) {
            throw failure("certificatesNone");
        }
        byte[] der;
        try {
            der = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw failure("certificateBroken", e);
        }
        if (der[0] != SEQUENCE) {
            throw failure("certificatesNone");
        }
        der(der);
    }

    private void der(byte[] der) throws IOException, GeneralSecurityException {
        int inner = begin(der);
        switch (der[inner]) {
            case INTEGER -> {
                if (der.length > inner + 2 && der[inner + 1] == 1 && der[inner + 2] == PFX) {
                    pkcs12(der);
                } else {
                    others.add(Other.PRIVATE_KEY);
                }
            }
            case SEQUENCE, OBJECT_IDENTIFIER -> add(PemFiles.parse(der));
            default -> throw failure("certificatesNone");
        }
    }

    /** Where the first thing in the outermost sequence begins. Says so where the end is missing. */
    private int begin(byte[] der) {
        int first = der.length < 2 ? 0 : der[1] & 0xff;
        int more = first > 0x80 ? first & 0x7f : 0;
        if (der.length < 3 + more || more > 4) {
            throw failure(more > 4 ? "certificatesNone" : "certificateBroken");
        }
        long length = first < 0x80 ? first : 0;
        for (int i = 0; i < more; i++) {
            length = (length << 8) | (der[2 + i] & 0xff);
        }
        int inner = 2 + more;
        // 0x80 says that the end is marked, not counted.
        if (first != 0x80 && inner + length > der.length) {
            throw failure("certificatesCut", inner + length, der.length);
        }
        return inner;
    }

    private void pkcs12(byte[] content) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        if (!load(store, content)) {
            return;
        }
        addAll(store);
        if (found.isEmpty()) {
            // The JDK passes over certificates that have no key and that it has not marked as trusted itself.
            KeyStore other = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
            other.load(new ByteArrayInputStream(content), password);
            addAll(other);
        }
    }

    private boolean load(KeyStore store, byte[] content) throws IOException, GeneralSecurityException {
        try {
            store.load(new ByteArrayInputStream(content), password);
            return true;
        } catch (IOException e) {
            if (!(e.getCause() instanceof UnrecoverableKeyException)) {
                throw e;
            } else if (password.length > 0) {
                throw failure("certificatesPassword", e);
            }
            locked = true;
            return false;
        }
    }

    private void addAll(KeyStore store) throws GeneralSecurityException {
        List<String> aliases = Collections.list(store.aliases());
        // What has a key first: it is what the others vouch for.
        for (String alias : aliases) {
            if (store.isKeyEntry(alias)) {
                others.add(Other.PRIVATE_KEY);
                Certificate[] chain = store.getCertificateChain(alias);
                add(chain == null ? List.of() : List.of(chain));
            }
        }
        for (String alias : aliases) {
            if (store.isCertificateEntry(alias)) {
                add(List.of(store.getCertificate(alias)));
            }
        }
    }

    private void add(List<? extends Certificate> certificates) {
        for (Certificate certificate : certificates) {
            if (certificate instanceof X509Certificate x509 && !found.contains(x509)) {
                if (found.size() < MAX) {
                    found.add(x509);
                } else {
                    leftOut++;
                }
            }
        }
    }

    private FailureException failure(String name, Exception cause) {
        return new FailureException(Failure.of(Failure.Kind.CERTIFICATE, name, where), cause);
    }

    private FailureException failure(String name, Object... more) {
        Object[] args = new Object[more.length + 1];
        args[0] = where;
        System.arraycopy(more, 0, args, 1, more.length);
        return new FailureException(Failure.of(Failure.Kind.CERTIFICATE, name, args));
    }
}

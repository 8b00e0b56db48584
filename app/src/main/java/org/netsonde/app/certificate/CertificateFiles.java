package org.netsonde.app.certificate;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.IssuedCertificate;
import org.netsonde.engine.security.PemFiles;
import org.netsonde.engine.security.Pkcs12Files;

/** Saves certificates where the user wants them. JavaFX thread only; files are written in the background. */
final class CertificateFiles {

    private final SecurityContext context;
    private final Texts texts;

    CertificateFiles(SecurityContext context) {
        this.context = context;
        texts = context.texts();
    }

    /** Saves the certificate of the authority, for those who are to trust it. */
    void saveAuthority(AuthorityFolder folder) {
        context.saveTo(
                        texts.get("certificates.saveAuthority"),
                        texts.get("certificates.kind.pem"),
                        "pem",
                        "netsonde-authority.pem")
                .ifPresent(file -> context.run(
                        () -> {
                            PemFiles.writeChain(file, List.of(folder.authority().certificate()));
                            return file;
                        },
                        context::written,
                        context::show));
    }

    /** Saves certificates that somebody looks at. */
    void saveChain(List<X509Certificate> chain, String name) {
        context.saveTo(texts.get("certificates.savePem"), texts.get("certificates.kind.pem"), "pem", name + ".pem")
                .ifPresent(file -> context.run(
                        () -> {
                            PemFiles.writeChain(file, chain);
                            return file;
                        },
                        context::written,
                        context::show));
    }

    /** Saves a certificate, and its key in a file beside it that only its owner may read. */
    void savePem(IssuedCertificate issued) {
        context.saveTo(
                        texts.get("certificates.savePem"),
                        texts.get("certificates.kind.pem"),
                        "pem",
                        issued.name() + ".pem")
                .ifPresent(file -> savePem(issued, file, keyBeside(file)));
    }

    private void savePem(IssuedCertificate issued, Path file, Path key) {
        // The dialog has asked about the certificate's file only.
        context.run(
                () -> Files.exists(key, LinkOption.NOFOLLOW_LINKS),
                there -> {
                    if (there) {
                        context.confirmReplacing(key, () -> writePem(issued, file, key));
                    } else {
                        writePem(issued, file, key);
                    }
                },
                context::show);
    }

    private static Path keyBeside(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        return file.resolveSibling(name.equals(base + ".key") ? name + ".key" : base + ".key");
    }

    private void writePem(IssuedCertificate issued, Path file, Path key) {
        context.run(
                () -> {
                    Identity identity = identity(issued);
                    PemFiles.writeKey(key, identity.key());
                    PemFiles.writeChain(file, identity.chain());
                    return file;
                },
                context::written,
                context::show);
    }

    /** Saves a certificate with its key in one file, behind a password. */
    void savePkcs12(IssuedCertificate issued) {
        context.saveTo(
                        texts.get("certificates.savePkcs12"),
                        texts.get("certificates.kind.pkcs12"),
                        "p12",
                        issued.name() + ".p12")
                .ifPresent(file -> context.password(
                        texts.get("certificates.password", issued.name()),
                        password -> writePkcs12(issued, file, password)));
    }

    private void writePkcs12(IssuedCertificate issued, Path file, char[] password) {
        context.run(
                () -> {
                    try {
                        Pkcs12Files.write(file, identity(issued), password);
                    } finally {
                        Arrays.fill(password, '\0');
                    }
                    return file;
                },
                context::written,
                context::show);
    }

    private static Identity identity(IssuedCertificate issued) {
        return PemFiles.identity(issued.chain(), issued.key(), new char[0]);
    }
}

package org.netsonde.app.certificate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.security.IssuedCertificate;
import tools.jackson.databind.node.ObjectNode;

/** Hands certificates to endpoints, by menu or by dragging them there. JavaFX thread only. */
public final class HandOver {

    /** Says which certificate is dragged: its name, the file of its chain and that of its key, a line each. */
    private static final DataFormat DRAGGED = new DataFormat("application/x-netsonde-certificate");

    private static final int LINES = 3;
    private static final int MAX_LENGTH = 20_000;

    private final SecurityContext context;

    /** Hands over to the endpoints of a window. */
    public HandOver(SecurityContext context) {
        this.context = context;
    }

    /** A certificate and its files. */
    record Held(String name, Path chain, Path key) {

        static Held of(IssuedCertificate issued) {
            return new Held(issued.name(), issued.chain(), issued.key());
        }
    }

    /** What is dragged: for endpoints the certificate with its key, for other programs the file without. */
    public static ClipboardContent dragged(IssuedCertificate issued) {
        ClipboardContent content = new ClipboardContent();
        content.put(DRAGGED, issued.name() + "\n" + issued.chain() + "\n" + issued.key());
        content.putFiles(List.of(issued.chain().toFile()));
        return content;
    }

    private static Optional<Held> held(Clipboard board) {
        // Another program may have put it there.
        if (!(board.getContent(DRAGGED) instanceof String text) || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<String> lines = text.lines().toList();
        try {
            return lines.size() == LINES
                    ? Optional.of(new Held(lines.getFirst(), Path.of(lines.get(1)), Path.of(lines.get(2))))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether a certificate is dragged, for whomever. */
    public static boolean isDragged(Clipboard board) {
        return board.hasContent(DRAGGED);
    }

    /** Whether what is dragged is a certificate, and the endpoint can show one. */
    public boolean takes(Endpoint endpoint, Clipboard board) {
        return isDragged(board) && takes(endpoint);
    }

    /** Gives an endpoint what was dragged to it; false if that was nothing for it. */
    public boolean drop(Endpoint endpoint, Clipboard board) {
        Optional<Held> held = takes(endpoint) ? held(board) : Optional.empty();
        held.ifPresent(certificate -> give(endpoint, certificate));
        return held.isPresent();
    }

    /** Whether an endpoint can show a certificate. */
    boolean takes(Endpoint endpoint) {
        return CertificateSetting.of(endpoint.protocol()).isPresent();
    }

    /** Whether an endpoint checks certificates of others. */
    boolean trusts(Endpoint endpoint) {
        return TrustSetting.of(endpoint.protocol()).isPresent();
    }

    /** Has an endpoint show a certificate. */
    void give(Endpoint endpoint, Held held) {
        CertificateSetting.of(endpoint.protocol()).ifPresent(setting -> {
            ObjectNode settings = endpoint.settings();
            setting.write(settings, held.chain(), held.key());
            changed(
                    endpoint,
                    settings,
                    endpoint.state().startable() ? "certificates.used" : "certificates.used.restart",
                    held.name());
        });
    }

    /**
     * Has an endpoint trust an authority, and nobody else.
     *
     * @param authority the file with its certificate
     */
    void trust(Endpoint endpoint, Path authority) {
        TrustSetting.of(endpoint.protocol()).ifPresent(setting -> {
            ObjectNode settings = endpoint.settings();
            setting.write(settings, authority);
            changed(
                    endpoint,
                    settings,
                    endpoint.state().startable() ? "certificates.trusted" : "certificates.trusted.restart",
                    authority.toString());
        });
    }

    private void changed(Endpoint endpoint, ObjectNode settings, String key, String what) {
        endpoint.configure(settings);
        context.settingsChanged(endpoint);
        context.show(context.texts().get(key, what, endpoint.name()));
    }
}

package org.netsonde.app.security.fernet;

import java.security.SecureRandom;
import java.time.InstantSource;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.bench.part.ToolPage;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;

/** Keys and tokens of Fernet. JavaFX thread only. */
public final class FernetPage implements SecurityPage {

    private final KeyCard key;
    private final PasswordCard password;
    private final EncryptCard encrypt;
    private final DecryptCard decrypt;
    private final Node node;

    /** A page without a key. */
    public FernetPage(SecurityContext context, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        key = new KeyCard(context, random);
        password = new PasswordCard(context, random, key);
        encrypt = new EncryptCard(context, random, clock, key);
        decrypt = new DecryptCard(context, random, clock, key);
        node = new ToolPage("fernet-page", key.card(), password.card(), encrypt.card(), decrypt.card()).node();
    }

    @Override
    public String id() {
        return "fernet";
    }

    @Override
    public Feather icon() {
        return Feather.LOCK;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void focus() {
        key.focus();
    }

    @Override
    public void dispose() {
        password.dispose();
        encrypt.dispose();
        decrypt.dispose();
    }
}

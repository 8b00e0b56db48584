package org.netsonde.app.security.password;

import java.security.SecureRandom;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.bench.part.ToolPage;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.engine.security.crypto.Turns;

/** Keys from passwords, and whether a password is that of a hash. JavaFX thread only. */
public final class PasswordsPage implements SecurityPage {

    private final DeriveCard derive;
    private final VerifyCard verify;
    private final Node node;

    /** A page without passwords. */
    public PasswordsPage(SecurityContext context) {
        Turns turns = new Turns();
        derive = new DeriveCard(context, new SecureRandom(), turns);
        verify = new VerifyCard(context, turns);
        derive.onHash(verify::offer);
        node = new ToolPage("passwords-page", derive.card(), verify.card()).node();
    }

    @Override
    public String id() {
        return "passwords";
    }

    @Override
    public Feather icon() {
        return Feather.KEY;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void focus() {
        derive.focus();
    }

    @Override
    public void dispose() {
        derive.dispose();
        verify.dispose();
    }
}

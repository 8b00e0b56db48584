package org.netsonde.app.security.jwt;

import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.bench.part.ToolPage;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;

/** Checks tokens, and makes some. JavaFX thread only. */
public final class JwtPage implements SecurityPage {

    private final CheckCard check;
    private final CreateCard create;
    private final ToolPage page;

    /** A page without a token. */
    public JwtPage(SecurityContext context) {
        check = new CheckCard(context);
        create = new CreateCard(context, this::check);
        page = new ToolPage("jwt-page", check.card(), create.card());
    }

    @Override
    public String id() {
        return "jwt";
    }

    @Override
    public Feather icon() {
        return Feather.CREDIT_CARD;
    }

    @Override
    public Node node() {
        return page.node();
    }

    @Override
    public void showing() {
        create.refresh();
    }

    @Override
    public void focus() {
        check.focus();
    }

    @Override
    public void dispose() {
        check.dispose();
    }

    private void check(String token) {
        page.top();
        check.show(token);
    }
}

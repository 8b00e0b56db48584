package org.netsonde.app.security.signature;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.bench.part.ToolPage;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.engine.security.SigningKey;

/** A key, what is signed, and beneath them signing and checking. JavaFX thread only. */
public final class SignaturesPage implements SecurityPage {

    private final KeyCard key;
    private final SignCard work;
    private final ToolPage page;

    /** A page without a key. */
    public SignaturesPage(SecurityContext context) {
        work = new SignCard(context);
        key = new KeyCard(context, this::keyChanged);
        page = new ToolPage("signatures-page", key.card(), work.content(), work.signing(), work.checking());
        keyChanged(null);
    }

    private void keyChanged(@Nullable SigningKey now) {
        work.use(now);
    }

    @Override
    public String id() {
        return "signatures";
    }

    @Override
    public Feather icon() {
        return Feather.PEN_TOOL;
    }

    @Override
    public Node node() {
        return page.node();
    }

    @Override
    public void focus() {
        key.focus();
    }

    @Override
    public void dispose() {
        key.dispose();
        work.dispose();
    }
}

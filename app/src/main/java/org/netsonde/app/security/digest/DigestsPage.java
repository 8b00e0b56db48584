package org.netsonde.app.security.digest;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.ToolPage;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.app.security.part.SourceInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.ByteForm;

/** Digests and HMAC of what is typed, or of a file, as soon as it is there. JavaFX thread only. */
public final class DigestsPage implements SecurityPage {

    /** How long after the last key something is made of it. */
    static final Duration PAUSE = Duration.millis(120);

    private final SourceInput source;
    private final DigestCard digests;
    private final HmacCard hmac;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    private final Node node;

    /** A page of nothing yet, which has digests too. */
    public DigestsPage(SecurityContext context) {
        Texts texts = context.texts();
        source = new SourceInput(
                "digest-input",
                texts.get("digest.input"),
                context,
                ByteForm.TEXT,
                ByteForm.HEX,
                ByteForm.BASE64,
                ByteForm.BASE64URL);
        digests = new DigestCard(context, source);
        hmac = new HmacCard(context, source);
        ToolCard input = new ToolCard(texts.get("digest.input")).row(texts.get("digest.input.bytes"), source.node());
        node = new ToolPage("digest-page", input, digests.card(), hmac.card()).node();
        pause.setOnFinished(e -> {
            digests.refresh();
            hmac.refresh();
        });
        source.onChange(() -> {
            // What is under way is of something else by now.
            digests.cancel();
            hmac.cancel();
            pause.playFromStart();
        });
        pause.playFromStart();
    }

    @Override
    public String id() {
        return "hmac";
    }

    @Override
    public Feather icon() {
        return Feather.HASH;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void focus() {
        source.focus();
    }

    @Override
    public void dispose() {
        pause.stop();
        digests.cancel();
        hmac.cancel();
    }
}

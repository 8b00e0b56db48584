package org.netsonde.app.security.fernet;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import javafx.scene.control.Button;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.security.part.Output;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.Fernet;
import org.netsonde.engine.security.crypto.FernetKey;

/** Encrypts what is typed into a token. JavaFX thread only. */
final class EncryptCard {

    private final Texts texts;
    private final SecureRandom random;
    private final InstantSource clock;
    private final KeyCard key;
    private final BytesInput data;
    private final Output token;
    private final Verdict verdict = new Verdict("fernet-encrypt-verdict");
    private final Work work;
    private final ToolCard card;

    EncryptCard(SecurityContext context, SecureRandom random, InstantSource clock, KeyCard key) {
        this.random = random;
        this.clock = clock;
        this.key = key;
        texts = context.texts();
        data = BytesInput.area(
                "fernet-data",
                texts.get("fernet.data"),
                texts,
                ByteForm.TEXT,
                ByteForm.HEX,
                ByteForm.BASE64,
                ByteForm.BASE64URL);
        token = Output.plain("fernet-made", texts.get("fernet.token"), texts).rows(3);
        work = new Work("fernet-encrypt", context);
        Button encrypt = new Button(texts.get("fernet.encrypt"));
        encrypt.setId("fernet-encrypt");
        encrypt.getStyleClass().add("accent");
        encrypt.disableProperty().bind(work.runningProperty());
        encrypt.setOnAction(e -> encrypt());
        data.onEnter(this::encrypt);
        card = new ToolCard(texts.get("fernet.encrypt"))
                .row(texts.get("fernet.data"), data.node())
                .buttons(encrypt, work.node())
                .row(verdict.node())
                .row(texts.get("fernet.token"), token.node());
        data.onChange(this::stale);
        key.onChange(this::stale);
    }

    ToolCard card() {
        return card;
    }

    void dispose() {
        work.cancel();
    }

    private void stale() {
        work.cancel();
        verdict.clear();
        token.show("");
    }

    private void encrypt() {
        stale();
        Optional<byte[]> bytes = data.read();
        Optional<FernetKey> chosen = key.key();
        if (chosen.isEmpty()) {
            verdict.bad(texts.get("fernet.key.needed"));
        } else if (bytes.isPresent()) {
            Fernet fernet = new Fernet(chosen.get(), random, clock);
            work.start(watch -> fernet.encrypt(bytes.get()), token::show, failure -> verdict.bad(texts.get(failure)));
        }
    }
}

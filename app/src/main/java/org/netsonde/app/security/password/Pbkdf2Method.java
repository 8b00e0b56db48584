package org.netsonde.app.security.password;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.Hmac;
import org.netsonde.engine.security.crypto.Pbkdf2;

/** PBKDF2: digest, rounds. JavaFX thread only. */
final class Pbkdf2Method implements Method {

    private final Texts texts;
    private final Numbers numbers;
    private final ComboBox<Hmac> hmac;
    private final String label;

    Pbkdf2Method(Texts texts) {
        this.texts = texts;
        label = texts.get("kdf.hmac");
        hmac = Choices.box(
                "pbkdf2-hmac", label, List.of(Hmac.SHA256, Hmac.SHA512, Hmac.SHA384, Hmac.SHA1), Hmac::title);
        numbers = new Numbers(texts, "pbkdf2");
        numbers.add("rounds", texts.get("kdf.rounds"), Pbkdf2.USUAL.rounds());
    }

    @Override
    public String title() {
        return "PBKDF2";
    }

    @Override
    public Numbers numbers() {
        return numbers;
    }

    @Override
    public List<Parameter> parameters() {
        return Stream.concat(Stream.of(new Parameter(label, hmac)), numbers.parameters().stream())
                .toList();
    }

    @Override
    public void onChange(Runnable changed) {
        numbers.onChange(changed);
        hmac.valueProperty().subscribe((before, now) -> changed.run());
    }

    private Optional<Pbkdf2> read() {
        return numbers.read(() -> new Pbkdf2(hmac.getValue(), numbers.get("rounds")));
    }

    @Override
    public Optional<Derivation> derivation() {
        return read().map(kdf -> kdf::derive);
    }

    @Override
    public Optional<String> remark() {
        return read().flatMap(kdf -> {
            int advised = Pbkdf2.advisedRounds(kdf.hmac());
            return kdf.rounds() < advised
                    ? Optional.of(
                            texts.get("kdf.pbkdf2.weak", advised, kdf.hmac().title()))
                    : Optional.empty();
        });
    }
}

package org.netsonde.app.security.password;

import java.util.Optional;
import org.netsonde.app.bench.part.NumberInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.Scrypt;

/** Scrypt: cost, size of blocks, repetitions. JavaFX thread only. */
final class ScryptMethod implements Method {

    private static final long MIB = 1 << 20;

    private final Texts texts;
    private final Numbers numbers;
    private final NumberInput cost;

    ScryptMethod(Texts texts) {
        this.texts = texts;
        numbers = new Numbers(texts, "scrypt");
        Scrypt usual = Scrypt.USUAL;
        cost = numbers.add("n", texts.get("kdf.n"), usual.n());
        numbers.add("r", texts.get("kdf.r"), usual.r());
        numbers.add("p", texts.get("kdf.p"), usual.p());
        numbers.onChange(this::hint);
        hint();
    }

    private void hint() {
        long memory = 128L * numbers.get("n") * numbers.get("r");
        cost.hint(memory < MIB ? "" : texts.get("kdf.takes", memory / MIB));
    }

    @Override
    public String title() {
        return "scrypt";
    }

    @Override
    public Numbers numbers() {
        return numbers;
    }

    private Optional<Scrypt> read() {
        return numbers.read(() -> new Scrypt(numbers.get("n"), numbers.get("r"), numbers.get("p")));
    }

    @Override
    public Optional<Derivation> derivation() {
        return read().map(scrypt -> (password, salt, length, watch) -> scrypt.derive(password, salt, length));
    }

    @Override
    public Optional<String> remark() {
        return read().filter(scrypt -> !scrypt.isAdvised()).map(scrypt -> texts.get("kdf.scrypt.weak"));
    }
}

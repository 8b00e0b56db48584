package org.netsonde.app.security.password;

import java.util.Optional;
import org.netsonde.app.bench.part.NumberInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.Argon2Hash;
import org.netsonde.engine.security.crypto.Argon2Parameters;
import org.netsonde.engine.security.crypto.Argon2id;
import org.netsonde.engine.security.crypto.Watch;

/** Argon2id: memory, iterations, lanes. JavaFX thread only. */
final class Argon2idMethod implements Method {

    private final Texts texts;
    private final Numbers numbers;
    private final NumberInput memory;

    Argon2idMethod(Texts texts) {
        this.texts = texts;
        numbers = new Numbers(texts, "argon2");
        Argon2Parameters usual = Argon2Parameters.USUAL;
        memory = numbers.add("memory", texts.get("kdf.memory"), usual.memory());
        numbers.add("iterations", texts.get("kdf.iterations"), usual.iterations());
        numbers.add("parallelism", texts.get("kdf.parallelism"), usual.parallelism());
        numbers.onChange(this::hint);
        hint();
    }

    private void hint() {
        int kib = numbers.get("memory");
        memory.hint(kib < 1024 ? "KiB" : texts.get("kdf.mib", kib / 1024));
    }

    @Override
    public String title() {
        return "Argon2id";
    }

    @Override
    public Numbers numbers() {
        return numbers;
    }

    private Optional<Argon2Parameters> read() {
        return numbers.read(() ->
                new Argon2Parameters(numbers.get("memory"), numbers.get("iterations"), numbers.get("parallelism")));
    }

    @Override
    public Optional<Derivation> derivation() {
        return read().map(Made::new);
    }

    @Override
    public Optional<String> remark() {
        return read().filter(parameters -> !parameters.isAdvised()).map(parameters -> texts.get("kdf.argon2.weak"));
    }

    private record Made(Argon2Parameters parameters) implements Derivation {

        @Override
        public byte[] derive(byte[] password, byte[] salt, int length, Watch watch) {
            return Argon2id.derive(password, salt, parameters, length);
        }

        @Override
        public Optional<String> stored(byte[] salt, byte[] key) {
            return Optional.of(Argon2Hash.of(parameters, salt, key).write());
        }
    }
}

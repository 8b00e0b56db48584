package org.netsonde.ui;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.Keys;

/** The security bench without a window around it: work runs at once, or when it is told to, and what is shown is kept. */
final class NoWindow implements SecurityContext {

    /** The short messages that were shown. */
    final List<String> shown = new ArrayList<>();

    private final Deque<Runnable> held = new ArrayDeque<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final Engine engine;
    private final Keys keys = Keys.inMemory(InstantSource.system());
    private boolean holding;
    private boolean keeping;
    private @Nullable AuthorityFolder authority;
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final FrameClock clock = new FrameClock();

    NoWindow(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public FrameClock clock() {
        return clock;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    /** The user has this authority; without it there is none. */
    void with(AuthorityFolder folder) {
        authority = folder;
    }

    @Override
    public AuthorityFolder authority() {
        return Objects.requireNonNull(authority);
    }

    @Override
    public Optional<Path> workspace() {
        return Optional.empty();
    }

    @Override
    public SecretDesk secrets() {
        throw new UnsupportedOperationException();
    }

    /** From now on work waits until it is let go. */
    void hold() {
        holding = true;
    }

    /** Does what waits, first come first, and what comes of that. */
    void letGo() {
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
    }

    /** From now on work is done at once, and what came of it waits until it is told. */
    void keep() {
        keeping = true;
    }

    /** Tells what came of the work, last first. */
    void tell() {
        keeping = false;
        while (!answers.isEmpty()) {
            answers.removeLast().run();
        }
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        if (holding) {
            held.add(() -> now(work, done, failed));
        } else if (keeping) {
            now(
                    work,
                    result -> answers.add(() -> done.accept(result)),
                    failure -> answers.add(() -> failed.accept(failure)));
        } else {
            now(work, done, failed);
        }
    }

    private static <T> void now(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        try {
            done.accept(work.get());
        } catch (FailureException e) {
            failed.accept(e.failure());
        } catch (CancellationException e) {
            // Nobody waits for it.
            assert e.getMessage() != null;
        }
    }

    @Override
    public Optional<Path> saveTo(String title, String kind, String extension, String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> open(String title, @Nullable Path folder) {
        return Optional.empty();
    }

    @Override
    public void confirmReplacing(Path file, Runnable confirmed) {
        confirmed.run();
    }

    @Override
    public void confirm(String title, String question, String yes, Runnable confirmed) {
        confirmed.run();
    }

    @Override
    public void password(String title, Consumer<char[]> given) {}

    @Override
    public List<Endpoint> endpoints() {
        return engine.endpoints();
    }

    @Override
    public void settingsChanged(Endpoint endpoint) {}

    @Override
    public void written(Path file) {}

    @Override
    public void show(String message) {
        shown.add(message);
    }

    @Override
    public void show(Failure failure) {
        shown.add(failure.toString());
    }
}

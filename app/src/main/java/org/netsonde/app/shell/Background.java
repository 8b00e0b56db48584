package org.netsonde.app.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** Runs what touches the disk off the JavaFX thread and brings the outcome back to it. */
final class Background {

    private static final System.Logger LOG = System.getLogger(Background.class.getName());

    private final Executor executor;

    Background(Executor executor) {
        this.executor = executor;
    }

    /** Runs the work; one of the two is called on the JavaFX thread. */
    <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        // Both outcomes go to the callbacks, so nothing is left to be looked at.
        var _ = CompletableFuture.supplyAsync(work, executor)
                .<@Nullable Void>handleAsync(
                        (value, error) -> {
                            if (error == null) {
                                done.accept(value);
                            } else {
                                failed.accept(failure(error));
                            }
                            return null;
                        },
                        Platform::runLater)
                .exceptionally(error -> {
                    // A bug in what shows the outcome; nobody else would hear of it.
                    LOG.log(System.Logger.Level.ERROR, "The outcome could not be shown", error);
                    return null;
                });
    }

    /** The failure inside an error, or one of kind INTERNAL that names it. */
    static Failure failure(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof FailureException e
                ? e.failure()
                : Failure.of(Failure.Kind.INTERNAL, "internal", cause.toString());
    }
}

package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.netsonde.app.text.Texts;

/** What is said where the window does not open. */
class RootCommandTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aLibraryOfTheSystemThatDoesNotFitIsTold() {
        assertThat(call(new RuntimeException(new UnsatisfiedLinkError("libgtk-3.so.0: wrong ELF class"))))
                .isEqualTo(ExitStatus.USAGE);

        assertThat(err()).startsWith("netsonde: The window cannot be opened: libgtk-3.so.0: wrong ELF class.");
    }

    @Test
    void aToolkitThatDoesNotLoadIsToldAlsoWhereItsClassFails() {
        assertThat(call(new ExceptionInInitializerError(
                        new UnsupportedOperationException("Unable to load glass GTK library."))))
                .isEqualTo(ExitStatus.USAGE);

        assertThat(err()).startsWith("netsonde: The window cannot be opened: Unable to load glass GTK library.");
    }

    @Test
    void aLibraryThatSaysNothingIsStillNamedByItsError() {
        assertThat(call(new UnsatisfiedLinkError())).isEqualTo(ExitStatus.USAGE);

        assertThat(err()).contains("UnsatisfiedLinkError").doesNotContain("null");
    }

    /** Whoever is to mend it needs the stack. */
    @Test
    void aMistakeOfTheProgramIsNoMissingLibrary() {
        Throwable bug = new ExceptionInInitializerError(new IllegalStateException("an own mistake"));
        Throwable wrapped = new IllegalStateException(new NoClassDefFoundError("org/netsonde/app/shell/Icons"));

        assertThatThrownBy(() -> call(bug)).isSameAs(bug);
        assertThatThrownBy(() -> call(wrapped)).isSameAs(wrapped);
        assertThat(err()).isEmpty();
    }

    private @Nullable Integer call(Throwable thrown) {
        Window window = workspace -> {
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            throw (Error) thrown;
        };
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(errors, errors, new Texts(Locale.ENGLISH));
        return new RootCommand(console, () -> true, window, new DemoCommand(console, "test")).call();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}

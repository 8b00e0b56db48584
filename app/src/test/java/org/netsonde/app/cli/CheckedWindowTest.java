package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.netsonde.app.text.Texts;

/** What is missing for the window is told in a sentence before anything is tried. */
class CheckedWindowTest {

    private static final String PIPELINE = "prism.order";
    private static final int SHOWN = 0;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final @Nullable String before = System.getProperty(PIPELINE);

    @BeforeEach
    void forget() {
        System.clearProperty(PIPELINE);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(PIPELINE);
        } else {
            System.setProperty(PIPELINE, before);
        }
    }

    @Test
    void theWindowOpensWhereNothingIsMissing() {
        assertThat(show(Set.of(), true)).isEqualTo(SHOWN);

        assertThat(err()).isEmpty();
        assertThat(System.getProperty(PIPELINE)).isNull();
    }

    @Test
    void withoutGtkItIsSaidWhatToInstall() {
        assertThat(show(Set.of("libgtk-3.so.0"), true)).isEqualTo(ExitStatus.USAGE);

        assertThat(err())
                .startsWith("netsonde: The window cannot be opened, for lack of libgtk-3.so.0.")
                .contains("apt install libgtk-3-0", "netsonde run FILE");
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        assertThat(show(Set.of("libgtk-3.so.0", "libXtst.so.6"), true)).isEqualTo(ExitStatus.USAGE);

        assertThat(err()).contains("libgtk-3.so.0, libXtst.so.6", "apt install libgtk-3-0 libxtst6");
    }

    @Test
    void withoutAFontItIsSaidWhichToInstall() {
        assertThat(show(Set.of(), false)).isEqualTo(ExitStatus.USAGE);

        assertThat(err()).contains("no font", "fonts-dejavu-core");
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void withoutOpenGlTheProcessorDraws() {
        assertThat(show(Set.of("libGL.so.1"), true)).isEqualTo(SHOWN);

        assertThat(System.getProperty(PIPELINE)).isEqualTo("sw");
        assertThat(err()).contains("without the graphics card", "apt install libgl1");
    }

    @Test
    void whoeverChoseHowToDrawIsNotTold() {
        System.setProperty(PIPELINE, "es2,sw");

        assertThat(show(Set.of("libGL.so.1"), true)).isEqualTo(SHOWN);

        assertThat(err()).isEmpty();
        assertThat(System.getProperty(PIPELINE)).isEqualTo("es2,sw");
    }

    @Test
    void otherSystemsAreNotAsked() {
        NativeParts elsewhere = new NativeParts(false, library -> false, () -> false);

        assertThat(new CheckedWindow(workspace -> SHOWN, elsewhere, console()).show(null))
                .isEqualTo(SHOWN);
        assertThat(err()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void librariesAreFoundAsTheSystemFindsThem() {
        assertThat(NativeParts.canLoad("libc.so.6")).isTrue();
        assertThat(NativeParts.canLoad("libnetsonde-has-none.so.7")).isFalse();
    }

    private int show(Set<String> missing, boolean fonts) {
        NativeParts parts = new NativeParts(true, library -> !missing.contains(library), () -> fonts);
        return new CheckedWindow(workspace -> SHOWN, parts, console()).show(null);
    }

    private Console console() {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Console(errors, errors, new Texts(Locale.ENGLISH));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}

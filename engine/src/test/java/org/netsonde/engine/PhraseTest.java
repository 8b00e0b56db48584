package org.netsonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class PhraseTest {

    private static final Phrase NOT_RUNNING = Phrase.of("failure.notRunning.what", "Echo");

    @Test
    void speaksTheLanguageThatIsAskedFor() {
        assertThat(NOT_RUNNING.text(Locale.ENGLISH)).isEqualTo("\"Echo\" is not running.");
        assertThat(NOT_RUNNING.text(Locale.SIMPLIFIED_CHINESE)).isEqualTo("“Echo”没有运行。");
        assertThat(NOT_RUNNING.text(Locale.FRENCH)).isEqualTo("\"Echo\" is not running.");
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void englishStaysEnglishOnAChineseMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
            assertThat(NOT_RUNNING.text(Locale.ENGLISH)).isEqualTo("\"Echo\" is not running.");
            assertThat(NOT_RUNNING).hasToString("“Echo”没有运行。");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void argumentsAreSetInAsTheyAre() {
        assertThat(Phrase.of("failure.addressInUse.what", "127.0.0.1:8888", 8888)
                        .text(Locale.ENGLISH))
                .isEqualTo("Port 8888 is already in use (127.0.0.1:8888).");
        assertThat(Phrase.of("failure.internal.what", "{0} 'x' {").text(Locale.ENGLISH))
                .isEqualTo("Something went wrong inside Netsonde: {0} 'x' {.");
    }

    @Test
    void missingKeyShowsItselfAndItsArguments() {
        assertThat(Phrase.of("no.such.key", 1, "two").text(Locale.ENGLISH)).isEqualTo("no.such.key[1, two]");
    }
}

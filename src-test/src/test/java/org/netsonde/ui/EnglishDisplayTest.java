package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.netsonde.engine.Phrase;

class EnglishDisplayTest {

    @AfterEach
    void aWindowInChinese() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.SIMPLIFIED_CHINESE);
    }

    @RepeatedTest(2)
    void everyTestBeginsInEnglish() {
        assertThat(Phrase.of("failure.settings.remedy"))
                .hasToString(Phrase.of("failure.settings.remedy").text(Locale.ENGLISH));
    }
}

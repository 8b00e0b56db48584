package org.netsonde.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.Exports;

class FormatTextsTest {

    @Test
    void everyFormatIsNamedAndExplainedWithItsFile() {
        for (Locale language : Texts.LANGUAGES) {
            Texts texts = new Texts(language);
            for (Export export : Exports.builtin().all()) {
                assertThat(texts.find("export.format." + export.id())).isPresent();
                assertThat(texts.find("export.format." + export.id() + ".help"))
                        .hasValueSatisfying(help -> assertThat(help).endsWith(export.fileName()));
            }
        }
    }
}

package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.app.text.Texts;
import tools.jackson.databind.json.JsonMapper;

class ConsoleTest {

    private static final String JSON = "{\"电源 \ud83d\ude80\":\"127.0.0.1:1\",\"Gerät\":\"–\"}";

    @Test
    void jsonIsAsItIsWhereTheStreamCanTakeIt() {
        assertThat(json(StandardCharsets.UTF_8)).isEqualTo("ready " + JSON);
    }

    @Test
    void jsonKeepsItsMeaningInEncodingsThatLackItsCharacters() {
        for (String name : new String[] {"windows-1252", "US-ASCII", "GBK", "IBM437"}) {
            String line = json(Charset.forName(name));

            JsonMapper mapper = JsonMapper.shared();
            assertThat(mapper.readTree(line.substring("ready ".length())))
                    .as(name)
                    .isEqualTo(mapper.readTree(JSON));
        }
        assertThat(json(Charset.forName("windows-1252"))).contains("Gerät", "–", "\\u7535\\u6e90 \\ud83d\\ude80");
    }

    private static String json(Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, charset);
        new Console(out, out, Texts.nearest(Locale.ENGLISH)).json("ready " + JSON);
        return bytes.toString(charset).strip();
    }
}

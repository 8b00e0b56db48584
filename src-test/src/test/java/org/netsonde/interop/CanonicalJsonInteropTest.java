package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.frame.json.CanonicalJson;
import org.netsonde.engine.protocol.frame.json.JsonException;
import org.netsonde.engine.protocol.frame.json.JsonReader;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** What Python takes for JSON is taken here, and written as Python writes it; what it refuses is refused. */
class CanonicalJsonInteropTest {

    private static final int COUNT = 1500;

    private final PeerProcess python = Peers.python("canonical.py");

    @AfterEach
    void close() {
        python.close();
    }

    private String python(String text) {
        return python.ask("read " + HexFormat.of().formatHex(text.getBytes(UTF_8)));
    }

    private static String here(String text) {
        try {
            byte[] canonical = CanonicalJson.write(JsonReader.read(JsonReader.decode(text.getBytes(UTF_8))));
            return "taken " + CanonicalJson.md5(canonical) + " " + new String(canonical, US_ASCII);
        } catch (JsonException e) {
            return "refused";
        }
    }

    @Test
    void whatPythonMakesUpIsWrittenAsPythonWritesIt() {
        for (int seed = 0; seed < COUNT; seed++) {
            String[] made = python.ask("make " + seed).split(" ", 2);
            String text = new String(HexFormat.of().parseHex(made[0]), UTF_8);
            assertThat(here(text)).as(text).isEqualTo("taken " + made[1]);
        }
    }

    @Test
    void whatIsMadeUpHereIsWrittenAsPythonWritesIt() {
        Random random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            String text = value(random, 4);
            assertThat(here(text)).as(text).startsWith("taken ").isEqualTo(python(text));
        }
    }

    @Test
    void brokenTextsAreTakenOrRefusedAsByPython() {
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < COUNT; i++) {
            String text = broken(random, value(random, 3));
            String expected = python(text);
            refused += expected.equals("refused") ? 1 : 0;
            assertThat(here(text)).as(text).isEqualTo(expected);
        }
        assertThat(refused).isBetween(COUNT / 4, COUNT - 50);
    }

    @Test
    void everyLargeRealAndEverySmallOneIsWrittenAsPythonWritesIt() {
        String smallest = LongStream.rangeClosed(0, 2100)
                .mapToObj(bits -> Double.toString(Double.longBitsToDouble(bits)))
                .collect(Collectors.joining(", ", "[", "]"));
        assertThat(here(smallest)).isEqualTo(python(smallest));
        String powers = LongStream.rangeClosed(1, 2046)
                .mapToObj(exponent -> Double.toString(Double.longBitsToDouble(exponent << 52)) + ", "
                        + Math.nextDown(Double.longBitsToDouble(exponent << 52)))
                .collect(Collectors.joining(", ", "[", "]"));
        assertThat(here(powers)).isEqualTo(python(powers));
        String tens = LongStream.rangeClosed(-330, 310)
                .mapToObj(exponent -> "1e" + exponent + ", 9.5E" + exponent + ", 123456789012345678e" + exponent)
                .collect(Collectors.joining(", ", "[", "]"));
        assertThat(here(tens)).isEqualTo(python(tens));
    }

    @Test
    void numbersOfManyDigitsAreTakenOrRefusedAsByPython() {
        String digits = "7".repeat(4300);
        for (String text : new String[] {
            digits, "-" + digits, digits + "7", "-7" + digits, digits + "7.0", "0." + digits + "7", digits + "7e-4300"
        }) {
            assertThat(here(text)).isEqualTo(python(text));
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> new String[] {"null", "true", "false", "NaN", "Infinity", "-Infinity"}[random.nextInt(6)];
            case 1 -> new BigInteger(random.nextInt(1, 300), random).negate().toString();
            case 2 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 3 -> random.nextInt(-100, 100) + "." + random.nextInt(1_000_000) + "e" + random.nextInt(-320, 320);
            case 4, 5, 6 -> string(random);
            case 7 ->
                LongStream.range(0, random.nextInt(5))
                        .mapToObj(i -> space(random) + value(random, depth - 1))
                        .collect(Collectors.joining(",", "[", space(random) + "]"));
            default ->
                LongStream.range(0, random.nextInt(6))
                        .mapToObj(i -> space(random) + string(random) + space(random) + ":" + space(random)
                                + value(random, depth - 1))
                        .collect(Collectors.joining(",", "{", space(random) + "}"));
        };
    }

    private static String space(Random random) {
        return new String[] {"", "", "", " ", "\n", "\t \r"}[random.nextInt(6)];
    }

    /** A string of characters as they are and of escapes, also of surrogates without a partner. */
    private static String string(Random random) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> out.append("\\").append("\"\\/bfnrt".charAt(random.nextInt(8)));
                case 1 -> out.append(String.format("\\u%04X", 0xd700 + random.nextInt(0xa00)));
                case 2 -> out.append(String.format("\\ud83d\\ude%02x", random.nextInt(0x50)));
                case 3 -> out.appendCodePoint(0xe000 + random.nextInt(0x102000));
                case 4 -> out.append(String.format("\\u%04x", random.nextInt(0x10000)));
                default -> out.append((char) ('a' + random.nextInt(4)));
            }
        }
        return out.append('"').toString();
    }

    private static String broken(Random random, String text) {
        String pieces = "{}[]:,\"\\0123456789eE+-. \n\t\f\u0000\u00a0\u0661\ufeffNaIftnul/'u";
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            int at = random.nextInt(out.length() + 1);
            char piece = pieces.charAt(random.nextInt(pieces.length()));
            if (at == out.length() || random.nextInt(3) == 0) {
                out.insert(at, piece);
            } else if (random.nextBoolean() || out.length() == 1) {
                out.setCharAt(at, piece);
            } else {
                out.deleteCharAt(at);
            }
        }
        return out.toString();
    }
}

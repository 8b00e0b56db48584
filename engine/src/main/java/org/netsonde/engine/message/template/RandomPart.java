package org.netsonde.engine.message.template;

import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;

/** Placeholders that are different every time. */
final class RandomPart {

    static final String PREFIX = "random:";

    /** Those without an argument. */
    static final Map<String, Part> SIMPLE = Map.of(
            "random",
                    (context, out) ->
                            out.write(Integer.toString(context.random().nextInt() >>> 1)),
            "uuid", (context, out) -> out.write(uuid(context.random()).toString()));

    private static final int MAX_BYTES = 1024;
    private static final Pattern BYTES = Pattern.compile("hex:(\\d{1,4})");
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})-(-?\\d{1,18})");

    private RandomPart() {}

    /**
     * {@code random:1-6} or {@code random:hex:8}.
     *
     * @throws TemplateException if it is neither
     */
    static Part of(String name) {
        String argument = name.substring(PREFIX.length());
        Matcher range = RANGE.matcher(argument);
        if (range.matches()) {
            long low = Long.parseLong(range.group(1));
            long high = Long.parseLong(range.group(2));
            if (low <= high) {
                return (context, out) ->
                        out.write(Long.toString(context.random().nextLong(low, high + 1)));
            }
        }
        Matcher bytes = BYTES.matcher(argument);
        if (bytes.matches()) {
            int count = Integer.parseInt(bytes.group(1));
            if (count <= MAX_BYTES) {
                return (context, out) -> {
                    byte[] random = new byte[count];
                    context.random().nextBytes(random);
                    out.write(HexFormat.of().formatHex(random));
                };
            }
        }
        throw new TemplateException(Phrase.of("problem.placeholderRandom", argument, MAX_BYTES));
    }

    /** A UUID of version 4. Not for secrets: the generator may be guessed. */
    private static UUID uuid(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low);
    }
}

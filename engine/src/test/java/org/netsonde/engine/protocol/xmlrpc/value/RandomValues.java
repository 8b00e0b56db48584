package org.netsonde.engine.protocol.xmlrpc.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.Base64Value;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.BooleanValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DateTimeValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DoubleValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.LongValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.NilValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

/** Values of every type, the same ones for the same seed. */
public final class RandomValues {

    private static final String CHARACTERS = "ab <>&\"'\\]]>\t\n\r\u0085\u00a0é\u200b\u202e\u2028中\ue000\ufffd😀";

    private final Random random;

    public RandomValues(long seed) {
        random = new Random(seed);
    }

    /** Another value, nested no deeper than that. */
    public XmlRpcValue next(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> new IntValue(random.nextInt() >> random.nextInt(32));
            case 1 -> new LongValue(random.nextLong() >> random.nextInt(64));
            case 2 -> new DoubleValue(real());
            case 3 -> new BooleanValue(random.nextBoolean());
            case 4 -> new StringValue(text());
            case 5 ->
                new DateTimeValue(String.format(
                        "%04d%02d%02dT%02d:%02d:%02d",
                        random.nextInt(10_000),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60)));
            case 6 -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield new Base64Value(bytes);
            }
            case 7 -> new NilValue();
            case 8 -> {
                List<XmlRpcValue> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(next(depth - 1));
                }
                yield new ArrayValue(elements);
            }
            default -> {
                Map<String, XmlRpcValue> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(text(), next(depth - 1));
                }
                yield new StructValue(members);
            }
        };
    }

    /** Of every size, and those that are none. */
    private double real() {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> -0.0;
            case 3 -> Double.MIN_VALUE;
            case 4 -> Double.MAX_VALUE;
            default -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(200) - 100);
        };
    }

    private String text() {
        int[] all = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(all[random.nextInt(all.length)]);
        }
        return text.toString();
    }
}

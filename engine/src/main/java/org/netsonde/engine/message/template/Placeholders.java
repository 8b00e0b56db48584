package org.netsonde.engine.message.template;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netsonde.engine.NearestName;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Knows the placeholders: which there are, and the part that each becomes. */
final class Placeholders {

    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MAX_POINTER = 256;
    private static final int MAX_SHOWN = 40;

    private static final String JSON = "json:";
    private static final String REPLY = "reply:";

    /** Those that are nothing but a word. */
    private static final Map<String, Part> SIMPLE = simple();

    private final Set<String> groups;

    Placeholders(Set<String> groups) {
        this.groups = groups;
    }

    private static Map<String, Part> simple() {
        Map<String, Part> parts = new LinkedHashMap<>();
        message(parts, "message", (context, out) -> out.write(context.message()));
        message(
                parts,
                "length",
                (context, out) -> out.write(Integer.toString(context.message().readableBytes())));
        message(parts, "hex", (context, out) -> {
            if (out.fits(2L * context.message().readableBytes())) {
                out.write(ByteBufUtil.hexDump(context.message()));
            }
        });
        message(parts, "base64", (context, out) -> {
            if (out.fits(4L * context.message().readableBytes() / 3)) {
                out.write(Base64.getEncoder().encode(ByteBufUtil.getBytes(context.message())));
            }
        });
        message(parts, "upper", MessageForm.UPPER);
        message(parts, "lower", MessageForm.LOWER);
        message(parts, "reverse", MessageForm.REVERSE);
        parts.put("counter", (context, out) -> out.write(Long.toString(context.counter())));
        parts.put("connection", (context, out) -> out.write(Long.toString(context.connection())));
        parts.put("remote", (context, out) -> out.write(Addresses.text(context.remote())));
        parts.put("time", (context, out) -> out.write(TIME.format(context.now())));
        parts.put(
                "time:epoch",
                (context, out) -> out.write(Long.toString(context.now().getEpochSecond())));
        parts.put(
                "time:epochMillis",
                (context, out) -> out.write(Long.toString(context.now().toEpochMilli())));
        parts.putAll(RandomPart.SIMPLE);
        for (Checksum checksum : Checksum.values()) {
            Part text = (context, out) -> out.write(HEX.formatHex(ofMessage(checksum, context)));
            message(parts, checksum.id(), text);
            message(parts, checksum.id() + ":bytes", (context, out) -> out.write(ofMessage(checksum, context)));
            message(parts, checksum.id() + ":le", (context, out) -> out.write(reversed(ofMessage(checksum, context))));
            String reply = REPLY + checksum.id();
            parts.put(reply, (context, out) -> out.write(HEX.formatHex(checksum.of(out.written()))));
            parts.put(reply + ":bytes", (context, out) -> out.write(checksum.of(out.written())));
            parts.put(reply + ":le", (context, out) -> out.write(reversed(checksum.of(out.written()))));
        }
        return Map.copyOf(parts);
    }

    private static void message(Map<String, Part> parts, String name, Part part) {
        parts.put(name, new Part.OfMessage(part));
    }

    private static byte[] ofMessage(Checksum checksum, TemplateContext context) {
        ByteBuf message = context.message();
        return checksum.of(message.nioBuffer(message.readerIndex(), message.readableBytes()));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }

    /**
     * The part of a placeholder.
     *
     * @throws TemplateException if there is none of that name, or its argument is wrong
     */
    Part part(String name) {
        if (groups.contains(name)) {
            return new Part.OfMessage((context, out) -> {
                byte[] group = context.group(name);
                if (group != null) {
                    out.write(group);
                }
            });
        }
        Part simple = SIMPLE.get(name);
        if (simple != null) {
            return simple;
        } else if (name.startsWith(JSON)) {
            return json(name.substring(JSON.length()));
        } else if (name.startsWith(RandomPart.PREFIX)) {
            return RandomPart.of(name);
        }
        throw unknown(name);
    }

    private static Part json(String pointer) {
        if (pointer.length() > MAX_POINTER) {
            throw new TemplateException(Phrase.of("problem.tooLong", MAX_POINTER, pointer.length()));
        }
        JsonPointer path;
        try {
            path = JsonPointer.compile(pointer);
        } catch (IllegalArgumentException e) {
            throw new TemplateException(Phrase.of("problem.jsonPointer", pointer));
        }
        return new Part.OfMessage((context, out) -> {
            JsonNode json = context.json();
            JsonNode value = json == null ? null : json.at(path);
            if (value != null && !value.isMissingNode()) {
                out.write(value.isString() ? value.asString() : value.toString());
            }
        });
    }

    private TemplateException unknown(String name) {
        List<String> known = new ArrayList<>(SIMPLE.keySet());
        known.addAll(groups);
        known.add(JSON + "/pointer");
        known.sort(null);
        String shown = name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN - 1) + "…";
        String nearest = NearestName.of(shown, known);
        return new TemplateException(
                nearest == null
                        ? Phrase.of("problem.placeholderUnknown", shown)
                        : Phrase.of("problem.placeholderNear", shown, nearest));
    }
}

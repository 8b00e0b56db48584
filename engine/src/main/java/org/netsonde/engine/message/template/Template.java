package org.netsonde.engine.message.template;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.message.StreamMessage;

/**
 * A payload with placeholders, compiled once and rendered for every message. Immutable; safe for threads.
 *
 * <p>A placeholder stands in two braces; <code>{{{{</code> is two braces as such. What a placeholder gives is UTF-8 text,
 * whatever the notation of the rest, but for the message itself, groups, and values that end in {@code :bytes} or
 * {@code :le}, which are bytes as they are:
 *
 * <ul>
 *   <li>{@code message}, {@code length}, {@code hex}, {@code base64}, {@code upper}, {@code lower}, {@code reverse}: the
 *       message that is answered, as it is or in another form;
 *   <li>{@code json:/pointer}: a value of the message, read as JSON; nothing where there is none;
 *   <li>{@code 1}, {@code name}: a group of the pattern that the message matched; it goes before a placeholder of that name;
 *   <li>{@code counter}, {@code connection}, {@code remote}: the number of the message, the connection's id and address;
 *   <li>{@code time}, {@code time:epoch}, {@code time:epochMillis}: the present time, in UTC or since 1970;
 *   <li>{@code random}, {@code random:1-6}, {@code random:hex:8}, {@code uuid}: a number from 0 to 2³¹−1, one from a range,
 *       so many random bytes in hexadecimal, a random UUID;
 *   <li>{@code crc32} and the other {@linkplain Checksum checksums}: of the message, in hexadecimal digits; with
 *       {@code :bytes} the bytes themselves, most significant first, with {@code :le} least significant first;
 *   <li>{@code reply:crc32} and so on: the same of what stands before it in the reply. A reply for Modbus RTU ends in
 *       {@code reply:crc16-modbus:le}.
 * </ul>
 */
public final class Template {

    /** The longest template, in characters. */
    public static final int MAX_TEXT = 64 << 10;

    /** The longest payload that is rendered, in bytes. */
    public static final int MAX_OUTPUT = 1 << 20;

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Compiles a template.
     *
     * @param format how what stands between the placeholders is written
     * @param groups the names and numbers of the groups that {@link TemplateContext#group} will know
     * @throws TemplateException if a placeholder is not known or not closed, the rest cannot be read, or it is longer than
     *     {@link #MAX_TEXT}
     */
    public static Template compile(StreamMessage.Format format, String text, Set<String> groups) {
        return new Template(new TemplateParser(format, text, new Placeholders(groups)).parse());
    }

    /** Compiles a template written as plain text that knows no groups. */
    public static Template compile(String text) {
        return compile(StreamMessage.Format.TEXT, text, Set.of());
    }

    /** Whether it has nothing in it, so that rendering it never gives anything. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether some placeholder is made of the message that is answered, and makes no sense where there is none. */
    public boolean needsMessage() {
        return parts.stream().anyMatch(Part::needsMessage);
    }

    /**
     * Appends the payload to {@code out}.
     *
     * @return false if it would be longer than {@link #MAX_OUTPUT}; nothing was appended then
     */
    public boolean render(TemplateContext context, ByteBuf out) {
        TemplateOutput output = new TemplateOutput(out, MAX_OUTPUT);
        for (Part part : parts) {
            part.append(context, output);
            if (output.isFull()) {
                output.undo();
                return false;
            }
        }
        return true;
    }
}

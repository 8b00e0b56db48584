package org.netsonde.engine.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.JsonText;

/** Bodies of requests from what was recorded, and without their secrets. Stateless. */
final class Contents {

    /** How much of a body is decoded to be shown. */
    private static final int MOST_DECODED = 1 << 20;

    private static final int MOST_TEXT = 4 << 20;
    private static final int MOST_TYPE = 256;
    private static final String JSON = "application/json";

    private Contents() {}

    /** The body that sends what was recorded; of a reply decoded. */
    static Content of(HttpText text) {
        byte[] body = text.isResponse() ? decoded(text) : text.body();
        if (body.length == 0) {
            return new Content.None();
        }
        String type = text.field("content-type").orElse("");
        String told = type.length() <= MOST_TYPE ? type : "";
        boolean plain = Escapes.isUtf8(body);
        String written = plain ? new String(body, StandardCharsets.UTF_8) : Escapes.encode(body);
        if (written.length() > MOST_TEXT) {
            return new Content.None();
        } else if (plain && type.equals(JSON)) {
            return new Content.Json(new JsonText(written));
        }
        return new Content.Text(told, plain ? StreamMessage.Format.TEXT : StreamMessage.Format.ESCAPED, written);
    }

    /** The body of a message without its content coding, as far as it can be decoded. */
    static byte[] decoded(HttpText text) {
        return text.decoded(MOST_DECODED).bytes();
    }

    static boolean isNone(Content content) {
        return content instanceof Content.None;
    }

    /** Parameters with masks for the values of those whose names say that they give access. */
    static List<Parameter> masked(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> HttpSecrets.isSecret(parameter.name())
                        ? new Parameter(parameter.name(), HttpHeads.MASK)
                        : parameter)
                .toList();
    }

    /** A body with masks in the place of what gives access, as far as names tell. */
    static Content masked(Content content) {
        return switch (content) {
            case Content.Text text
            when text.format() == StreamMessage.Format.TEXT ->
                new Content.Text(
                        text.contentType(), text.format(), masked(text.text(), HttpSecrets.isForm(text.contentType())));
            case Content.Json json ->
                new Content.Json(new JsonText(masked(json.json().source(), false)));
            case Content.Form form -> new Content.Form(masked(form.fields()));
            case Content.Multipart multipart ->
                new Content.Multipart(
                        multipart.parts().stream().map(Contents::masked).toList());
            default -> content;
        };
    }

    private static Content.Part masked(Content.Part part) {
        return HttpSecrets.isSecret(part.name()) && part.file().isEmpty()
                ? new Content.Part(part.name(), HttpHeads.MASK, "", part.contentType())
                : part;
    }

    private static String masked(String text, boolean form) {
        return new String(HttpSecrets.body(text.getBytes(StandardCharsets.UTF_8), form), StandardCharsets.UTF_8);
    }
}

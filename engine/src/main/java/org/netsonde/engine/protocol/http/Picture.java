package org.netsonde.engine.protocol.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** Pictures, to be looked at or, with {@code ?download=1}, to be saved. */
enum Picture {
    PNG("image/png"),
    JPEG("image/jpeg"),
    SVG("image/svg+xml");

    private final String mediaType;

    /** Read once; nobody changes it, as bodies of replies are not to be changed. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] bytes;

    Picture(String mediaType) {
        this.mediaType = mediaType;
        this.bytes = read("picture." + word());
    }

    /** How paths call it. */
    final String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** It. */
    ServerReply reply(ServerRequest request) {
        ServerReply reply = ServerReply.bytes(200, mediaType, bytes).with("X-Content-Type-Options", "nosniff");
        if (this == SVG) {
            reply = reply.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        }
        return request.query().containsKey("download")
                ? reply.with("Content-Disposition", "attachment; filename=\"netsonde." + word() + "\"")
                : reply;
    }

    /** The one that a client accepts, PNG before others; 406 for none. */
    static ServerReply accepted(ServerRequest request) {
        String accept = request.headers().get("Accept", "*/*");
        if (accept.contains("*/*") || accept.contains("image/*")) {
            return PNG.reply(request);
        }
        return Arrays.stream(values())
                .filter(picture -> accept.contains(picture.mediaType))
                .findFirst()
                .map(picture -> picture.reply(request))
                .orElseGet(() -> ServerReply.empty(406));
    }

    private static byte[] read(String name) {
        try (InputStream in = Picture.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

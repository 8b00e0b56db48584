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

    Picture(String mediaType) {
        this.mediaType = mediaType;
    }

    /** How paths call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** It. */
    ServerReply reply(ServerRequest request) {
        ServerReply reply = ServerReply.bytes(200, mediaType, bytes()).with("X-Content-Type-Options", "nosniff");
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

    private byte[] bytes() {
        try (InputStream in = Picture.class.getResourceAsStream("picture." + word())) {
            if (in == null) {
                throw new IllegalStateException("picture." + word() + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

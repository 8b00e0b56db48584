package org.netsonde.engine.protocol.http;

import java.io.ByteArrayOutputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.message.StreamMessage;

/** Makes the bodies of requests. Stateless. */
final class Bodies {

    /** The longest body; it is sent from memory. */
    static final int MOST = 64 << 20;

    private static final String BYTES = "application/octet-stream";

    private Bodies() {}

    /**
     * A body.
     *
     * @param type its media type; empty to say none
     */
    record Body(byte[] bytes, String type) {
        static final Body NONE = new Body(new byte[0], "");
    }

    /** Where the files of a body come from. */
    @FunctionalInterface
    interface Files {

        /**
         * What stands in a file.
         *
         * @param max how long it may be
         */
        byte[] read(Path file, int max);
    }

    /** Whether a body has files. */
    static boolean hasFiles(Content content) {
        return switch (content) {
            case Content.File file -> true;
            case Content.Multipart multipart ->
                multipart.parts().stream().anyMatch(part -> !part.file().isEmpty());
            default -> false;
        };
    }

    /** The body with the files of the disk, which it blocks on. */
    static Body read(Content content) {
        return of(content, PrivateFiles::readChosen);
    }

    /**
     * The body.
     *
     * @throws FailureException if a file cannot be read, or all of it is too long
     */
    static Body of(Content content, Files files) {
        return switch (content) {
            case Content.None none -> Body.NONE;
            case Content.Text text -> new Body(StreamMessage.decode(text.format(), text.text()), text.contentType());
            case Content.Json json ->
                new Body(json.json().source().getBytes(StandardCharsets.UTF_8), "application/json");
            case Content.Form form ->
                new Body(
                        HttpUrl.form(form.fields()).getBytes(StandardCharsets.UTF_8),
                        "application/x-www-form-urlencoded");
            case Content.Multipart multipart -> multipart(multipart, files);
            case Content.File file ->
                file.file().isEmpty()
                        ? Body.NONE
                        : new Body(files.read(path(file.file()), MOST), type(file.contentType(), file.file()));
        };
    }

    /** RFC 7578. */
    private static Body multipart(Content.Multipart multipart, Files files) {
        String boundary = "netsonde-" + UUID.randomUUID();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Content.Part part : multipart.parts()) {
            if (!part.name().isEmpty()) {
                write(out, "--" + boundary + "\r\n" + head(part) + "\r\n");
                out.writeBytes(
                        part.file().isEmpty()
                                ? part.value().getBytes(StandardCharsets.UTF_8)
                                : files.read(path(part.file()), Math.max(0, MOST - out.size())));
                write(out, "\r\n");
                if (out.size() > MOST) {
                    throw new FailureException(Failure.of(Failure.Kind.FILE, "httpBodyTooLong", MOST >> 20));
                }
            }
        }
        write(out, "--" + boundary + "--\r\n");
        return new Body(out.toByteArray(), "multipart/form-data; boundary=" + boundary);
    }

    private static String head(Content.Part part) {
        String disposition = "Content-Disposition: form-data; name=\"" + quoted(part.name()) + "\"";
        if (part.file().isEmpty()) {
            String type = part.contentType().isEmpty() ? "" : "Content-Type: " + line(part.contentType()) + "\r\n";
            return disposition + "\r\n" + type;
        }
        String name = String.valueOf(path(part.file()).getFileName());
        return disposition + "; filename=\"" + quoted(name) + "\"\r\nContent-Type: "
                + line(type(part.contentType(), name)) + "\r\n";
    }

    /** As browsers do it: the standard leaves it open. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String line(String value) {
        return value.replaceAll("[\\r\\n]", " ");
    }

    private static String type(String told, String name) {
        if (!told.isEmpty()) {
            return told;
        }
        String guessed = URLConnection.guessContentTypeFromName(name);
        return guessed == null ? BYTES : guessed;
    }

    /** A path as people write it: {@code ~} is the user's folder. */
    static Path path(String written) {
        if (written.equals("~") || written.startsWith("~/") || written.startsWith("~\\")) {
            return Path.of(System.getProperty("user.home", "."), written.substring(Math.min(2, written.length())));
        }
        return Path.of(written);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}

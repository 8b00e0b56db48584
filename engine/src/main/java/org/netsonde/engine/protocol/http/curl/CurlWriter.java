package org.netsonde.engine.protocol.http.curl;

import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.http.Content;
import org.netsonde.engine.protocol.http.HttpMessage;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.Secret;

/**
 * Writes a message as a command line of curl for bash, which asks for the same. Secrets stand in it as variables of the shell.
 * What curl would do by itself is not written. Used by one thread.
 */
public final class CurlWriter {

    /** What fits a line of this many characters stands on one. */
    private static final int LINE = 100;

    /** The variable of the shell for the token of a login, which curl does not ask for by itself. */
    private static final String TOKEN = "TOKEN";

    /** Linux takes no word of 128 KiB or more. */
    private static final int MAX_WORD = 100_000;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final CurlTerms terms;
    private final HttpMessage message;
    private final HttpUrl url;
    private final boolean own;

    /** Each option with its value. */
    private final List<String> parts = new ArrayList<>();

    private CurlWriter(CurlTerms terms, HttpMessage message) {
        this.terms = terms;
        this.message = message;
        HttpUrl written = HttpUrl.parse(message.url()).with(message.query());
        HttpUrl aim = HttpUrl.parse((terms.tls().isOn() ? "https://" : "http://") + terms.server());
        url = written.isPath() ? written.at(aim.secure(), aim.host(), aim.port()) : written;
        own = url.sameOrigin(aim);
    }

    /** The command line. */
    public static String write(CurlTerms terms, HttpMessage message) {
        CurlWriter writer = new CurlWriter(terms, message);
        writer.request();
        writer.body();
        writer.fields();
        writer.who();
        writer.settings();
        writer.save();
        String line = "curl " + String.join(" ", writer.parts);
        return line.length() <= LINE && line.indexOf('\n') < 0 ? line : "curl " + String.join(" \\\n  ", writer.parts);
    }

    private void request() {
        String address = url.toString();
        String path = url.target().replaceFirst("\\?.*", "");
        boolean hasBody = !(message.content() instanceof Content.None)
                && !(message.content() instanceof Content.File file
                        && file.file().isEmpty());
        if (message.method().equals("HEAD") && !hasBody) {
            parts.add("-I");
        } else if (!message.method().equals(hasBody ? "POST" : "GET")) {
            parts.add("-X " + ShellQuotes.word(message.method()));
        }
        if (url.target().matches(".*[\\[\\]{}].*")) {
            parts.add("-g");
        }
        if (path.contains("/./") || path.contains("/../") || path.endsWith("/.") || path.endsWith("/..")) {
            parts.add("--path-as-is");
        }
        parts.add(ShellQuotes.word(address));
    }

    private void fields() {
        for (Header header : terms.headers()) {
            boolean replaced =
                    message.headers().stream().anyMatch(one -> one.name().equalsIgnoreCase(header.name()));
            if (!replaced && (own || header.secret().isNone())) {
                field(header);
            }
        }
        message.headers().forEach(this::field);
    }

    private void field(Header header) {
        if (header.name().isEmpty()) {
            return;
        } else if (header.value().isEmpty() && header.secret().isNone()) {
            parts.add("-H " + ShellQuotes.word(header.name() + ";"));
        } else {
            parts.add("-H " + ShellQuotes.withSecret(header.name() + ": " + header.value(), header.secret()));
        }
    }

    /** A field of the message's own says who asks, and goes before all else that does. */
    private void who() {
        if (message.headers().stream().anyMatch(one -> one.name().equalsIgnoreCase("Authorization"))) {
            return;
        }
        ClientAuthorization who = message.authorization() instanceof Authorization.None && own
                ? terms.authorization()
                : message.authorization();
        switch (who) {
            case Authorization.None none -> {}
            case Authorization.Basic(String user, Secret password) ->
                parts.add("-u " + ShellQuotes.withSecret(user + ":", password));
            case Authorization.Bearer(Secret token) ->
                parts.add("-H " + ShellQuotes.withSecret("Authorization: Bearer ", token));
            case ClientAuthorization.Login login -> parts.add("-H \"Authorization: Bearer $" + TOKEN + "\"");
        }
    }

    private void body() {
        switch (message.content()) {
            case Content.None none -> {}
            case Content.Text text -> data(StreamMessage.decode(text.format(), text.text()), text.contentType());
            case Content.Json json -> data(json.json().source().getBytes(StandardCharsets.UTF_8), "application/json");
            case Content.Form form -> data(HttpUrl.form(form.fields()).getBytes(StandardCharsets.UTF_8), FORM);
            case Content.Multipart multipart -> multipart.parts().forEach(this::part);
            case Content.File file when file.file().isEmpty() -> {}
            case Content.File file -> {
                contentType(file.contentType().isEmpty() ? ofName(file.file()) : file.contentType());
                parts.add("--data-binary " + ShellQuotes.word("@" + atHome(file.file())));
            }
        }
    }

    /** What curl would not guess of a file that is sent as it is. */
    private static String ofName(String file) {
        String guessed = URLConnection.guessContentTypeFromName(file);
        return guessed == null ? "application/octet-stream" : guessed;
    }

    /** Where {@code ~} is the user's folder, which no shell sees to inside of a word. */
    private static String atHome(String path) {
        return path.startsWith("~/") || path.startsWith("~\\") || path.equals("~")
                ? System.getProperty("user.home", ".") + path.substring(1)
                : path;
    }

    private void data(byte[] bytes, String contentType) {
        contentType(contentType);
        boolean word = bytes.length <= MAX_WORD;
        for (byte b : bytes) {
            word &= b != 0;
        }
        if (bytes.length == 0) {
            parts.add("--data-raw ''");
        } else if (word) {
            parts.add("--data-raw " + ShellQuotes.word(bytes));
        } else {
            parts.add("--data-binary @" + ShellQuotes.file(bytes));
        }
    }

    /** Says what the body is, unless a header field of the message does or curl would say the same. */
    private void contentType(String type) {
        boolean told = message.headers().stream().anyMatch(one -> one.name().equalsIgnoreCase("Content-Type"));
        if (!told && !type.equals(FORM)) {
            parts.add("-H " + ShellQuotes.word(type.isEmpty() ? "Content-Type:" : "Content-Type: " + type));
        }
    }

    private void part(Content.Part part) {
        if (part.name().isEmpty()) {
            return;
        } else if (part.file().isEmpty() && part.contentType().isEmpty()) {
            parts.add("--form-string " + ShellQuotes.word(part.name() + "=" + part.value()));
            return;
        }
        String content = part.file().isEmpty() ? quoted(part.value()) : "@" + quoted(atHome(part.file()));
        String media =
                part.contentType().isEmpty() && !part.file().isEmpty() ? ofName(part.file()) : part.contentType();
        String type = media.isEmpty() ? "" : ";type=" + media;
        parts.add("-F " + ShellQuotes.word(part.name() + "=" + content + type));
    }

    /** As curl reads the value of a part that holds characters of its own. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void settings() {
        if (terms.redirects() > 0) {
            parts.add("-L --max-redirs " + terms.redirects());
            if (url.secure() && !terms.leaveTls()) {
                parts.add("--proto-redir =https");
            }
        }
        switch (terms.version()) {
            case AUTO -> {}
            case HTTP1 -> parts.add("--http1.1");
            case HTTP2 -> parts.add(url.secure() ? "--http2" : "--http2-prior-knowledge");
        }
        if (terms.compression()) {
            parts.add("--compressed");
        }
        if (url.secure()) {
            tls();
        }
    }

    private void tls() {
        switch (terms.tls().trust()) {
            case ClientTrust.Full full -> {}
            case ClientTrust.Custom(String file) -> parts.add("--cacert " + ShellQuotes.word(file));
            case ClientTrust.None none -> parts.add("-k");
        }
        if (terms.tls().certificate() instanceof CertificateSource.Pem pem) {
            parts.add("--cert " + ShellQuotes.word(pem.chain()));
            if (!pem.key().isEmpty()) {
                parts.add("--key " + ShellQuotes.word(pem.key()));
            }
            password(pem.password());
        } else if (terms.tls().certificate() instanceof CertificateSource.Pkcs12 pkcs12) {
            parts.add("--cert-type P12 --cert " + ShellQuotes.word(pkcs12.file()));
            password(pkcs12.password());
        }
    }

    private void password(Secret password) {
        if (!password.isNone()) {
            parts.add("--pass " + ShellQuotes.withSecret("", password));
        }
    }

    private void save() {
        String place = atHome(message.saveTo().strip());
        if (place.isEmpty()) {
            return;
        } else if (isFolder(place)) {
            parts.add("-O --output-dir " + ShellQuotes.word(place));
        } else {
            parts.add("-o " + ShellQuotes.word(place));
        }
        // As nothing is overwritten here.
        parts.add("--no-clobber");
    }

    private static boolean isFolder(String place) {
        try {
            return place.endsWith("/") || place.endsWith("\\") || Files.isDirectory(Path.of(place));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

package org.netsonde.engine.protocol.http.curl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.client.OwnFields;
import org.netsonde.engine.security.Secret;

/** The header fields of a command line, and who asks. Used by one thread. */
final class PastedFields {

    private final PastedSecrets secrets;
    private final Leftovers leftovers;
    private final List<Header> headers = new ArrayList<>();
    private Optional<String> contentType = Optional.empty();
    private Authorization authorization = new Authorization.None();

    PastedFields(PastedSecrets secrets, Leftovers leftovers) {
        this.secrets = secrets;
        this.leftovers = leftovers;
    }

    /** Takes what a line says; the address may tell who asks, too. */
    void take(CurlLine line, Optional<String> userInfo) {
        userInfo.ifPresent(this::basic);
        line.last("user").ifPresent(user -> basic(user.marked()));
        line.last("oauth2-bearer").ifPresent(token -> bearer(token.marked()));
        line.all("header").forEach(this::header);
        line.last("user-agent").ifPresent(agent -> field("User-Agent", agent.marked()));
        line.last("referer")
                .ifPresent(referer -> field("Referer", referer.marked().replaceFirst(";auto$", "")));
        line.last("range").ifPresent(range -> field("Range", "bytes=" + range.marked()));
        List<String> cookies = new ArrayList<>();
        for (Word cookie : line.all("cookie")) {
            if (cookie.marked().indexOf('=') >= 0) {
                cookies.add(cookie.marked());
            } else if (!cookie.marked().isEmpty()) {
                leftovers.leftOut("-b " + cookie.text());
            }
        }
        if (!cookies.isEmpty()) {
            field("Cookie", String.join("; ", cookies));
        }
    }

    private void basic(String marked) {
        int colon = marked.indexOf(':');
        String user = leftovers.plain(colon < 0 ? marked : marked.substring(0, colon));
        if (colon < 0) {
            // curl would ask for it.
            leftovers.add("remark.curlPassword");
        }
        authorization = new Authorization.Basic(user, secret("password", colon < 0 ? "" : marked.substring(colon + 1)));
    }

    private void bearer(String marked) {
        authorization = new Authorization.Bearer(secret("token", marked));
    }

    /** A secret that stands for itself; where something visible stands before it, nothing here can hold it. */
    private Secret secret(String kind, String marked) {
        PastedSecrets.Kept kept = secrets.keep(kind, marked);
        if (!kept.before().isEmpty()) {
            throw Words.problem(
                    "problem.curlVariable",
                    Word.plain(marked.substring(kept.before().length())));
        }
        return kept.secret();
    }

    private void header(Word word) {
        String marked = word.marked();
        if (marked.startsWith("@")) {
            leftovers.leftOut("-H " + word.text());
            return;
        }
        int colon = marked.indexOf(':');
        int semicolon = marked.indexOf(';');
        if (colon > 0) {
            String name = marked.substring(0, colon).strip();
            String value = marked.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("content-type")) {
                contentType = Optional.of(leftovers.plain(value));
            } else if (!value.isEmpty()) {
                // Without a value it is not sent at all.
                field(name, value);
            }
        } else if (semicolon > 0 && semicolon == marked.strip().length() - 1) {
            headers.add(new Header(leftovers.plain(marked.substring(0, semicolon)), ""));
        } else {
            leftovers.leftOut("-H " + word.text());
        }
    }

    private void field(String name, String marked) {
        String small = name.toLowerCase(Locale.ROOT);
        if (OwnFields.isOwn(name) || small.startsWith(":")) {
            leftovers.ownField(name);
        } else if (small.equals("authorization")) {
            authorization(marked);
        } else if (HttpSecrets.isSecretField(name)) {
            PastedSecrets.Kept kept = secrets.keep(small, marked);
            headers.add(new Header(name, leftovers.plain(kept.before()), kept.secret()));
        } else {
            headers.add(new Header(name, leftovers.plain(marked)));
        }
    }

    private void authorization(String marked) {
        int space = marked.indexOf(' ');
        String scheme = space < 0 ? "" : marked.substring(0, space).toLowerCase(Locale.ROOT);
        String rest = space < 0 ? "" : marked.substring(space + 1).strip();
        if (scheme.equals("bearer")) {
            bearer(rest);
        } else if (scheme.equals("basic") && decoded(rest).isPresent()) {
            basic(decoded(rest).orElseThrow());
        } else {
            String kind = space < 0 ? marked : rest;
            PastedSecrets.Kept kept = secrets.keep("authorization", kind);
            String before = space < 0 ? "" : marked.substring(0, space + 1);
            headers.add(new Header("Authorization", before + leftovers.plain(kept.before()), kept.secret()));
        }
    }

    private static Optional<String> decoded(String base64) {
        try {
            String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return text.indexOf(':') < 0 || text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    List<Header> headers() {
        return headers;
    }

    /** What the line says of the body; empty text where it is to be sent without. */
    Optional<String> contentType() {
        return contentType;
    }

    Authorization authorization() {
        return authorization;
    }
}

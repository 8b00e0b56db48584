package org.netsonde.engine.http.server;

/** Replies that people read, whatever a service is about. Stateless. */
public final class Pages {

    private Pages() {}

    /** An error in a sentence. */
    public static ServerReply problem(int status, String sentence) {
        return ServerReply.text(status, "text/plain; charset=utf-8", sentence + "\n")
                .with("X-Content-Type-Options", "nosniff");
    }

    /** A page, which may run nothing and load nothing but pictures of this server. */
    public static ServerReply html(String page) {
        return ServerReply.text(200, "text/html; charset=utf-8", page)
                .with("X-Content-Type-Options", "nosniff")
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none';"
                                + " base-uri 'none'; form-action 'none'")
                .with("Referrer-Policy", "no-referrer");
    }

    /** Text fit to stand in a page. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

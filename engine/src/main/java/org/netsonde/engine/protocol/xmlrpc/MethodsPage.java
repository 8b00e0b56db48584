package org.netsonde.engine.protocol.xmlrpc;

import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.ServerReply;

/** The methods of the server as a page for people who open its address in a browser. Nothing in it comes from a peer. */
final class MethodsPage {

    private MethodsPage() {}

    static ServerReply of(Methods methods) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>XML-RPC</title><style>")
                .append(
                        "body{font-family:sans-serif;margin:2em;max-width:60em}code{white-space:nowrap}dt{margin-top:1em}")
                .append("</style></head><body><h1>XML-RPC</h1><p>")
                .append(text("methodHelp.page"))
                .append("</p><dl>\n");
        for (Method method : methods.all()) {
            page.append("<dt>");
            for (List<String> signature : method.signatures()) {
                page.append("<code>")
                        .append(method.name())
                        .append('(')
                        .append(String.join(", ", signature.subList(1, signature.size())))
                        .append(") → ")
                        .append(signature.getFirst())
                        .append("</code><br>");
            }
            page.append("</dt><dd>").append(method.help().text(Locale.ENGLISH)).append("</dd>\n");
        }
        page.append("</dl></body></html>\n");
        return ServerReply.text(200, "text/html; charset=utf-8", page.toString())
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static String text(String key) {
        return Phrase.of(key).text(Locale.ENGLISH);
    }
}

package org.netsonde.engine.protocol.xmlrpc;

import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ServerReply;

/** The methods of the server as a page for people who open its address in a browser. */
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
                        .append(Pages.escaped(method.name()))
                        .append('(')
                        .append(String.join(", ", signature.subList(1, signature.size())))
                        .append(") → ")
                        .append(signature.getFirst())
                        .append("</code><br>");
            }
            page.append("</dt><dd>")
                    .append(Pages.escaped(method.help().text(Locale.ENGLISH)))
                    .append("</dd>\n");
        }
        page.append("</dl></body></html>\n");
        return Pages.html(page.toString());
    }

    private static String text(String key) {
        return Pages.escaped(Phrase.of(key).text(Locale.ENGLISH));
    }
}

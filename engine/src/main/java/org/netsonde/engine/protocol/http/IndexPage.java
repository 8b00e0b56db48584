package org.netsonde.engine.protocol.http;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ServerReply;

/** The page that lists what the server does, with links to try it. */
final class IndexPage {

    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
            + "padding:0 1rem;color-scheme:light dark}"
            + "table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;text-align:left;"
            + "vertical-align:top;border-bottom:1px solid #8884}code{font-family:ui-monospace,monospace}"
            + "img{float:right;width:6rem}";

    private IndexPage() {}

    static ServerReply of(List<Route> routes) {
        StringBuilder rows = new StringBuilder();
        for (Route route : routes) {
            String methods = route.methods().isEmpty()
                    ? Phrase.of("httpReply.anyMethod").toString()
                    : route.methods().getFirst();
            String shown = "<code>" + Pages.escaped(route.shown()) + "</code>";
            boolean links = route.allows("GET");
            rows.append("<tr><td>")
                    .append(Pages.escaped(methods))
                    .append("</td><td>")
                    .append(links ? "<a href=\"" + Pages.escaped(route.example()) + "\">" + shown + "</a>" : shown)
                    .append("</td><td>")
                    .append(Pages.escaped(route.what().toString()))
                    .append("</td></tr>\n");
        }
        String title = Pages.escaped(Phrase.of("httpReply.title").toString());
        String intro = Pages.escaped(Phrase.of("httpReply.intro").toString());
        return Pages.html(
                "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + title + "</title><style>" + STYLE
                        + "</style></head>\n<body><img src=\"/image/svg\" alt=\"\"><h1>" + title + "</h1><p>" + intro
                        + "</p>\n<table>\n" + rows + "</table></body></html>\n");
    }
}

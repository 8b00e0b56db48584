package org.netsonde.app.traffic;

import java.util.Map;

/** What media types say of how content is looked at and saved. Stateless. */
final class MediaTypes {

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("application/json", "json"),
            Map.entry("application/xml", "xml"),
            Map.entry("text/xml", "xml"),
            Map.entry("text/html", "html"),
            Map.entry("text/css", "css"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/javascript", "js"),
            Map.entry("application/javascript", "js"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/gzip", "gz"),
            Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/bmp", "bmp"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/svg+xml", "svg"));

    private MediaTypes() {}

    static boolean isJson(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }

    static boolean isXml(String type) {
        return type.equals("application/xml") || type.equals("text/xml") || type.endsWith("+xml");
    }

    /** Whether people read it; of a type that is not known nobody can say. */
    static boolean isText(String type) {
        return type.isEmpty()
                || type.startsWith("text/")
                || isJson(type)
                || isXml(type)
                || type.equals("application/x-www-form-urlencoded")
                || type.equals("application/javascript");
    }

    /** The end of the name of a file with such content, without the dot. */
    static String extension(String type) {
        String known = EXTENSIONS.get(type);
        if (known != null) {
            return known;
        }
        return isJson(type) ? "json" : isXml(type) ? "xml" : type.startsWith("text/") ? "txt" : "bin";
    }
}

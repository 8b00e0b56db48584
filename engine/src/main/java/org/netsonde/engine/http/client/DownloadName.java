package org.netsonde.engine.http.client;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.file.FileNames;
import org.netsonde.engine.http.HttpUrl;

/** What a file that is downloaded is called: a name that every system takes, never a path. Stateless. */
final class DownloadName {

    private static final String OTHERWISE = "download";
    private static final int MOST_EXTENSION = 12;

    /** RFC 6266, section 4.3. */
    private static final Pattern EXTENDED =
            Pattern.compile("(?i)(?:^|;)\\s*filename\\*\\s*=\\s*(UTF-8|ISO-8859-1)'[^']*'([^;\\s]+)");

    private static final Pattern PLAIN =
            Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");

    private DownloadName() {}

    /** The name that a reply suggests, or else its address. */
    static String of(@Nullable String disposition, HttpUrl url) {
        String suggested = disposition == null ? "" : suggested(disposition);
        return clean(suggested.isBlank() ? url.lastStep() : suggested);
    }

    private static String suggested(String disposition) {
        Matcher extended = EXTENDED.matcher(disposition);
        if (extended.find()) {
            try {
                return URLDecoder.decode(extended.group(2).replace("+", "%2B"), Charset.forName(extended.group(1)));
            } catch (IllegalArgumentException e) {
                // The other form may be better.
            }
        }
        Matcher plain = PLAIN.matcher(disposition);
        if (!plain.find()) {
            return "";
        }
        String quoted = plain.group(1);
        String name = quoted == null ? plain.group(2) : quoted.replaceAll("\\\\(.)", "$1");
        // Fields are read as Latin letters; most servers mean UTF-8.
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The last step of what may be a path, without what may not stand in a name. */
    private static String clean(String suggested) {
        String name = suggested.substring(Math.max(suggested.lastIndexOf('/'), suggested.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        boolean extended = dot > 0 && name.length() - dot <= MOST_EXTENSION;
        String stem = FileNames.of(extended ? name.substring(0, dot) : name, OTHERWISE);
        String extension = extended ? FileNames.of(name.substring(dot + 1), "") : "";
        return extension.isEmpty() ? stem : stem + "." + extension;
    }
}

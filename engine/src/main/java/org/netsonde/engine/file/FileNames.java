package org.netsonde.engine.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of files that every system takes, so that a folder made on one can be copied to any other. Windows takes the least: <a
 * href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming Files, Paths, and Namespaces</a>. Stateless.
 */
public final class FileNames {

    /** What the usual file systems take. Windows counts two bytes each, of which no name has more than of these. */
    static final int MOST_BYTES = 255;

    /** A name that is read at a glance. */
    private static final int MOST_CHARACTERS = 60;

    /** An end is put behind what is made of other names, and perhaps a number. */
    private static final int MOST_BYTES_MADE = 200;

    private static final Pattern NOT_TAKEN = Pattern.compile("[<>:\"/\\\\|?*\\p{Cntrl}\\p{Cf}\\p{Cs}]");

    /** What stands for devices, whatever follows behind a dot; Windows takes the raised digits for digits. */
    private static final Set<String> DEVICES = Stream.of(
                    Stream.of("con", "prn", "aux", "nul", "conin$", "conout$"),
                    "0123456789\u00b9\u00b2\u00b3"
                            .chars()
                            .boxed()
                            .flatMap(digit -> Stream.of("com", "lpt").map(port -> port + Character.toString(digit))))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private FileNames() {}

    /** Whether every system takes that name, and means a file in its folder by it. */
    public static boolean isPortable(String name) {
        String beforeDot = name.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
        return !name.isBlank()
                && !NOT_TAKEN.matcher(name).find()
                && !name.endsWith(".")
                && !name.endsWith(" ")
                && name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && !DEVICES.contains(beforeDot);
    }

    /**
     * A name for a file that is about something that people have named.
     *
     * @param name what they call it
     * @param otherwise what to call the file where nothing of that is left
     */
    public static String of(String name, String otherwise) {
        String taken = NOT_TAKEN.matcher(name).replaceAll("-").strip().replaceAll("\\s+", " ");
        if (taken.codePointCount(0, taken.length()) > MOST_CHARACTERS) {
            taken = taken.substring(0, taken.offsetByCodePoints(0, MOST_CHARACTERS));
        }
        String clean = shortened(taken, MOST_BYTES_MADE).replaceAll("^[-. ]+|[-. ]+$", "");
        if (clean.isEmpty()) {
            return otherwise;
        }
        return isPortable(clean) ? clean : "_" + clean;
    }

    /** As much of the beginning as has so many bytes in UTF-8 at most, cut between characters. */
    static String shortened(String name, int most) {
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int next = name.offsetByCodePoints(end, 1);
            bytes += name.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                return name.substring(0, end);
            }
            end = next;
        }
        return name;
    }
}

package org.netsonde.engine.file;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names of files that every system takes, so that a folder made on one can be copied to any other. Windows takes the least: <a
 * href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming Files, Paths, and Namespaces</a>. Stateless.
 */
public final class FileNames {

    /** Most file systems take 255 bytes; an end is put behind it, and a character may take four. */
    private static final int MOST_CHARACTERS = 60;

    private static final Pattern NOT_TAKEN = Pattern.compile("[<>:\"/\\\\|?*\\p{Cntrl}\\p{Cf}]");

    /** What stands for devices, whatever follows behind a dot. */
    private static final Set<String> DEVICES = Stream.of(
                    Stream.of("con", "prn", "aux", "nul", "conin$", "conout$"),
                    IntStream.rangeClosed(0, 9).mapToObj(number -> "com" + number),
                    IntStream.rangeClosed(0, 9).mapToObj(number -> "lpt" + number))
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
        String clean = taken.replaceAll("^[-. ]+|[-. ]+$", "");
        if (clean.isEmpty()) {
            return otherwise;
        }
        return isPortable(clean) ? clean : "_" + clean;
    }
}

package org.netsonde.engine;

import java.util.Locale;

/** The operating systems that are treated differently somewhere. */
public enum OperatingSystem {
    LINUX,
    WINDOWS,
    MAC,
    OTHER;

    /**
     * The system of a name.
     *
     * @param name the value of {@code os.name}
     */
    public static OperatingSystem of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return LINUX;
        }
        if (lower.startsWith("windows")) {
            return WINDOWS;
        }
        return lower.startsWith("mac") ? MAC : OTHER;
    }

    /** The system that this runs on. */
    public static OperatingSystem here() {
        return of(System.getProperty("os.name", ""));
    }
}

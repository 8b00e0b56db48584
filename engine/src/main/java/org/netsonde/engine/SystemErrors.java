package org.netsonde.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Recognises the system's errors by their texts. Exceptions carry what the C library says, and that is in the language of
 * the user: on a Chinese machine a taken port is not "Address already in use". So the texts are asked of the C library
 * once, beside the English ones. Immutable.
 */
final class SystemErrors {

    /** What went wrong, with its number on Linux and on macOS. Windows has English texts in Java. */
    enum Condition {
        ADDRESS_IN_USE("address already in use", 98, 48),
        PERMISSION_DENIED("permission denied", 13, 13),
        ADDRESS_NOT_AVAILABLE("assign requested address", 99, 49),
        TIMED_OUT("timed out", 110, 60),
        REFUSED("connection refused", 111, 61),
        NETWORK_UNREACHABLE("unreachable", 101, 51),
        NO_ROUTE("no route to host", 113, 65),
        RESET("connection reset", 104, 54),
        BROKEN_PIPE("broken pipe", 32, 32),
        ABORTED("aborted", 103, 53);

        private final String english;
        private final int linux;
        private final int mac;

        Condition(String english, int linux, int mac) {
            this.english = english;
            this.linux = linux;
            this.mac = mac;
        }
    }

    /** More than any system's text. */
    private static final int MAX_BYTES = 1024;

    private final Map<Condition, List<String>> texts = new EnumMap<>(Condition.class);

    /**
     * With the texts of a C library.
     *
     * @param strerror the text of an error number, empty if there is none
     */
    SystemErrors(boolean mac, IntFunction<String> strerror) {
        for (Condition condition : Condition.values()) {
            String local = strerror.apply(mac ? condition.mac : condition.linux).toLowerCase(Locale.ROOT);
            texts.put(
                    condition,
                    Stream.of(condition.english, local)
                            .filter(text -> !text.isBlank())
                            .toList());
        }
    }

    /** The errors of this system. */
    static SystemErrors ofThisSystem() {
        OperatingSystem system = OperatingSystem.here();
        return system == OperatingSystem.WINDOWS
                ? new SystemErrors(false, number -> "")
                : new SystemErrors(system == OperatingSystem.MAC, SystemErrors::strerror);
    }

    /** Whether the text, in lower case, tells of one of the conditions. */
    boolean tells(String text, Condition... conditions) {
        return Stream.of(conditions)
                .flatMap(c -> texts.getOrDefault(c, List.of()).stream())
                .anyMatch(text::contains);
    }

    /** Asks the C library, which the JVM has told the language of the user. */
    // Restricted since it calls native code: a standard function that reads a table.
    @SuppressWarnings("restricted")
    private static String strerror(int number) {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle strerror = linker.downcallHandle(
                    linker.defaultLookup().find("strerror").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            MemorySegment text = (MemorySegment) strerror.invokeExact(number);
            return text.reinterpret(MAX_BYTES)
                    .getString(0, Charset.forName(System.getProperty("native.encoding", "UTF-8")));
        } catch (Throwable e) {
            // English texts are still recognised.
            System.getLogger(SystemErrors.class.getName()).log(System.Logger.Level.DEBUG, "no strerror", e);
            return "";
        }
    }
}

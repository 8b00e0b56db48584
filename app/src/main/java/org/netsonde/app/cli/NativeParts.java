package org.netsonde.app.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.netsonde.engine.OperatingSystem;

/**
 * What the window needs of a Linux system besides Java. JavaFX itself says what is missing with stack traces, and of fonts
 * only when it draws the first letter; asked beforehand it is a sentence.
 *
 * @param wanted whether there is anything to ask for: not on other systems, which come with all of it
 * @param loads whether a library can be loaded
 * @param fonts whether there is a font
 */
public record NativeParts(boolean wanted, Predicate<String> loads, BooleanSupplier fonts) {

    /**
     * A library.
     *
     * @param file the name under which programs load it
     * @param debianPackage the package that has it in Debian and Ubuntu
     */
    record Library(String file, String debianPackage) {}

    /** What the libraries of JavaFX are linked to; what these need themselves comes with them. */
    private static final List<Library> NEEDED = List.of(
            new Library("libgtk-3.so.0", "libgtk-3-0"),
            new Library("libX11.so.6", "libx11-6"),
            new Library("libXtst.so.6", "libxtst6"),
            new Library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
            new Library("libfreetype.so.6", "libfreetype6"),
            new Library("libfontconfig.so.1", "libfontconfig1"));

    /** Without these the processor draws. */
    private static final List<Library> FOR_GRAPHICS_CARDS =
            List.of(new Library("libGL.so.1", "libgl1"), new Library("libXxf86vm.so.1", "libxxf86vm1"));

    /** Those of this machine. */
    public static NativeParts here() {
        boolean linux = OperatingSystem.here() == OperatingSystem.LINUX;
        boolean headless = System.getProperty("glass.platform", "").equalsIgnoreCase("headless");
        return new NativeParts(linux && !headless, NativeParts::canLoad, NativeParts::hasFonts);
    }

    /** The libraries that are missing for the window to open. */
    List<Library> missing() {
        return missing(NEEDED);
    }

    /** The libraries that are missing for the window to be drawn by a graphics card. */
    List<Library> missingForGraphicsCards() {
        return missing(FOR_GRAPHICS_CARDS);
    }

    /** Whether letters can be drawn; to be asked where no library is missing. */
    boolean canWrite() {
        return !wanted || fonts.getAsBoolean();
    }

    private List<Library> missing(List<Library> libraries) {
        List<Library> missing = new ArrayList<>();
        for (Library library : libraries) {
            if (wanted && !loads.test(library.file())) {
                missing.add(library);
            }
        }
        return missing;
    }

    /** It stays loaded, since the window is about to use it. */
    @SuppressWarnings("restricted")
    static boolean canLoad(String library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Asks fontconfig, as JavaFX does: {@code FcInit} and {@code FcConfigGetFonts} of the present configuration. */
    @SuppressWarnings("restricted")
    static boolean hasFonts() {
        try {
            SymbolLookup fontconfig = SymbolLookup.libraryLookup("libfontconfig.so.1", Arena.global());
            Linker linker = Linker.nativeLinker();
            linker.downcallHandle(fontconfig.findOrThrow("FcInit"), FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invoke();
            MemorySegment set = (MemorySegment) linker.downcallHandle(
                            fontconfig.findOrThrow("FcConfigGetFonts"),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invoke(MemorySegment.NULL, 0);
            // The set begins with how many there are.
            return !set.equals(MemorySegment.NULL)
                    && set.reinterpret(Integer.BYTES).get(ValueLayout.JAVA_INT, 0) > 0;
        } catch (Throwable e) {
            // Not to be found out here; whoever draws will.
            System.getLogger(NativeParts.class.getName())
                    .log(System.Logger.Level.DEBUG, "fontconfig cannot be asked", e);
            return true;
        }
    }
}

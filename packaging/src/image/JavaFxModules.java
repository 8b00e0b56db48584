import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleRequireInfo;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prepares the modules of JavaFX for the runtime of the installed program:
 *
 * <ul>
 *   <li>native libraries go to a folder of their own, from where they are put beside the runtime's. Inside of a module they
 *       would be unpacked into a hidden folder of the user's home at the first start, and stay there when the program goes;
 *   <li>modules that are named are required no longer. JavaFX requires java.desktop (AWT and Swing, 28 MB of an installed
 *       runtime) for printing, for images that only ImageIO reads, and for JavaBeans as properties, none of which Netsonde
 *       does.
 * </ul>
 *
 * <p>Arguments: folder of JavaFX's jars, folder for the modules, folder for the native libraries, time stamp of the jars
 * (ISO 8601), names of modules not to require, separated by commas (may be empty).
 */
final class JavaFxModules {

    private static final Set<String> NATIVE = Set.of("so", "dll", "dylib");

    private JavaFxModules() {}

    public static void main(String[] args) throws IOException {
        Path modules = emptied(Path.of(args[1]));
        Path natives = emptied(Path.of(args[2]));
        LocalDateTime time = Jars.time(args[3]);
        Set<String> without = Set.of(args.length > 4 && !args[4].isEmpty() ? args[4].split(",") : new String[0]);
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : jars) {
                convert(jar, modules.resolve(jar.getFileName()), natives, time, without);
            }
        }
    }

    /** Without what an earlier build, of another version or system, has left there. */
    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static void convert(Path jar, Path module, Path natives, LocalDateTime time, Set<String> without)
            throws IOException {
        SequencedMap<String, byte[]> entries = new TreeMap<>();
        for (var entry : Jars.read(jar).entrySet()) {
            String name = entry.getKey();
            if (NATIVE.contains(ending(name))) {
                Files.write(natives.resolve(name.substring(name.lastIndexOf('/') + 1)), entry.getValue());
            } else if (name.equals("module-info.class")) {
                entries.put(name, without(entry.getValue(), without));
            } else {
                entries.put(name, entry.getValue());
            }
        }
        Jars.write(module, entries, time, false);
    }

    private static byte[] without(byte[] moduleInfo, Set<String> names) {
        ClassFile files = ClassFile.of();
        ClassTransform transform = (out, element) -> {
            if (element instanceof ModuleAttribute module) {
                List<ModuleRequireInfo> kept = new ArrayList<>(module.requires());
                kept.removeIf(required -> names.contains(required.requires().name().stringValue()));
                out.with(ModuleAttribute.of(
                        module.moduleName(),
                        module.moduleFlagsMask(),
                        module.moduleVersion().orElse(null),
                        kept,
                        module.exports(),
                        module.opens(),
                        module.uses(),
                        module.provides()));
            } else {
                out.with(element);
            }
        };
        return files.transformClass(files.parse(moduleInfo), transform);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

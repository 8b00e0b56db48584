import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes which resources jlink leaves out, for its option {@code --exclude-resources}: all in the folders of a list but one
 * in each, since jlink and the JVM want every package that a module names to be there.
 *
 * <p>Arguments: the list ({@code left-out-of-runtime.txt}), the folder of JavaFX's modules, the file to write.
 */
final class LeftOutOfRuntime {

    private LeftOutOfRuntime() {}

    public static void main(String[] args) throws IOException {
        // Those of the JDK that runs this, which is the one that the runtime is linked from.
        ModuleFinder modules = ModuleFinder.compose(ModuleFinder.ofSystem(), ModuleFinder.of(Path.of(args[1])));
        Set<String> leftOut = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            if (line.startsWith("+")) {
                leftOut.remove("/" + line.substring(1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int slash = line.indexOf('/');
                leftOut.addAll(resources(modules, line.substring(0, slash), line.substring(slash + 1)));
            }
        }
        Path file = Path.of(args[2]);
        Files.createDirectories(file.getParent());
        Files.write(file, leftOut);
    }

    private static List<String> resources(ModuleFinder modules, String name, String folder) throws IOException {
        ModuleReference module =
                modules.find(name).orElseThrow(() -> new IllegalStateException("there is no module " + name));
        List<String> leftOut = new ArrayList<>();
        try (ModuleReader reader = module.open();
                Stream<String> all = reader.list()) {
            Map<String, List<String>> byFolder = all.filter(
                            resource -> resource.startsWith(folder) && !resource.endsWith("/"))
                    .collect(Collectors.groupingBy(
                            resource -> resource.substring(0, resource.lastIndexOf('/')), TreeMap::new, Collectors.toList()));
            for (List<String> resources : byFolder.values()) {
                resources.sort(null);
                resources.remove(smallest(reader, resources));
                resources.forEach(resource -> leftOut.add("/" + name + "/" + resource));
            }
        }
        if (leftOut.isEmpty()) {
            throw new IllegalStateException("there is nothing to leave out in " + name + "/" + folder);
        }
        return leftOut;
    }

    private static String smallest(ModuleReader reader, List<String> resources) throws IOException {
        Map<String, Integer> sizes = new TreeMap<>();
        for (String resource : resources) {
            ByteBuffer content = reader.read(resource).orElseThrow();
            sizes.put(resource, content.remaining());
            reader.release(content);
        }
        return sizes.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .orElseThrow()
                .getKey();
    }
}

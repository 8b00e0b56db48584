import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The components that are shipped: the jars in some folders, with what their poms say of them. What the poms leave open or
 * say wrong is in {@code components.json}.
 *
 * @param components by their file names
 */
record Shipped(List<Component> components) {

    /** Licences and notices in a jar, wherever they stand. */
    private static final Pattern LEGAL =
            Pattern.compile("(?i)(.*/)?([^/]*-)?(LICEN[CS]E|NOTICE|COPYING|COPYRIGHT)([.-][^/]*)?");

    private static final Pattern LEGAL_FOLDER = Pattern.compile("(?i)META-INF/(license|legal)/[^/]+");

    /** Folders of what others wrote, by the names that builds give them when they take it in. */
    private static final Pattern TAKEN_IN = Pattern.compile(
            "(?i)(.*/)?(shaded?|shadow(ed)?|relocated?|repackaged?|vendor(ed)?|third[-_]?party)([-_][^/]*)?/.*");

    /** What Maven leaves in a jar of each artifact that went into it. */
    private static final Pattern OF_ARTIFACT = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.(properties|xml)");

    /** So much of one text, whatever a jar holds. */
    private static final int MAX_TEXT = 1 << 20;

    /**
     * Finds them.
     *
     * @param dependencies all that there may be
     * @param folders have the shipped jars
     * @param licences has {@code components.json} and the texts
     * @throws IllegalStateException if a shipped jar is no dependency, its licence or home page is not known, or something of
     *     others is seen in it of which {@code components.json} does not speak
     */
    static Shipped of(Dependencies dependencies, List<Path> folders, Path licences) throws IOException {
        JsonNode supplement = JsonMapper.shared().readTree(Files.readAllBytes(licences.resolve("components.json")));
        List<Component> components = new ArrayList<>();
        for (Map.Entry<String, Path> jar : jars(folders).entrySet()) {
            Dependencies.Artifact artifact = dependencies
                    .find(jar.getKey())
                    .orElseThrow(() ->
                            new IllegalStateException("shipped, but not among the dependencies: " + jar.getKey()));
            Dependencies.Pom pom = dependencies.poms().get(artifact.id());
            if (pom == null) {
                throw new IllegalStateException("nothing is known of " + artifact.id());
            }
            components.add(component(artifact, pom, jar.getValue(), supplement, licences));
        }
        unused(supplement, components);
        return new Shipped(components);
    }

    private static SequencedMap<String, Path> jars(List<Path> folders) throws IOException {
        TreeMap<String, Path> jars = new TreeMap<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                files.forEach(file -> jars.put(file.getFileName().toString(), file));
            }
        }
        return jars;
    }

    private static Component component(
            Dependencies.Artifact artifact, Dependencies.Pom pom, Path jar, JsonNode supplement, Path licences)
            throws IOException {
        String id = artifact.id();
        List<Component.Inside> inside = new ArrayList<>();
        for (JsonNode part : supplement.get("inside")) {
            if (part.get("in").asString().equals(id)) {
                inside.add(new Component.Inside(
                        part.get("name").asString(),
                        part.get("url").asString(),
                        part.get("licence").asString(),
                        strings(part.path("packages")),
                        strings(part.path("artifacts"))));
            }
        }
        takenIn(id, jar, inside);
        SequencedMap<String, String> texts = ofJar(jar);
        for (Map.Entry<String, JsonNode> text : supplement.get("texts").properties()) {
            if (id.startsWith(text.getKey())) {
                for (JsonNode name : text.getValue()) {
                    texts.put(
                            name.asString(),
                            Files.readString(licences.resolve("components").resolve(name.asString())));
                }
            }
        }
        String home = home(artifact, pom, supplement.get("homes"));
        return new Component(artifact, jar, pom.name(), home, licences(id, pom, supplement), texts, inside);
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(string -> strings.add(string.asString()));
        return strings;
    }

    /** Where the poms leave it open or wrong, the one with the longest beginning of the artifact's name. */
    private static String home(Dependencies.Artifact artifact, Dependencies.Pom pom, JsonNode homes) {
        String said = homes.propertyNames().stream()
                .filter(artifact.id()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(prefix -> homes.get(prefix).asString())
                .orElse("");
        if (!said.isEmpty() || artifact.group().equals("org.netsonde")) {
            return said;
        }
        if (pom.url().isEmpty()) {
            throw new IllegalStateException("no home page is known of " + artifact.id());
        }
        if (pom.url().replaceFirst("/+$", "").endsWith("/" + artifact.artifact())) {
            // Maven puts the names of modules behind the address of their parent, where there is mostly no page.
            throw new IllegalStateException("components.json must say under \"homes\" which is the home page of "
                    + artifact.id() + ": " + pom.url() + " may be made up by Maven");
        }
        return pom.url();
    }

    /** Fails where a jar has something of others that nobody speaks of, and where they speak of what is not in it. */
    private static void takenIn(String id, Path file, List<Component.Inside> inside) throws IOException {
        Set<String> packages = new TreeSet<>();
        Set<String> artifacts = new TreeSet<>(Set.of(id));
        inside.forEach(part -> packages.addAll(part.packages()));
        inside.forEach(part -> artifacts.addAll(part.artifacts()));
        Set<String> seen = new TreeSet<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName().replaceFirst("^META-INF/versions/\\d+/", "");
                Optional<String> known = packages.stream().filter(name::startsWith).findFirst();
                Matcher artifact = OF_ARTIFACT.matcher(name);
                String of = artifact.matches() ? artifact.group(1) + ":" + artifact.group(2) : id;
                boolean strange = TAKEN_IN.matcher(name).matches() && known.isEmpty();
                if (!entry.isDirectory() && (strange || !artifacts.contains(of))) {
                    throw new IllegalStateException("components.json must say under \"inside\" what this is of others, in "
                            + id + ": " + entry.getName());
                }
                known.ifPresent(seen::add);
                seen.add(of);
            }
        }
        packages.addAll(artifacts);
        packages.removeAll(seen);
        packages.remove(id);
        if (!packages.isEmpty()) {
            throw new IllegalStateException("components.json speaks of what is not in " + id + ": " + packages);
        }
    }

    private static List<String> licences(String id, Dependencies.Pom pom, JsonNode supplement) {
        List<String> licences = new ArrayList<>();
        for (String name : pom.licences()) {
            String known = supplement.get("licences").path(name).asString("");
            if (known.isEmpty()) {
                throw new IllegalStateException("components.json does not say which licence of SPDX this is, of " + id
                        + ": " + name);
            }
            licences.add(known);
        }
        return licences;
    }

    private static SequencedMap<String, String> ofJar(Path file) throws IOException {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            List<JarEntry> entries = Collections.list(jar.entries());
            entries.sort((a, b) -> a.getName().compareTo(b.getName()));
            for (JarEntry entry : entries) {
                String name = entry.getName();
                boolean legal = LEGAL.matcher(name).matches() || LEGAL_FOLDER.matcher(name).matches();
                if (legal && !entry.isDirectory() && !name.endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        texts.put(name, new String(in.readNBytes(MAX_TEXT), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return texts;
    }

    /** What is said of components that are no longer there would be wrong of others. */
    private static void unused(JsonNode supplement, List<Component> components) {
        List<String> said = new ArrayList<>();
        supplement.get("texts").propertyNames().forEach(said::add);
        supplement.get("homes").propertyNames().forEach(said::add);
        supplement.get("inside").forEach(part -> said.add(part.get("in").asString()));
        for (String prefix : said) {
            if (components.stream().noneMatch(component -> component.artifact().id().startsWith(prefix))) {
                throw new IllegalStateException("components.json speaks of what is not shipped: " + prefix);
            }
        }
    }

    /** The hash of a file, as a bill of materials has it. */
    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

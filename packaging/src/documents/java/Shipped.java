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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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

    /** So much of one text, whatever a jar holds. */
    private static final int MAX_TEXT = 1 << 20;

    /**
     * Finds them.
     *
     * @param dependencies all that there may be
     * @param folders have the shipped jars
     * @param licences has {@code components.json} and the texts
     * @throws IllegalStateException if a shipped jar is no dependency, or its licence or home page is not known
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
                        part.get("name").asString(), part.get("url").asString(), part.get("licence").asString()));
            }
        }
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
        Component component =
                new Component(artifact, jar, pom.name(), pom.url(), licences(id, pom, supplement), texts, inside);
        if (component.url().isEmpty() && !component.ours()) {
            throw new IllegalStateException("no home page is known of " + id);
        }
        return component;
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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the program depends on, on any system, as Maven knows it.
 *
 * @param poms what the poms say, by {@code group:artifact}
 * @param artifacts the artifacts, by the names of their files
 * @param needs what each artifact needs directly, by {@link Artifact#key}
 * @param root the key of the program
 */
record Dependencies(
        Map<String, Pom> poms, Map<String, Artifact> artifacts, Map<String, Set<String>> needs, String root) {

    /**
     * What a pom says of its project.
     *
     * @param name what it is called
     * @param url its home page, or empty
     * @param licences the names of its licences; of several one may be chosen
     */
    record Pom(String name, String url, List<String> licences) {}

    /**
     * A file in Maven's repository.
     *
     * @param classifier which of several it is, or empty
     */
    record Artifact(String group, String artifact, String version, String classifier) {

        /** Its name without a version: {@code group:artifact}. */
        String id() {
            return group + ":" + artifact;
        }

        /** What it is among all versions: what is left out for another version is the same thing. */
        String key() {
            return id() + ":" + classifier;
        }

        /** Its name in Maven's repository, and in a folder of copies. */
        String file() {
            return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
        }

        /** Its package URL. */
        String purl() {
            String which = classifier.isEmpty() ? "" : "classifier=" + classifier + "&";
            return "pkg:maven/" + group + "/" + artifact + "@" + version + "?" + which + "type=jar";
        }
    }

    /**
     * Reads them.
     *
     * @param folder has {@code components.tsv}, a line for each project, and {@code tree.json}, the tree of dependencies
     */
    static Dependencies in(Path folder) throws IOException {
        Map<String, Pom> poms = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("components.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 5) {
                poms.put(cells[0] + ":" + cells[1], new Pom(cells[2], cells[3], List.of(cells[4].split(";"))));
            }
        }
        Map<String, Artifact> artifacts = new LinkedHashMap<>();
        Map<String, Set<String>> needs = new HashMap<>();
        JsonNode tree = JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("tree.json")));
        add(tree, artifacts, needs);
        return new Dependencies(poms, artifacts, needs, artifact(tree).key());
    }

    private static void add(JsonNode node, Map<String, Artifact> artifacts, Map<String, Set<String>> needs) {
        Artifact artifact = artifact(node);
        artifacts.putIfAbsent(artifact.file(), artifact);
        Set<String> needed = needs.computeIfAbsent(artifact.key(), key -> new TreeSet<>());
        for (JsonNode child : node.path("children")) {
            needed.add(artifact(child).key());
            add(child, artifacts, needs);
        }
    }

    private static Artifact artifact(JsonNode node) {
        return new Artifact(
                node.get("groupId").asString(),
                node.get("artifactId").asString(),
                node.get("version").asString(),
                node.get("classifier").asString());
    }

    /** The artifact whose file has that name. */
    Optional<Artifact> find(String file) {
        return Optional.ofNullable(artifacts.get(file));
    }

    /** What an artifact needs of some, directly or behind what is not among them, such as JavaFX's empty jars. */
    Set<String> needed(String key, Set<String> of) {
        Set<String> found = new TreeSet<>();
        collect(key, of, found, new HashSet<>());
        // With several native libraries of one project Maven's tree has them below each other.
        found.remove(key);
        return found;
    }

    private void collect(String key, Set<String> of, Set<String> found, Set<String> seen) {
        if (!seen.add(key)) {
            return;
        }
        for (String next : needs.getOrDefault(key, Set.of())) {
            if (of.contains(next)) {
                found.add(next);
            } else {
                collect(next, of, found, seen);
            }
        }
    }
}

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bill of materials of what is shipped on this system, in the format CycloneDX 1.6: the shipped jars, what is inside
 * these, the Java runtime, and what needs what. Of our own rather than of CycloneDX's plugin for Maven, which lists the
 * native libraries of all systems and does not work offline.
 *
 * @param dependencies what needs what
 * @param components what is shipped
 * @param version the program's version
 * @param time the instant that stands for the build's
 */
record Bill(Dependencies dependencies, List<Component> components, String version, String time) {

    private static final String ROOT = "netsonde";
    private static final String RUNTIME = "java-runtime";

    /** The file. */
    String json() throws IOException {
        ObjectNode bill = JsonNodeFactory.instance.objectNode();
        bill.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        ObjectNode metadata = bill.putObject("metadata").put("timestamp", time);
        ObjectNode program = metadata.putObject("component");
        program.put("type", "application").put("bom-ref", ROOT).put("name", "Netsonde").put("version", version);
        licences(program, List.of("Apache-2.0"));
        ArrayNode list = bill.putArray("components");
        for (Component component : components) {
            add(list.addObject(), component);
        }
        addRuntime(list.addObject());
        addDependencies(bill.putArray("dependencies"));
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(bill)
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static void add(ObjectNode entry, Component component) throws IOException {
        Dependencies.Artifact artifact = component.artifact();
        entry.put("type", "library").put("bom-ref", artifact.purl());
        entry.put("group", artifact.group()).put("name", artifact.artifact()).put("version", artifact.version());
        entry.put("description", component.name());
        ObjectNode hash = entry.putArray("hashes").addObject();
        hash.put("alg", "SHA-256").put("content", Shipped.sha256(component.jar()));
        licences(entry, component.licences());
        entry.put("purl", artifact.purl());
        if (!component.url().isEmpty()) {
            website(entry, component.url());
        }
        if (!component.inside().isEmpty()) {
            ArrayNode inside = entry.putArray("components");
            for (Component.Inside part : component.inside()) {
                ObjectNode node = inside.addObject().put("type", "library");
                node.put("bom-ref", artifact.purl() + "#" + part.name()).put("name", part.name());
                licences(node, List.of(part.licence()));
                website(node, part.url());
            }
        }
    }

    /** One expression where there is a choice, since a list would mean that all of them hold. */
    private static void licences(ObjectNode entry, List<String> licences) {
        ObjectNode choice = entry.putArray("licenses").addObject();
        if (licences.size() > 1) {
            choice.put("expression", String.join(" OR ", licences));
        } else {
            choice.putObject("license").put("id", licences.getFirst());
        }
    }

    private static void website(ObjectNode entry, String url) {
        entry.putArray("externalReferences").addObject().put("type", "website").put("url", url);
    }

    /** The runtime is of the JDK that makes this, as the image is. */
    private static void addRuntime(ObjectNode entry) {
        entry.put("type", "platform").put("bom-ref", RUNTIME);
        entry.put("publisher", System.getProperty("java.vendor"));
        entry.put("name", "OpenJDK").put("version", Runtime.version().toString());
        licences(entry, List.of("GPL-2.0-with-classpath-exception"));
        website(entry, System.getProperty("java.vendor.url"));
    }

    private void addDependencies(ArrayNode list) {
        SequencedMap<String, String> refs = new LinkedHashMap<>();
        components.forEach(component ->
                refs.put(component.artifact().key(), component.artifact().purl()));
        Set<String> first = needed(dependencies.root(), refs);
        first.add(RUNTIME);
        add(list, ROOT, first);
        refs.forEach((key, ref) -> add(list, ref, needed(key, refs)));
        add(list, RUNTIME, List.of());
    }

    private Set<String> needed(String key, SequencedMap<String, String> refs) {
        Set<String> needed = new TreeSet<>();
        dependencies.needed(key, refs.keySet()).forEach(other -> needed.add(refs.get(other)));
        return needed;
    }

    private static void add(ArrayNode list, String ref, Collection<String> needed) {
        ArrayNode on = list.addObject().put("ref", ref).putArray("dependsOn");
        needed.forEach(on::add);
    }
}

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/**
 * Something that is shipped: a jar, or what is linked into the runtime.
 *
 * @param artifact what it is in Maven's repository
 * @param jar the file
 * @param name what its authors call it
 * @param url its home page; empty for our own
 * @param licences the names that SPDX has for its licences; of several one may be chosen
 * @param texts licences and notices of its own, by where they come from
 * @param inside what is inside it, of others
 */
record Component(
        Dependencies.Artifact artifact,
        Path jar,
        String name,
        String url,
        List<String> licences,
        SequencedMap<String, String> texts,
        List<Inside> inside) {

    /**
     * A part of a component that somebody else wrote.
     *
     * @param name what it is called
     * @param url its home page
     * @param licence the name that SPDX has for its licence
     * @param packages folders of the jar that are of it, or what their names begin with
     * @param artifacts what of it has {@code META-INF/maven} in the jar, as {@code group:artifact}
     */
    record Inside(String name, String url, String licence, List<String> packages, List<String> artifacts) {}

    /** Whether it is a part of Netsonde. */
    boolean ours() {
        return artifact.group().equals("org.netsonde");
    }

    /** Its licences, as people write them. */
    String licence() {
        return String.join(" or ", licences);
    }

    /** The name of its file. */
    String file() {
        return jar.getFileName().toString();
    }
}

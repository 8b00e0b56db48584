package org.netsonde.engine.session;

/**
 * The machine of a run.
 *
 * @param system the operating system and its version
 * @param architecture the kind of processor
 * @param processors how many
 * @param java the version of Java
 */
public record Machine(String system, String architecture, int processors, String java) {

    /** This one. */
    public static Machine here() {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString());
    }
}

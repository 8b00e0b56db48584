package org.netsonde.engine.export.experiment;

import org.netsonde.engine.experiment.ExperimentResult;

/**
 * A result that is taken away.
 *
 * @param name what the user calls the experiment; empty for its own name
 * @param result what came of it
 * @param version the version of the program
 */
public record ExperimentDocument(String name, ExperimentResult result, String version) {

    private static final int LONGEST = 80;

    /** A name for its files without an ending: letters and digits of any script, the rest as hyphens. */
    public String fileName() {
        String from = name.isBlank() ? result.experiment() : name;
        StringBuilder safe = new StringBuilder("experiment-");
        from.codePoints().limit(LONGEST).forEach(c -> {
            boolean kept = Character.isLetterOrDigit(c);
            if (kept) {
                safe.appendCodePoint(Character.toLowerCase(c));
            } else if (safe.charAt(safe.length() - 1) != '-') {
                safe.append('-');
            }
        });
        while (safe.charAt(safe.length() - 1) == '-') {
            safe.setLength(safe.length() - 1);
        }
        return safe.toString();
    }
}

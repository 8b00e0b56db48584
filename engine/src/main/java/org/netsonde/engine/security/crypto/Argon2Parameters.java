package org.netsonde.engine.security.crypto;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

/**
 * How much work Argon2id is (RFC 9106, section 3.1). The bounds are narrower than those of the RFC: the figures may come from
 * somebody else's hash, which must not take the memory of this machine nor minutes of its time.
 *
 * @param memory how much memory is filled, in KiB, from 8 for each lane to 262,144
 * @param iterations how often, from 1 to 1000; times the memory at most {@link #MAX_WORK} KiB
 * @param parallelism how many lanes there are, from 1 to 64
 */
public record Argon2Parameters(
        @Option(min = MIN_MEMORY, max = MAX_MEMORY) int memory,
        @Option(min = 1, max = MAX_ITERATIONS) int iterations,
        @Option(min = 1, max = MAX_PARALLELISM) int parallelism) {

    /** The least memory, in KiB. */
    public static final int MIN_MEMORY = 8;

    /** The most memory: 256 MiB in KiB. */
    public static final int MAX_MEMORY = 1 << 18;

    /** The most iterations. */
    public static final int MAX_ITERATIONS = 1000;

    /** The most lanes. */
    public static final int MAX_PARALLELISM = 64;

    /** The most memory times iterations: 2 GiB in KiB, a few seconds. */
    public static final int MAX_WORK = 1 << 21;

    /** What OWASP advises for the passwords of users: 19 MiB, two iterations, one lane. */
    public static final Argon2Parameters USUAL = new Argon2Parameters(19_456, 2, 1);

    public Argon2Parameters {
        List<Problem> problems = new ArrayList<>();
        Bounds.check(problems, "memory", memory, MIN_MEMORY, MAX_MEMORY);
        Bounds.check(problems, "iterations", iterations, 1, MAX_ITERATIONS);
        Bounds.check(problems, "parallelism", parallelism, 1, MAX_PARALLELISM);
        if (problems.isEmpty() && memory < MIN_MEMORY * parallelism) {
            problems.add(
                    new Problem("memory", Phrase.of("problem.argon2Lanes", MIN_MEMORY * parallelism, parallelism)));
        }
        if (problems.isEmpty() && (long) memory * iterations > MAX_WORK) {
            problems.add(new Problem("iterations", Phrase.of("problem.argon2Work", MAX_WORK / memory, memory)));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /** Whether OWASP advises at most this for the passwords of users. */
    public boolean isAdvised() {
        return memory >= 47_104
                || (memory >= 19_456 && iterations >= 2)
                || (memory >= 12_288 && iterations >= 3)
                || (memory >= 9_216 && iterations >= 4)
                || (memory >= 7_168 && iterations >= 5);
    }

    /**
     * Whether a hash made with these is to be made anew where those are asked for: it fills less memory, or less over all
     * iterations. Lanes say nothing of strength.
     */
    public boolean isWeakerThan(Argon2Parameters asked) {
        return memory < asked.memory || (long) memory * iterations < (long) asked.memory * asked.iterations;
    }
}

package org.netsonde.engine.message.template;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Where whoever renders templates takes the time and random values from. Safe for threads.
 *
 * @param random gives a generator for the calling thread
 */
public record TemplateSources(InstantSource clock, Supplier<RandomGenerator> random) {

    /** The system's clock, and generators that nobody seeds. */
    public static TemplateSources system() {
        return new TemplateSources(InstantSource.system(), ThreadLocalRandom::current);
    }
}

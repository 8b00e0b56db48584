package org.netsonde.engine.experiment;

import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Settings;

/**
 * The same work done two or more ways. Stateless. Its name is {@code experiment.<id>} in the engine's bundle, what it
 * shows {@code experiment.<id>.help}. An experiment is one file; see {@code ExperimentRegistry} for how it is found.
 *
 * @param <P> its parameters: a record whose components carry {@link org.netsonde.engine.protocol.Option}, from which the
 *     form, the command line and the JSON in workspaces follow
 */
public interface Experiment<P extends Record & Settings> {

    /** The id in workspaces and on the command line, such as {@code connection-reuse}. */
    String id();

    /** The class of its parameters. */
    Class<P> parametersType();

    /** Parameters that show what there is to see on most machines, within {@link RunLimits#standard}. */
    P defaults();

    /**
     * What it does with these parameters. Starts nothing.
     *
     * @throws FailureException if this machine lacks what it takes
     */
    Plan plan(P parameters);
}

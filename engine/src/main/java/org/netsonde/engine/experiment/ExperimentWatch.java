package org.netsonde.engine.experiment;

/** Hears how far an experiment is, and may end it. Called on the thread that runs it; must be quick. */
@FunctionalInterface
public interface ExperimentWatch {

    /** Hears nothing, ends nothing. */
    ExperimentWatch NONE = progress -> true;

    /**
     * Something has been done.
     *
     * @return whether to go on
     */
    boolean goOn(ExperimentProgress progress);
}

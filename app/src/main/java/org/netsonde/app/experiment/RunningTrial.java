package org.netsonde.app.experiment;

import org.jspecify.annotations.Nullable;
import org.netsonde.engine.experiment.ExperimentProgress;
import org.netsonde.engine.experiment.ExperimentWatch;

/** A run that goes on, as its thread tells of it and as it is looked at. Safe for threads. */
public final class RunningTrial implements ExperimentWatch {

    private final Trial trial;
    private volatile @Nullable ExperimentProgress progress;
    private volatile boolean wanted = true;

    RunningTrial(Trial trial) {
        this.trial = trial;
    }

    /** What runs. */
    public Trial trial() {
        return trial;
    }

    /** How far it is; null at the very beginning. */
    public @Nullable ExperimentProgress progress() {
        return progress;
    }

    /** Whether the user has not ended it. */
    public boolean wanted() {
        return wanted;
    }

    void cancel() {
        wanted = false;
    }

    @Override
    public boolean goOn(ExperimentProgress now) {
        progress = now;
        return wanted;
    }
}

package org.netsonde.app.experiment;

import org.netsonde.app.text.Texts;

/** What experiments are called. Stateless. */
public final class TrialNames {

    private TrialNames() {}

    /** The user's name for it, or that of the built-in one. */
    public static String name(Trial trial, Texts texts) {
        return trial.saved() && !trial.name().isEmpty() ? trial.name() : experiment(trial, texts);
    }

    /** The name of what is done; its id where this version does not know it. */
    public static String experiment(Trial trial, Texts texts) {
        return texts.find("experiment." + trial.experimentId()).orElse(trial.experimentId());
    }

    /** What it shows. */
    public static String help(Trial trial, Texts texts) {
        return texts.find("experiment." + trial.experimentId() + ".help")
                .orElseGet(() -> texts.get("experiments.unknown", trial.experimentId()));
    }
}

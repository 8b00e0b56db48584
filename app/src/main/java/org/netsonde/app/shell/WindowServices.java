package org.netsonde.app.shell;

import org.netsonde.app.experiment.ExperimentDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.probe.ProbeDesk;
import org.netsonde.app.workbench.Autosave;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.UserKeys;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.SessionStore;

/**
 * What outlives a scene: a change of language makes a new scene around the same services.
 *
 * @param workbench the open workspace
 * @param selection what is chosen in it
 * @param preferences what is remembered
 * @param autosave keeps unsaved work
 * @param keys the user's authority and secrets
 * @param picker asks for files
 * @param files reads and writes workspaces off the JavaFX thread, one after another
 * @param exports writes exports off the JavaFX thread
 * @param sessions what was recorded
 * @param recorder records what runs
 * @param probes the probe of the window
 * @param prometheus serves figures for Prometheus
 * @param experiments the experiments, and the one that runs
 * @param clock refreshes what shows
 */
record WindowServices(
        Workbench workbench,
        Selection selection,
        PreferencesFile preferences,
        Autosave autosave,
        UserKeys keys,
        FilePicker picker,
        Background files,
        Background exports,
        SessionStore sessions,
        Recorder recorder,
        ProbeDesk probes,
        PrometheusService prometheus,
        ExperimentDesk experiments,
        FrameClock clock) {}
